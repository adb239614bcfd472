import { isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

export type AddressRecordType = "A" | "AAAA" | "CNAME";

/** A for IPv4, AAAA for IPv6, CNAME for everything else. */
export function suitableType(target: string): AddressRecordType {
  if (isIPv4(target)) return "A";
  return isIPv6(target) ? "AAAA" : "CNAME";
}

/** Without doubles, in byte order. */
export function sortedTargets(targets: readonly string[]): string[] {
  return [...new Set(targets)].sort(compareText);
}

/** Whether two lists name the same targets: order, case and the spelling of IPv6 addresses do not count. */
export function sameTargets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const ordered = right.toSorted(compareSpelling);
  return left.toSorted(compareSpelling).every((target, index) => {
    const other = ordered[index] ?? "";
    return (
      target.toLowerCase() === other.toLowerCase() || (isAddress(target) && canonical(target) === canonical(other))
    );
  });
}

/**
 * Which of two lists wins a conflict (negative: the left one): fewer targets first, then addresses before names,
 * addresses by value, names by spelling.
 */
export function compareTargetLists(left: readonly string[], right: readonly string[]): number {
  if (left.length !== right.length) return left.length - right.length;
  const ordered = right.toSorted(compareSpelling);
  for (const [index, target] of left.toSorted(compareSpelling).entries()) {
    const other = ordered[index] ?? "";
    if (target !== other) return compareTargets(target, other);
  }
  return 0;
}

function compareTargets(left: string, right: string): number {
  if (isAddress(left) && isAddress(right)) return compareAddresses(left, right);
  if (isAddress(left) !== isAddress(right)) return isAddress(left) ? -1 : 1;
  return compareText(left, right);
}

function compareAddresses(left: string, right: string): number {
  const leftBytes = ipaddr.parse(left).toByteArray();
  const rightBytes = ipaddr.parse(right).toByteArray();
  if (leftBytes.length !== rightBytes.length) return leftBytes.length - rightBytes.length;
  return Buffer.compare(Buffer.from(leftBytes), Buffer.from(rightBytes));
}

function compareSpelling(left: string, right: string): number {
  return isAddress(left) && isAddress(right)
    ? compareText(canonical(left), canonical(right))
    : compareText(left, right);
}

function canonical(target: string): string {
  if (!isAddress(target)) return target;
  const address = ipaddr.parse(target);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

function isAddress(target: string): boolean {
  return isIPv4(target) || isIPv6(target);
}

/** Byte order, as Go compares strings (and not as a reader's language would). */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
