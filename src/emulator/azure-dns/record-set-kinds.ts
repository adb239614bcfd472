import { isIPv4, isIPv6 } from "node:net";
import { z } from "zod";
import { isDomainName } from "../dns/name.ts";
import { type DnsRecord, dnsRecord, type RecordData } from "../dns/record.ts";

/** One record of a set: as ARM shows it, and as DNS sends it. */
export interface SetRecord {
  json: Readonly<Record<string, unknown>>;
  dns(name: string, ttl: number): DnsRecord;
}

/** How the records of one type are written in ARM's JSON. */
export interface RecordSetKind {
  /** "ARecords", "CNAMERecord" */
  property: string;
  /** A set of one record, which is not an array. */
  single: boolean;
  /** The record, or what is wrong with it. */
  parse(raw: unknown): SetRecord | string;
}

export type RecordSetType = "A" | "AAAA" | "CAA" | "CNAME" | "MX" | "NS" | "PTR" | "SOA" | "SRV" | "TXT";

interface KindOptions<T extends RecordSetType, J extends Record<string, unknown>> {
  type: T;
  property: string;
  single?: boolean;
  schema: z.ZodType<J>;
  data(json: J): RecordData[T];
}

function kind<T extends RecordSetType, J extends Record<string, unknown>>(options: KindOptions<T, J>): RecordSetKind {
  const { type, property, single = false, schema, data } = options;
  return {
    property,
    single,
    parse(raw) {
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return parsed.error.issues[0]?.message ?? `The ${property} value is invalid.`;
      const json = parsed.data;
      return { json, dns: (name, ttl) => dnsRecord(name, type, ttl, data(json)) };
    },
  };
}

const domainName = z.string().refine(isDomainName, {
  error: ({ input }) => `The domain name '${String(input)}' is invalid.`,
});
const address = (isValid: (text: string) => boolean, family: string) =>
  z.string().refine(isValid, { error: ({ input }) => `The ${family} address '${String(input)}' is invalid.` });
const unsigned = (bits: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(2 ** bits - 1);
/** A string of a DNS message holds 255 bytes (RFC 1035, 3.3). */
const characterString = z.string().refine((text) => Buffer.byteLength(text) <= 255, {
  error: "The value of a TXT record must consist of strings of at most 255 characters each.",
});

const soa = z.object({
  email: domainName,
  expireTime: unsigned(32).default(2419200),
  host: domainName,
  minimumTTL: unsigned(32).default(300),
  refreshTime: unsigned(32).default(3600),
  retryTime: unsigned(32).default(300),
  serialNumber: unsigned(32).default(1),
});

const kinds: Record<RecordSetType, RecordSetKind> = {
  A: kind({
    type: "A",
    property: "ARecords",
    schema: z.object({ ipv4Address: address(isIPv4, "IPv4") }),
    data: (json) => json.ipv4Address,
  }),
  AAAA: kind({
    type: "AAAA",
    property: "AAAARecords",
    schema: z.object({ ipv6Address: address(isIPv6, "IPv6") }),
    data: (json) => json.ipv6Address,
  }),
  CAA: kind({
    type: "CAA",
    property: "caaRecords",
    schema: z.object({ flags: unsigned(8), tag: z.string().min(1).max(255), value: z.string() }),
    data: (json) => json,
  }),
  CNAME: kind({
    type: "CNAME",
    property: "CNAMERecord",
    single: true,
    schema: z.object({ cname: domainName }),
    data: (json) => withoutDot(json.cname),
  }),
  MX: kind({
    type: "MX",
    property: "MXRecords",
    schema: z.object({ exchange: domainName, preference: unsigned(16) }),
    data: (json) => ({ preference: json.preference, exchange: withoutDot(json.exchange) }),
  }),
  NS: kind({
    type: "NS",
    property: "NSRecords",
    schema: z.object({ nsdname: domainName }),
    data: (json) => withoutDot(json.nsdname),
  }),
  PTR: kind({
    type: "PTR",
    property: "PTRRecords",
    schema: z.object({ ptrdname: domainName }),
    data: (json) => withoutDot(json.ptrdname),
  }),
  SOA: kind({
    type: "SOA",
    property: "SOARecord",
    single: true,
    schema: soa,
    data: (json) => ({
      mname: withoutDot(json.host),
      rname: withoutDot(json.email),
      serial: json.serialNumber,
      refresh: json.refreshTime,
      retry: json.retryTime,
      expire: json.expireTime,
      minimum: json.minimumTTL,
    }),
  }),
  SRV: kind({
    type: "SRV",
    property: "SRVRecords",
    schema: z.object({ port: unsigned(16), priority: unsigned(16), target: domainName, weight: unsigned(16) }),
    data: (json) => ({ ...json, target: withoutDot(json.target) }),
  }),
  TXT: kind({
    type: "TXT",
    property: "TXTRecords",
    schema: z.object({ value: z.array(characterString).min(1) }),
    // A copy: dns-packet turns the strings of the array it is given into bytes, in place.
    data: (json) => [...json.value],
  }),
};

export function recordSetKind(type: RecordSetType): RecordSetKind {
  return kinds[type];
}

/** "a" → "A": URLs may write the type in any case; replies have it in capitals. */
export function recordSetType(text: string): RecordSetType | undefined {
  const upper = text.toUpperCase();
  return isRecordSetType(upper) ? upper : undefined;
}

function isRecordSetType(text: string): text is RecordSetType {
  return Object.hasOwn(kinds, text);
}

function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
