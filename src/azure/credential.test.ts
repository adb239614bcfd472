import { expect, test } from "vitest";
import { findCloud } from "./clouds.ts";
import { connect, whenAsked } from "./credential.ts";

const shared = { subscriptionId: "sub", version: "1.2.3", clusterId: () => undefined };

test("an emulator is asked without tokens", async () => {
  const connection = connect({ ...shared, target: { emulator: "http://127.0.0.1:9" } });
  expect(connection).toMatchObject({ endpoint: "http://127.0.0.1:9", emulated: true, subscriptionId: "sub" });
  expect(await connection.credential.getToken("any")).toBeNull();
});

test("a cloud is asked at its address with tokens for its audience", () => {
  const found = findCloud("AzureChinaCloud", {});
  if (!("cloud" in found)) throw new Error(found.right);
  const connection = connect({ ...shared, target: { cloud: found.cloud, identity: { kind: "found" } } });
  expect(connection).toMatchObject({
    endpoint: "https://management.chinacloudapi.cn",
    scope: "https://management.chinacloudapi.cn/.default",
    emulated: false,
  });
});

test("the user agent names the version, and the cluster once it is known", () => {
  let clusterId: string | undefined;
  const connection = connect({ ...shared, clusterId: () => clusterId, target: { emulator: "http://127.0.0.1:9" } });
  expect(connection.userAgent).toBe("external-dns-traffic-manager/1.2.3");
  clusterId = "east one";
  expect(connection.userAgent).toBe("external-dns-traffic-manager/1.2.3 cluster/east-one");
});

test("a credential is made at the first token, once", async () => {
  let made = 0;
  const credential = whenAsked(async () => {
    made += 1;
    return { getToken: async () => ({ token: "t", expiresOnTimestamp: 1 }) };
  });
  expect(made).toBe(0);
  await Promise.all([credential.getToken("a"), credential.getToken("a")]);
  await credential.getToken("a");
  expect(made).toBe(1);
});

test("a credential that could not be made is tried again at the next token", async () => {
  let attempts = 0;
  const credential = whenAsked(async () => {
    attempts += 1;
    if (attempts === 1) throw new Error("no identity yet");
    return { getToken: async () => ({ token: "t", expiresOnTimestamp: 1 }) };
  });
  await expect(credential.getToken("a")).rejects.toThrow("no identity yet");
  expect(await credential.getToken("a")).toMatchObject({ token: "t" });
});
