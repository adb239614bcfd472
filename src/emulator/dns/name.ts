/** A message that does not follow RFC 1035. */
export class Malformed extends Error {}

const HEADER = 12;
const MAX_NAME = 255;
const MAX_LABEL = 63;
const POINTER = 0xc0;

/** Labels of 1 to 63 bytes without blanks or quotes, 253 bytes in all; a final dot is allowed. */
export function isDomainName(text: string): boolean {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  return Buffer.byteLength(name) <= MAX_NAME - 2 && name.split(".").every(isLabel);
}

function isLabel(text: string): boolean {
  const size = Buffer.byteLength(text);
  return size > 0 && size <= MAX_LABEL && !/[\s"\\]/.test(text);
}

/** The name at `start`, as text without a final dot, and where it ends. */
export function readName(message: Uint8Array, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let offset = start;
  let end: number | undefined;
  let size = 1;
  for (let length = byteAt(message, offset); length !== 0; length = byteAt(message, offset)) {
    if (length >= POINTER) {
      end ??= offset + 2;
      offset = followPointer(message, offset);
      continue;
    }
    size += length + 1;
    if (size > MAX_NAME) throw new Malformed("a name is too long");
    labels.push(readLabel(message, offset + 1, length));
    offset += length + 1;
  }
  return { name: labels.join("."), end: end ?? offset + 1 };
}

/** A pointer leads only back, so that following them comes to an end. */
function followPointer(message: Uint8Array, offset: number): number {
  const target = ((byteAt(message, offset) & 0x3f) << 8) | byteAt(message, offset + 1);
  if (target >= offset || target < HEADER) throw new Malformed("a pointer does not lead back");
  return target;
}

/** Bytes that would be mistaken for something else are written \\DDD (RFC 4343). */
function readLabel(message: Uint8Array, start: number, length: number): string {
  if (length > MAX_LABEL) throw new Malformed("a label is too long");
  let label = "";
  for (let offset = start; offset < start + length; offset += 1) {
    const byte = byteAt(message, offset);
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x2e && byte !== 0x5c;
    label += plain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, "0")}`;
  }
  return label;
}

function byteAt(message: Uint8Array, offset: number): number {
  const byte = message[offset];
  if (byte === undefined) throw new Malformed("a name runs past the end");
  return byte;
}
