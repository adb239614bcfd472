import type { ArmReply } from "../arm/arm-message.ts";
import { alreadyExists, modified } from "./errors.ts";

/** If-Match and If-None-Match against what is there; the reply to give when they don't hold. */
export function preconditionFailure(
  headers: Headers,
  kind: "Zone" | "Record set",
  name: string,
  etag: string | undefined,
): ArmReply | undefined {
  const match = headers.get("if-match");
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== null && etag !== undefined && (noneMatch === "*" || bare(noneMatch) === etag)) {
    return alreadyExists(kind, name);
  }
  const matches = match === null || (etag !== undefined && (match === "*" || bare(match) === etag));
  return matches ? undefined : modified(kind, name);
}

const bare = (etag: string) => etag.replace(/^"|"$/g, "");
