import type { TokenCredential } from "@azure/core-auth";
import type { Cloud } from "./clouds.ts";
import { type AzureConnection, noCredential } from "./connection.ts";
import type { Identity } from "./identity.ts";

/** An emulator, which is asked without tokens, or one of Azure's clouds and who to be there. */
export type AzureTarget = { readonly emulator: string } | { readonly cloud: Cloud; readonly identity: Identity };

export interface ConnectOptions {
  subscriptionId: string;
  target: AzureTarget;
  version: string;
  /** Asked when the first client is made, as it may be read from the cluster meanwhile. */
  clusterId: () => string | undefined;
}

/** How to reach ARM. Asks nobody and loads nothing: the identity library, which is large, comes with the first token. */
export function connect({ subscriptionId, target, version, clusterId }: ConnectOptions): AzureConnection {
  const shared = {
    subscriptionId,
    get userAgent() {
      return userAgent(version, clusterId());
    },
  };
  if ("emulator" in target) {
    const { emulator } = target;
    return Object.assign(shared, {
      endpoint: emulator,
      scope: `${emulator}/.default`,
      credential: noCredential,
      emulated: true,
    });
  }
  const { cloud, identity } = target;
  return Object.assign(shared, {
    endpoint: cloud.endpoint,
    scope: `${cloud.audience}/.default`,
    credential: whenAsked(() => createCredential(identity, cloud)),
    emulated: false,
  });
}

/** A credential that is made at the first token; a making that failed is tried again. */
export function whenAsked(make: () => Promise<TokenCredential>): TokenCredential {
  let making: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      making ??= make();
      const credential = await making.catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      return credential.getToken(scopes, options);
    },
  };
}

/** A user agent is ASCII without spaces inside its parts. */
function userAgent(version: string, clusterId: string | undefined): string {
  const cluster = clusterId?.replace(/[^\w.-]+/g, "-");
  return `external-dns-traffic-manager/${version}${cluster ? ` cluster/${cluster}` : ""}`;
}

async function createCredential(identity: Identity, cloud: Cloud): Promise<TokenCredential> {
  const sdk = await import("@azure/identity");
  const common = {
    authorityHost: cloud.authorityHost,
    ...(cloud.isPrivate && { disableInstanceDiscovery: true }),
  };
  switch (identity.kind) {
    case "client-secret":
      return new sdk.ClientSecretCredential(identity.tenantId, identity.clientId, identity.clientSecret, common);
    case "workload-identity":
      return new sdk.WorkloadIdentityCredential({
        ...common,
        ...(identity.tenantId && { tenantId: identity.tenantId }),
        ...(identity.clientId && { clientId: identity.clientId }),
        ...(identity.tokenFile && { tokenFilePath: identity.tokenFile }),
      });
    case "managed-identity":
      return new sdk.ManagedIdentityCredential(identity.clientId ? { ...common, clientId: identity.clientId } : common);
    case "found":
      return new sdk.DefaultAzureCredential(common);
  }
}
