import { expect, test } from "vitest";
import { cloudOfAuthority, findCloud } from "./clouds.ts";

test.each([
  ["", "https://management.azure.com", "https://login.microsoftonline.com"],
  ["AzureCloud", "https://management.azure.com", "https://login.microsoftonline.com"],
  ["azurepubliccloud", "https://management.azure.com", "https://login.microsoftonline.com"],
  ["AzureUSGovernment", "https://management.usgovcloudapi.net", "https://login.microsoftonline.us"],
  ["AZUREUSGOVERNMENTCLOUD", "https://management.usgovcloudapi.net", "https://login.microsoftonline.us"],
  ["AzureChinaCloud", "https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
])('cloud "%s" is %s with tokens from %s', (name, endpoint, authorityHost) => {
  expect(findCloud(name, {})).toEqual({ cloud: { endpoint, audience: endpoint, authorityHost, isPrivate: false } });
});

test("an Azure Stack is where azure.json says", () => {
  const found = findCloud("AzureStackCloud", {
    resourceManagerEndpoint: "https://management.local.azurestack.external/",
    resourceManagerAudience: "https://management.stack.onmicrosoft.com/guid",
    activeDirectoryAuthorityHost: "https://adfs.local.azurestack.external/",
  });
  expect(found).toEqual({
    cloud: {
      endpoint: "https://management.local.azurestack.external",
      audience: "https://management.stack.onmicrosoft.com/guid",
      authorityHost: "https://adfs.local.azurestack.external",
      isPrivate: true,
    },
  });
});

test("an Azure Stack without its address cannot be used", () => {
  expect(findCloud("AzureStackCloud", {})).toEqual({ right: expect.stringContaining("resourceManagerEndpoint") });
});

test("the addresses of a stack change nothing in another cloud", () => {
  const found = findCloud("AzureCloud", { resourceManagerEndpoint: "https://elsewhere" });
  expect(found).toMatchObject({ cloud: { endpoint: "https://management.azure.com" } });
});

test("a pod in a sovereign cloud is told by the authority that workload identity names", () => {
  expect(cloudOfAuthority("https://login.microsoftonline.us/").endpoint).toBe("https://management.usgovcloudapi.net");
  expect(cloudOfAuthority("https://login.chinacloudapi.cn/").endpoint).toBe("https://management.chinacloudapi.cn");
  expect(cloudOfAuthority(undefined).endpoint).toBe("https://management.azure.com");
});
