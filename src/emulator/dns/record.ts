import type { MxData, SoaData, SrvData } from "dns-packet";
import dnsPacket from "dns-packet";
import { type RecordTypeName, typeNumber } from "./record-types.ts";

/** One record, its data already in wire form, so that answering is copying. */
export interface DnsRecord {
  /** In any case, without a final dot; "" is the root. */
  name: string;
  type: RecordTypeName;
  ttl: number;
  /** Two bytes of length, then the data. */
  wire: Uint8Array;
  /** Where a CNAME points to, lower case, or the address of an A or AAAA. */
  target?: string;
}

/** What each type's data looks like before it is encoded. */
export interface RecordData {
  A: string;
  AAAA: string;
  CNAME: string;
  NS: string;
  PTR: string;
  SOA: SoaData;
  MX: MxData;
  SRV: SrvData;
  CAA: { flags: number; tag: string; value: string };
  /** The strings of one record. */
  TXT: string[];
}

/** The names in the data must be domain names: dns-packet does not look. */
export function dnsRecord<T extends keyof RecordData>(
  name: string,
  type: T,
  ttl: number,
  data: RecordData[T],
): DnsRecord {
  const record = { name, type, ttl, wire: encodeData(type, data) };
  const target = typeof data === "string" ? { target: data.toLowerCase().replace(/\.$/, "") } : {};
  return { ...record, ...target };
}

export function encodeData<T extends keyof RecordData>(type: T, data: RecordData[T]): Uint8Array {
  // dns-packet turns the strings of a TXT record into buffers within the array it is given.
  return dnsPacket.record(type).encode(Array.isArray(data) ? [...data] : data);
}

/** Another record with the same data: no encoding is done again. */
export function withName(record: DnsRecord, name: string): DnsRecord {
  return { ...record, name };
}

export const numberOf = (record: DnsRecord) => typeNumber(record.type);
