import type { Identity } from "./identity.ts";

/** What clients ask before they ask ARM: where to log in, and for a token. No api-version, no authentication. */
export interface LoginEndpoints {
  /** The response, or undefined when the path is not one of these. */
  answer(request: Request, url: URL): Promise<Response | undefined>;
}

/** A token request is a short form; more than this is none. */
const FORM_LIMIT = 64 * 1024;

export function createLoginEndpoints(identity: Identity, tenantId: string): LoginEndpoints {
  return {
    async answer(request, url) {
      const path = url.pathname;
      if (path === "/metadata/endpoints") return Response.json(metadata(url, tenantId));
      if (path.endsWith("/.well-known/openid-configuration")) return Response.json(openIdConfiguration(url, path));
      if (path.endsWith("/discovery/instance")) return Response.json(instanceDiscovery(url, path));
      if (/\/oauth2\/(v2\.0\/)?token$/.test(path)) return token(request, url, identity);
      return undefined;
    },
  };
}

/** One cloud, as the Azure CLI and the SDKs read it; the tenant `adfs` keeps them from asking the public directory. */
function metadata(url: URL, tenantId: string) {
  const here = url.origin;
  return {
    name: "emulator",
    portal: here,
    authentication: {
      loginEndpoint: `${here}/${tenantId}`,
      audiences: [here],
      tenant: tenantId,
      identityProvider: "ADFS",
    },
    graph: here,
    graphAudience: here,
    resourceManager: here,
    media: here,
    batch: here,
    suffixes: { storage: "storage.localhost", keyVaultDns: "vault.localhost" },
  };
}

function openIdConfiguration(url: URL, path: string) {
  const tenant = path.split("/")[1] ?? "";
  const authority = `${url.origin}/${tenant}`;
  return {
    issuer: authority,
    authorization_endpoint: `${authority}/oauth2/authorize`,
    token_endpoint: `${authority}/oauth2/token`,
    device_authorization_endpoint: `${authority}/oauth2/devicecode`,
    jwks_uri: `${authority}/discovery/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    response_types_supported: ["code", "id_token", "token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

/** Identity libraries that know no other way ask whether the authority is a known one. */
function instanceDiscovery(url: URL, path: string) {
  const tenant = path.split("/")[1] ?? "";
  return {
    tenant_discovery_endpoint: `${url.origin}/${tenant}/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: url.host, preferred_cache: url.host, aliases: [url.host] }],
  };
}

async function token(request: Request, url: URL, identity: Identity): Promise<Response> {
  if (request.method !== "POST") return oauthError("invalid_request", "The token endpoint takes POST requests.");
  const text = await request.text();
  if (text.length > FORM_LIMIT) return oauthError("invalid_request", "The request is too large.");
  const form = new URLSearchParams(text);
  const clientId = form.get("client_id") ?? form.get("username") ?? basicUser(request.headers.get("authorization"));
  if (!clientId) return oauthError("invalid_client", "The 'client_id' parameter is missing.");
  const audience =
    form.get("resource") ??
    form
      .get("scope")
      ?.split(" ")[0]
      ?.replace(/\/\.default$/, "") ??
    url.origin;
  const { token, expiresInSeconds } = identity.issueToken(clientId, audience);
  return Response.json({
    token_type: "Bearer",
    expires_in: expiresInSeconds,
    ext_expires_in: expiresInSeconds,
    resource: audience,
    access_token: token,
  });
}

function basicUser(authorization: string | null): string | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  return encoded ? Buffer.from(encoded, "base64").toString("utf8").split(":")[0] : undefined;
}

function oauthError(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}
