import { createHmac, timingSafeEqual } from "node:crypto";
import { isObject } from "../traffic-manager/json-reader.ts";

/** Who a bearer token says its holder is. */
export interface Principal {
  /** The application's id, or how the holder is called otherwise. */
  name: string;
  objectId: string;
}

export interface TokenClaims {
  appid: string;
  oid: string;
  tid: string;
  aud: string;
  /** Seconds since 1970. */
  exp: number;
}

/** Makes a token that looks like Azure's: three dotted parts with `appid`, `oid` and `tid` in the middle one. */
export function signToken(claims: TokenClaims & Record<string, unknown>, secret: Uint8Array): string {
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${unsigned}.${signature(unsigned, secret)}`;
}

export function isSignedBy(token: string, secret: Uint8Array): boolean {
  const [header, claims, given] = token.split(".");
  if (!header || !claims || !given) return false;
  const wanted = Buffer.from(signature(`${header}.${claims}`, secret));
  const actual = Buffer.from(given);
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

/** The claims of anything that has the form of a JWT; nothing is verified. */
export function readClaims(token: string): Record<string, unknown> | undefined {
  const [, claims] = token.split(".");
  if (!claims) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    // Not a JWT: tokens may be anything at all unless they are checked.
    return undefined;
  }
}

export function principalOf(token: string): Principal | undefined {
  const claims = readClaims(token);
  const name = text(claims?.appid) ?? text(claims?.azp) ?? text(claims?.upn) ?? text(claims?.sub);
  if (name === undefined) return undefined;
  return { name, objectId: text(claims?.oid) ?? name };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(text: string, secret: Uint8Array): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
