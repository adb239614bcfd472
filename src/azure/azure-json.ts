const TEXTS = [
  "cloud",
  "tenantId",
  "subscriptionId",
  "resourceGroup",
  "aadClientId",
  "aadClientSecret",
  "userAssignedIdentityID",
  "activeDirectoryAuthorityHost",
  "resourceManagerAudience",
  "resourceManagerEndpoint",
] as const;
const SWITCHES = ["useManagedIdentityExtension", "useWorkloadIdentityExtension"] as const;

/** The keys that external-dns's Azure provider reads (provider/azure/config.go). Empty counts as absent, as in Go. */
export type AzureJson = { [Key in (typeof TEXTS)[number]]?: string } & { [Key in (typeof SWITCHES)[number]]?: boolean };

/** What an absent azure.json says. */
export const NO_AZURE_JSON: AzureJson = {};

/** Reads azure.json; other keys are ignored. Throws an `Error` that says what is wrong without quoting the file, which may hold a secret. */
export function parseAzureJson(contents: string): AzureJson {
  const properties = parseObject(contents);
  const result: AzureJson = {};
  for (const key of TEXTS) {
    const value = valueAt(properties, key) ?? "";
    if (typeof value !== "string") throw new Error(`"${key}" is not a text`);
    if (value !== "") result[key] = value;
  }
  for (const key of SWITCHES) {
    const value = valueAt(properties, key) ?? false;
    if (typeof value !== "boolean") throw new Error(`"${key}" is not true or false`);
    if (value) result[key] = value;
  }
  return result;
}

function parseObject(contents: string): Map<string, unknown> {
  const parsed = parseJson(contents);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new Error("it is not a JSON object");
  return new Map(Object.entries(parsed));
}

/** The parser's own message quotes the text. */
function parseJson(contents: string): unknown {
  try {
    return JSON.parse(contents.replace(/^\uFEFF/, ""));
  } catch {
    throw new Error("it is not JSON");
  }
}

/** Go matches the keys of JSON in any case, the exact one first. */
function valueAt(properties: ReadonlyMap<string, unknown>, key: string): unknown {
  if (properties.has(key)) return properties.get(key);
  const lower = key.toLowerCase();
  for (const [name, value] of properties) if (name.toLowerCase() === lower) return value;
  return undefined;
}
