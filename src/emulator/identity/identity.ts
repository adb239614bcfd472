import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../time/clock.ts";
import { authenticationMissing, invalidToken } from "../arm/arm-errors.ts";
import type { ArmReply } from "../arm/arm-message.ts";
import { isSignedBy, type Principal, principalOf, readClaims, signToken } from "./token.ts";

export interface Identity {
  /** Who asks, from the `Authorization` header; or the refusal, where tokens are checked. */
  authenticate(authorization: string | null): Principal | undefined | { refusal: ArmReply };
  issueToken(clientId: string, audience: string): { token: string; expiresInSeconds: number };
}

export interface IdentityOptions {
  clock: Clock;
  /** Only tokens that this identity issued and that have not expired are taken. */
  requireAuth: boolean;
  tenantId: string;
  tokenLifetimeSeconds?: number;
}

/** Azure's tokens live an hour or a little more. */
const DEFAULT_LIFETIME = 3600;
const REMEMBERED_TOKENS = 1000;

export function createIdentity(options: IdentityOptions): Identity {
  const { clock, requireAuth, tenantId, tokenLifetimeSeconds = DEFAULT_LIFETIME } = options;
  const secret = randomBytes(32);
  const principals = new Map<string, Principal | undefined>();

  const principal = (token: string): Principal | undefined => {
    if (principals.has(token)) return principals.get(token);
    if (principals.size >= REMEMBERED_TOKENS) principals.clear();
    const found = principalOf(token);
    principals.set(token, found);
    return found;
  };

  const refuse = (token: string): ArmReply | undefined => {
    if (!isSignedBy(token, secret)) return invalidToken("The access token is invalid.");
    const expiry = readClaims(token)?.exp;
    if (typeof expiry === "number" && expiry * 1000 > clock.now()) return undefined;
    return invalidToken("The access token has expired.");
  };

  return {
    authenticate(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
      if (token === undefined) return requireAuth ? { refusal: authenticationMissing() } : undefined;
      const refusal = requireAuth ? refuse(token) : undefined;
      return refusal ? { refusal } : principal(token);
    },
    issueToken(clientId, audience) {
      const now = Math.floor(clock.now() / 1000);
      const claims = {
        aud: audience,
        iss: `https://sts.windows.net/${tenantId}/`,
        iat: now,
        nbf: now,
        exp: now + tokenLifetimeSeconds,
        appid: clientId,
        oid: objectIdOf(clientId),
        sub: objectIdOf(clientId),
        tid: tenantId,
        ver: "1.0",
      };
      return { token: signToken(claims, secret), expiresInSeconds: tokenLifetimeSeconds };
    },
  };
}

/** The same object id for the same client, so that deny rules can name it. */
function objectIdOf(clientId: string): string {
  const hex = createHash("sha256").update(clientId).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
