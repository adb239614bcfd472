import ipaddr from "ipaddr.js";

/** EDNS Client Subnet (RFC 7871): the network on whose behalf a resolver asks. */
export interface ClientSubnet {
  family: 1 | 2;
  sourcePrefixLength: number;
  /** Its first address, as text. */
  address: string;
  /** The bytes sent, to be repeated. */
  bytes: Uint8Array;
}

/** Reads the option's data; `undefined` when it breaks the rules of RFC 7871. */
export function parseClientSubnet(data: Uint8Array): ClientSubnet | undefined {
  const [high, family, sourcePrefixLength, scope, ...bytes] = data;
  if (high !== 0 || (family !== 1 && family !== 2) || sourcePrefixLength === undefined || scope !== 0) return undefined;
  const width = family === 1 ? 4 : 16;
  if (sourcePrefixLength > width * 8 || bytes.length !== Math.ceil(sourcePrefixLength / 8)) return undefined;
  const spare = bytes.length * 8 - sourcePrefixLength;
  if (spare > 0 && ((bytes.at(-1) ?? 0) & ((1 << spare) - 1)) !== 0) return undefined;
  const padded = [...bytes, ...new Array<number>(width - bytes.length).fill(0)];
  const address = ipaddr.fromByteArray(padded).toString();
  return { family, sourcePrefixLength, address, bytes: data.subarray(4) };
}

/** The whole option for the reply: what was asked, and for how wide a network the answer holds. */
export function clientSubnetOption(subnet: ClientSubnet, scopePrefixLength: number): Uint8Array {
  const { family, sourcePrefixLength, bytes } = subnet;
  return Uint8Array.of(0, 8, 0, 4 + bytes.length, 0, family, sourcePrefixLength, scopePrefixLength, ...bytes);
}
