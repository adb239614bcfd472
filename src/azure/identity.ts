import type { AzureJson } from "./azure-json.ts";

/** How to sign in to Azure. `found`: whatever this machine has, a managed identity or `az login` among it. */
export type Identity =
  | { kind: "client-secret"; tenantId: string; clientId: string; clientSecret: string }
  | { kind: "workload-identity"; tenantId?: string; clientId?: string; tokenFile?: string }
  | { kind: "managed-identity"; clientId?: string }
  | { kind: "found" };

/**
 * azure.json in external-dns's order (a service principal, workload identity, managed identity), then what the workload identity
 * webhook or the user put into the environment, then whatever is found. Throws an `Error` when azure.json is not complete.
 */
export function chooseIdentity(
  file: AzureJson,
  env: Readonly<Record<string, string | undefined>>,
  userAssignedIdentityClientId: string | undefined,
): Identity {
  return fromFile(file, env, userAssignedIdentityClientId) ?? fromEnvironment(env, userAssignedIdentityClientId);
}

type Environment = Readonly<Record<string, string | undefined>>;

function fromFile(file: AzureJson, env: Environment, userAssigned: string | undefined): Identity | undefined {
  const clientId = unlessPlaceholder(file.aadClientId);
  const clientSecret = unlessPlaceholder(file.aadClientSecret);
  if (clientId && clientSecret) {
    if (!file.tenantId) throw new Error('"aadClientId" and "aadClientSecret" need a "tenantId"');
    return { kind: "client-secret", tenantId: file.tenantId, clientId, clientSecret };
  }
  if (file.useWorkloadIdentityExtension) return workloadIdentity(file.tenantId, clientId, env);
  if (file.useManagedIdentityExtension) return managedIdentity(userAssigned ?? file.userAssignedIdentityID);
  return undefined;
}

function fromEnvironment(env: Environment, userAssigned: string | undefined): Identity {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = env;
  // An identity named on the command line is meant, whatever else is there.
  if (userAssigned) return managedIdentity(userAssigned);
  if (env.AZURE_FEDERATED_TOKEN_FILE) return workloadIdentity(undefined, undefined, env);
  if (tenantId && clientId && clientSecret) return { kind: "client-secret", tenantId, clientId, clientSecret };
  return { kind: "found" };
}

function workloadIdentity(tenantId: string | undefined, clientId: string | undefined, env: Environment): Identity {
  const tenant = tenantId ?? env.AZURE_TENANT_ID;
  const client = clientId ?? env.AZURE_CLIENT_ID;
  const tokenFile = env.AZURE_FEDERATED_TOKEN_FILE;
  return {
    kind: "workload-identity",
    ...(tenant && { tenantId: tenant }),
    ...(client && { clientId: client }),
    ...(tokenFile && { tokenFile }),
  };
}

function managedIdentity(clientId: string | undefined): Identity {
  return { kind: "managed-identity", ...(clientId && { clientId }) };
}

/** AKS writes `msi` where there is no service principal. */
function unlessPlaceholder(text: string | undefined): string | undefined {
  return text?.toLowerCase() === "msi" ? undefined : text;
}
