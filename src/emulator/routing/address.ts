import { isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * An address as text whose alphabetical order is numerical order: 8 hexadecimal digits for IPv4, 32 for IPv6.
 * IPv4 inside IPv6 (::ffff:10.0.0.1), as a dual-stack socket shows it, counts as IPv4. `undefined` for no address.
 */
export function sortableAddress(text: string): string | undefined {
  if (isIPv4(text)) return sortableV4(text);
  if (!isIPv6(text)) return undefined;
  return hex(ipaddr.process(text).toByteArray());
}

function sortableV4(text: string): string {
  return hex(text.split(".").map(Number));
}

function hex(bytes: readonly number[]): string {
  let digits = "";
  for (const byte of bytes) digits += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
  return digits;
}

/** First and last of a block of addresses, sortable. */
export interface AddressRange {
  first: string;
  last: string;
}

/** `scope` bits of `first` stand, the rest runs through: 10.1.0.0 with 16 is 10.1.0.0–10.1.255.255. */
export function blockOf(first: string, scope: number): AddressRange | undefined {
  const start = sortableAddress(first);
  if (start === undefined || scope < 0 || scope > start.length * 4) return undefined;
  const free = start.length * 4 - scope;
  const mask = (1n << BigInt(free)) - 1n;
  const value = BigInt(`0x${start}`);
  const width = start.length;
  const text = (number: bigint) => number.toString(16).padStart(width, "0");
  return { first: text(value & ~mask), last: text(value | mask) };
}

/** Reads "10.1.0.0/16", or one address. */
export function parseBlock(text: string): AddressRange | undefined {
  const [address = "", scope, ...rest] = text.split("/");
  if (rest.length > 0) return undefined;
  if (scope !== undefined) return /^\d{1,3}$/.test(scope) ? blockOf(address, Number(scope)) : undefined;
  const only = sortableAddress(address);
  return only === undefined ? undefined : { first: only, last: only };
}
