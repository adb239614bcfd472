import type { DnsRecord } from "./record.ts";
import type { RecordTypeName } from "./record-types.ts";

/** What a zone has at one name and type. */
export interface RecordSetView {
  ttl: number;
  /** Empty for an alias, and for a set without records. */
  records: readonly DnsRecord[];
  /** The Traffic Manager profile (ARM id) that the set stands for instead of records of its own. */
  aliasProfile?: string;
  /** Answer with what the profile answers, never with its name (linked records). */
  flattened?: boolean;
  /** The name in the same zone whose set of the same type it stands for. */
  aliasName?: string;
}

/** A zone as its DNS server sees it. All names are full, lower case, without a final dot. */
export interface ZoneView {
  name: string;
  at(name: string): ReadonlyMap<RecordTypeName, RecordSetView> | undefined;
  /** Whether the name has records or lies above one that has (RFC 8020). */
  exists(name: string): boolean;
}

/** The zone whose name is the longest suffix of this one. */
export type ZoneOf = (name: string) => ZoneView | undefined;
