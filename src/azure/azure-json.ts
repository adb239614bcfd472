import { z } from "zod";

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** The keys that external-dns's Azure provider reads (provider/azure/config.go). Empty counts as absent, as in Go. */
const schema = z.object({
  cloud: text,
  tenantId: text,
  subscriptionId: text,
  resourceGroup: text,
  aadClientId: text,
  aadClientSecret: text,
  userAssignedIdentityID: text,
  activeDirectoryAuthorityHost: text,
  resourceManagerAudience: text,
  resourceManagerEndpoint: text,
  useManagedIdentityExtension: flag,
  useWorkloadIdentityExtension: flag,
});

export type AzureJson = z.infer<typeof schema>;

/** What an absent azure.json says. */
export const NO_AZURE_JSON: AzureJson = schema.parse({});

/** Reads azure.json; other keys are ignored. Throws an `Error` that says what is wrong without quoting the file, which may hold a secret. */
export function parseAzureJson(contents: string): AzureJson {
  const parsed = schema.safeParse(withKnownKeys(parseJson(contents)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path.join(".");
  throw new Error(key ? `"${key}" is not ${expected(key)}` : "it is not a JSON object");
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
function withKnownKeys(parsed: unknown): unknown {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return parsed;
  const entries = Object.entries(parsed);
  return Object.fromEntries(
    Object.keys(schema.shape).map((key) => {
      const found =
        entries.find(([name]) => name === key) ?? entries.find(([name]) => name.toLowerCase() === key.toLowerCase());
      return [key, found?.[1]];
    }),
  );
}

function expected(key: string): string {
  return key.startsWith("use") && key.endsWith("Extension") ? "true or false" : "a text";
}
