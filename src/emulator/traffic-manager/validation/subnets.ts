import ipaddr from "ipaddr.js";
import type { SubnetRange } from "../../../arm/traffic-manager.ts";
import { targetKind } from "./target.ts";

/** An inclusive range of addresses of one family. */
export interface AddressRange {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

/** The addresses a subnet stands for, or why it stands for none (Azure docs: FAQ, subnet override). */
export function subnetRange(subnet: SubnetRange): AddressRange | string {
  const first = toNumber(subnet.first);
  if (!first) return "'first' must be an IP address";
  const { scope } = subnet;
  const byScope = typeof scope === "number" ? block(first, scope) : undefined;
  if (typeof byScope === "string") return byScope;
  if (!subnet.last) return byScope ?? { family: first.family, first: first.value, last: first.value };
  const last = toNumber(subnet.last);
  if (!last || last.family !== first.family) return "'last' must be an IP address of the same family as 'first'";
  if (last.value < first.value) return "'first' must not be greater than 'last'";
  if (byScope && byScope.last !== last.value) return "'last' and 'scope' describe different ranges";
  return { family: first.family, first: first.value, last: last.value };
}

export function overlap(left: AddressRange, right: AddressRange): boolean {
  return left.family === right.family && left.first <= right.last && right.first <= left.last;
}

function block(first: { family: 4 | 6; value: bigint }, scope: number): AddressRange | string {
  const bits = first.family === 4 ? 32 : 128;
  if (scope < 0 || scope > bits) return `'scope' must be between 0 and ${bits}`;
  const size = 1n << BigInt(bits - scope);
  if (first.value % size !== 0n) return "'first' must be the first address of the block";
  return { family: first.family, first: first.value, last: first.value + size - 1n };
}

function toNumber(text: string): { family: 4 | 6; value: bigint } | undefined {
  const kind = targetKind(text);
  if (kind !== "IPv4" && kind !== "IPv6") return undefined;
  const value = ipaddr
    .parse(text)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return { family: kind === "IPv4" ? 4 : 6, value };
}
