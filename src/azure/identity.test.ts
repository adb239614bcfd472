import { expect, test } from "vitest";
import { NO_AZURE_JSON, parseAzureJson } from "./azure-json.ts";
import { chooseIdentity } from "./identity.ts";

const servicePrincipal = { tenantId: "tenant", aadClientId: "app", aadClientSecret: "s3cret" };

function fromFile(keys: Record<string, unknown>, env: Record<string, string> = {}, userAssigned?: string) {
  return chooseIdentity(parseAzureJson(JSON.stringify(keys)), env, userAssigned);
}

test("a service principal in azure.json comes first, even where managed identity is switched on", () => {
  expect(fromFile({ ...servicePrincipal, useManagedIdentityExtension: true })).toEqual({
    kind: "client-secret",
    tenantId: "tenant",
    clientId: "app",
    clientSecret: "s3cret",
  });
});

test('AKS\'s placeholder "msi" is no service principal', () => {
  const keys = { aadClientId: "msi", aadClientSecret: "MSI", useManagedIdentityExtension: true };
  expect(fromFile({ ...keys, userAssignedIdentityID: "id" })).toEqual({ kind: "managed-identity", clientId: "id" });
});

test("the identity named by the flag counts more than azure.json's", () => {
  const keys = { useManagedIdentityExtension: true, userAssignedIdentityID: "file" };
  expect(fromFile(keys, {}, "flag")).toEqual({ kind: "managed-identity", clientId: "flag" });
});

test("workload identity takes from the environment what azure.json leaves open", () => {
  const env = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_FEDERATED_TOKEN_FILE: "/token" };
  expect(fromFile({ useWorkloadIdentityExtension: true, tenantId: "own" }, env)).toEqual({
    kind: "workload-identity",
    tenantId: "own",
    clientId: "c",
    tokenFile: "/token",
  });
});

test("a service principal without a tenant is a mistake that says so", () => {
  expect(() => fromFile({ aadClientId: "a", aadClientSecret: "s3cret" })).toThrow(/need a "tenantId"$/);
});

test.each([
  [
    { AZURE_FEDERATED_TOKEN_FILE: "/t", AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" },
    "workload-identity",
  ],
  [{ AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c", AZURE_CLIENT_SECRET: "s" }, "client-secret"],
  [{}, "found"],
])("without azure.json, %j signs in as %s", (env, kind) => {
  expect(chooseIdentity(NO_AZURE_JSON, env, undefined).kind).toBe(kind);
});

test("azure.json's keys are matched in any case, null and empty count as absent, and other keys are ignored", () => {
  expect(parseAzureJson('{"TENANTID":"t","cloud":"","resourceGroup":null,"vmType":"vmss"}')).toEqual({
    ...NO_AZURE_JSON,
    tenantId: "t",
  });
});

test.each([
  ["nonsense", "it is not JSON"],
  ["[]", "it is not a JSON object"],
  ["null", "it is not a JSON object"],
  ['{"tenantId": 5}', '"tenantId" is not a text'],
  ['{"useManagedIdentityExtension": "true"}', '"useManagedIdentityExtension" is not true or false'],
])("azure.json with %s is refused: %s", (contents, message) => {
  expect(() => parseAzureJson(contents)).toThrow(new Error(message));
});
