import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient, Pipeline } from "@azure/core-rest-pipeline";

/** How ARM is reached: the real one with a credential, or an emulator without. */
export interface AzureConnection {
  subscriptionId: string;
  /** ARM's base URL, such as `https://management.azure.com`. */
  endpoint: string;
  /** The scope tokens are asked for, such as `https://management.azure.com/.default`. */
  scope: string;
  credential: TokenCredential;
  emulated: boolean;
  userAgent: string;
  /** Replaces the SDK's own: an emulator in the same process. */
  httpClient?: HttpClient;
}

export const READ_TIMEOUT = 10_000;
export const WRITE_TIMEOUT = 60_000;

/** Options of every SDK client: one attempt, our name, and a reader or writer's time-out set per call. */
export function clientOptions(connection: AzureConnection) {
  return {
    endpoint: connection.endpoint,
    credentialScopes: [connection.scope],
    userAgentOptions: { userAgentPrefix: connection.userAgent },
    retryOptions: { maxRetries: 0 },
    allowInsecureConnection: connection.emulated,
    ...(connection.httpClient ? { httpClient: connection.httpClient } : {}),
  };
}

/** The SDK refuses to send a token over plain http; an emulator needs none, and is not behind a proxy. */
export function withoutTokens<Client extends { pipeline: Pipeline }>(
  client: Client,
  { emulated }: AzureConnection,
): Client {
  if (emulated) {
    client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
    client.pipeline.removePolicy({ name: "proxyPolicy" });
  }
  return client;
}

/** The credential of a connection that sends none. */
export const noCredential: TokenCredential = { getToken: async () => null };
