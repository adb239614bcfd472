import type { DnsRecord } from "./record.ts";

/** Who asks an authority, and for what. */
export interface Lookup {
  /** Lower case, without a final dot. */
  name: string;
  /** "A", "ANY", "TYPE65". */
  type: string;
  /** The client's own network, or the address the packet came from. */
  address: string;
}

/** What one zone says of a name. No records and no NXDOMAIN means that the name is there, but not this type. */
export interface Found {
  rcode: "NOERROR" | "NXDOMAIN";
  records: readonly DnsRecord[];
  /** For the authority section: the SOA of a negative answer, or the name servers of a delegation. */
  authorities: readonly DnsRecord[];
  /** The name was delegated to other servers: the answer is not authoritative. */
  delegated?: boolean;
  /** Whether the answer depended on where the client is. */
  byAddress?: boolean;
}

/** A set of names that this server is the source of. */
export interface Authority {
  /** Whether it follows a CNAME that points to another name of the same zone by itself. */
  chasesOwnNames: boolean;
  /** The zone that the name is in, if any; the longest one of all authorities answers. */
  zoneOf(name: string): string | undefined;
  lookup(question: Lookup): Found;
}

export function isWithin(name: string, suffix: string): boolean {
  return name === suffix || (name.endsWith(suffix) && name[name.length - suffix.length - 1] === ".");
}
