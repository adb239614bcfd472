import dnsPacket from "dns-packet";
import { clientSubnetOption } from "./client-subnet.ts";
import type { Query } from "./query.ts";
import { type DnsRecord, numberOf } from "./record.ts";

export const RCODE = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 } as const;
export type Rcode = keyof typeof RCODE;

export interface Reply {
  rcode: Rcode;
  authoritative?: boolean;
  answers?: readonly DnsRecord[];
  authorities?: readonly DnsRecord[];
  /** The scope to report for an EDNS Client Subnet: 0 when the answer did not depend on it. */
  scopePrefixLength?: number;
}

const HEADER = 12;
const OPT_SIZE = 11;
/** What this server can take over UDP itself (DNS flag day 2020). */
const UDP_PAYLOAD_SIZE = 1232;

/** Writes the reply; what does not fit into `limit` bytes becomes an empty one that says "truncated" (RFC 2181, 9). */
export function encodeReply(query: Query, reply: Reply, limit: number, recursionAvailable: boolean): Uint8Array {
  const { question, edns } = query;
  const fixed = HEADER + (question?.wire.length ?? 0);
  const options = edns?.clientSubnet && clientSubnetOption(edns.clientSubnet, reply.scopePrefixLength ?? 0);
  const ednsSize = edns ? OPT_SIZE + (options?.length ?? 0) : 0;
  const answers = sized(reply.answers ?? [], question?.key);
  const authorities = sized(reply.authorities ?? [], question?.key);
  const size = fixed + answers.size + authorities.size + ednsSize;
  const truncated = size > limit;

  const buffer = Buffer.allocUnsafe(truncated ? fixed + ednsSize : size);
  buffer.writeUInt16BE(query.id, 0);
  buffer.writeUInt16BE(flagsOf(query, reply, truncated, recursionAvailable), 2);
  buffer.writeUInt16BE(question ? 1 : 0, 4);
  buffer.writeUInt16BE(truncated ? 0 : answers.records.length, 6);
  buffer.writeUInt16BE(truncated ? 0 : authorities.records.length, 8);
  buffer.writeUInt16BE(edns ? 1 : 0, 10);
  if (question) buffer.set(question.wire, HEADER);
  const offset = truncated ? fixed : writeRecords(buffer, writeRecords(buffer, fixed, answers), authorities);
  if (edns) writeEdns(buffer, offset, edns.dnssecOk, RCODE[reply.rcode], options);
  return buffer;
}

function flagsOf(query: Query, reply: Reply, truncated: boolean, recursionAvailable: boolean): number {
  return (
    0x8000 |
    (query.opcode << 11) |
    (reply.authoritative ? 0x0400 : 0) |
    (truncated ? 0x0200 : 0) |
    (query.recursionDesired ? 0x0100 : 0) |
    (recursionAvailable ? 0x0080 : 0) |
    (RCODE[reply.rcode] & 0xf)
  );
}

interface OwnedRecord {
  record: DnsRecord;
  owner: Uint8Array;
}

/** A pointer to the question's name, which most records have; it keeps the casing asked for, too. */
const toQuestion = Uint8Array.of(0xc0, HEADER);

interface Section {
  records: OwnedRecord[];
  size: number;
}

function sized(records: readonly DnsRecord[], questionKey: string | undefined): Section {
  let size = 0;
  const owned = records.map((record) => {
    const atQuestion = record.name === questionKey || record.name.toLowerCase() === questionKey;
    const owner = atQuestion ? toQuestion : dnsPacket.name.encode(record.name);
    size += owner.length + 8 + record.wire.length;
    return { record, owner };
  });
  return { records: owned, size };
}

function writeRecords(buffer: Buffer, start: number, section: Section): number {
  let offset = start;
  for (const { record, owner } of section.records) {
    buffer.set(owner, offset);
    offset += owner.length;
    buffer.writeUInt16BE(numberOf(record), offset);
    buffer.writeUInt16BE(1, offset + 2);
    buffer.writeUInt32BE(record.ttl, offset + 4);
    buffer.set(record.wire, offset + 8);
    offset += 8 + record.wire.length;
  }
  return offset;
}

function writeEdns(buffer: Buffer, offset: number, dnssecOk: boolean, rcode: number, options?: Uint8Array): void {
  buffer.writeUInt8(0, offset);
  buffer.writeUInt16BE(41, offset + 1);
  buffer.writeUInt16BE(UDP_PAYLOAD_SIZE, offset + 3);
  buffer.writeUInt8(rcode >> 4, offset + 5);
  buffer.writeUInt8(0, offset + 6);
  buffer.writeUInt16BE(dnssecOk ? 0x8000 : 0, offset + 7);
  buffer.writeUInt16BE(options?.length ?? 0, offset + 9);
  if (options) buffer.set(options, offset + OPT_SIZE);
}
