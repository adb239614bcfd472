import { isIP } from "node:net";
import type { AddressFamily } from "./status.ts";

/** What kind of answer a target gives: an address of either family, or a name. */
export function addressFamily(target: string | null | undefined): AddressFamily {
  const version = isIP(target ?? "");
  if (version === 0) return "name";
  return version === 4 ? "IPv4" : "IPv6";
}
