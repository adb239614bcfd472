import { isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

export type TargetKind = "DomainName" | "IPv4" | "IPv6";

/** What a target is, or undefined when it is neither an address nor a DNS name (a port, a scheme or a path in it). */
export function targetKind(target: string): TargetKind | undefined {
  if (isIPv4(target)) return "IPv4";
  // An address with a zone (fe80::1%eth0) means nothing outside of one machine.
  if (isIPv6(target) && !target.includes("%")) return "IPv6";
  return isDomainName(target) ? "DomainName" : undefined;
}

function isDomainName(text: string): boolean {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  if (name.length === 0 || name.length > 253 || /^[\d.]+$/.test(name)) return false;
  return name.split(".").every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}

/**
 * Whether an address lies in a range that no target may have (Azure docs: FAQ, RFC 1918, 6890, 5737, 3068, 2544 and 5771).
 */
export function isReservedAddress(address: string): boolean {
  return ipaddr.parse(address).range() !== "unicast";
}
