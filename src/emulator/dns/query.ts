import { type ClientSubnet, parseClientSubnet } from "./client-subnet.ts";
import { Malformed, readName } from "./name.ts";
import { typeName } from "./record-types.ts";

export interface Edns {
  udpPayloadSize: number;
  version: number;
  dnssecOk: boolean;
  clientSubnet: ClientSubnet | undefined;
}

export interface Question {
  /** As asked, without a final dot. */
  name: string;
  /** Lower case, for comparing. */
  key: string;
  /** "A", "ANY", "TYPE65". */
  type: string;
  class: number;
  /** The question's own bytes, which the reply repeats to keep the casing (and the pointers to it right). */
  wire: Uint8Array;
}

export interface Query {
  id: number;
  opcode: number;
  recursionDesired: boolean;
  question: Question | undefined;
  edns: Edns | undefined;
}

export type Parsed =
  | { outcome: "query"; query: Query }
  | { outcome: "malformed"; query: Query }
  | { outcome: "ignore" };

const HEADER = 12;
const OPT = 41;
const OPTION_CLIENT_SUBNET = 8;

/**
 * Reads one message. What has no header or is itself a reply is to be ignored (answering replies makes loops);
 * what cannot be read further is malformed, with as much as is needed to say so.
 */
export function parseQuery(message: Uint8Array): Parsed {
  if (message.length < HEADER) return { outcome: "ignore" };
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const flags = view.getUint16(2);
  if (flags & 0x8000) return { outcome: "ignore" };
  const query: Query = {
    id: view.getUint16(0),
    opcode: (flags >> 11) & 0xf,
    recursionDesired: (flags & 0x0100) !== 0,
    question: undefined,
    edns: undefined,
  };
  // Other operations (UPDATE, NOTIFY) lay their sections out differently; they are refused unread.
  if (query.opcode !== 0) return { outcome: "query", query };
  try {
    readSections(view, message, query);
    return { outcome: "query", query };
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return { outcome: "malformed", query };
    throw error;
  }
}

function readSections(view: DataView, message: Uint8Array, query: Query): void {
  if (view.getUint16(4) !== 1) throw new Malformed("one question is all this server answers");
  const { name, end } = readName(message, HEADER);
  const type = view.getUint16(end);
  const wire = message.subarray(HEADER, end + 4);
  query.question = { name, key: name.toLowerCase(), type: typeName(type), class: view.getUint16(end + 2), wire };
  const others = view.getUint16(6) + view.getUint16(8);
  const additional = view.getUint16(10);
  let offset = end + 4;
  for (let index = 0; index < others + additional; index += 1) {
    const record = readName(message, offset).end;
    const length = view.getUint16(record + 8);
    offset = record + 10 + length;
    if (offset > message.length) throw new Malformed("a record runs past the end");
    if (view.getUint16(record) !== OPT) continue;
    if (query.edns || index < others) throw new Malformed("one OPT record, in the additional section");
    query.edns = readEdns(view, message, record, offset);
  }
}

function readEdns(view: DataView, message: Uint8Array, record: number, end: number): Edns {
  const edns: Edns = {
    udpPayloadSize: view.getUint16(record + 2),
    version: view.getUint8(record + 5),
    dnssecOk: (view.getUint16(record + 6) & 0x8000) !== 0,
    clientSubnet: undefined,
  };
  for (let offset = record + 10; offset < end; ) {
    const code = view.getUint16(offset);
    const next = offset + 4 + view.getUint16(offset + 2);
    if (next > end) throw new Malformed("an option runs past its record");
    if (code === OPTION_CLIENT_SUBNET) {
      edns.clientSubnet = parseClientSubnet(message.subarray(offset + 4, next));
      if (!edns.clientSubnet) throw new Malformed("a client subnet that is none (RFC 7871, 7.1.2)");
    }
    offset = next;
  }
  return edns;
}
