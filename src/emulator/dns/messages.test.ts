import dnsPacket from "dns-packet";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDnsWorld, question, rcodeOf } from "../../../test/support/dns-asking.ts";
import { anEndpoint, aProfile } from "../../../test/support/profile-builders.ts";

const SHOP = "shop.trafficmanager.net";
const world = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("eu")] })] });

/** "silence", or the reply code of what came back. */
function outcome(message: Uint8Array): string {
  const reply = world.send(message);
  return reply ? rcodeOf(dnsPacket.decode(Buffer.from(reply))) : "silence";
}

/** A good question with some of its bytes replaced. */
function spoiled(changes: Record<number, number>, message = question(SHOP, "A")): Uint8Array {
  const bytes = Uint8Array.from(message);
  for (const [offset, byte] of Object.entries(changes)) bytes[Number(offset)] = byte;
  return bytes;
}

const extended = (bytes: Uint8Array, ...more: number[]) => Uint8Array.of(...bytes, ...more);
const name = (text: string) => [...text.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]), 0];
const header = (questions: number, additionals = 0) => [0, 1, 1, 0, 0, questions, 0, 0, 0, 0, 0, additionals];
const opt = (version: number, ...options: number[]) => [
  0,
  0,
  41,
  4,
  208,
  0,
  version,
  0,
  0,
  0,
  options.length,
  ...options,
];

describe("a message that is no question", () => {
  it("shorter than a header is met with silence", () => {
    expect(outcome(new Uint8Array(11))).toBe("silence");
    expect(outcome(new Uint8Array(0))).toBe("silence");
  });
  it("that is itself a reply is met with silence, so that two servers cannot talk for ever", () => {
    expect(outcome(spoiled({ 2: 0x81 }))).toBe("silence");
  });
  it("with an operation other than QUERY is NOTIMP", () => {
    expect(outcome(spoiled({ 2: 0x10 }))).toBe("NOTIMP"); // STATUS
    expect(outcome(spoiled({ 2: 0x28 }))).toBe("NOTIMP"); // UPDATE
  });
  it("without a question, or with two, is FORMERR", () => {
    expect(outcome(Uint8Array.from(header(0)))).toBe("FORMERR");
    expect(outcome(Uint8Array.from([...header(2), ...name(SHOP), 0, 1, 0, 1, ...name(SHOP), 0, 1, 0, 1]))).toBe(
      "FORMERR",
    );
  });
  it("of another class is REFUSED", () => {
    const chaos = Uint8Array.from([...header(1), ...name("version.bind"), 0, 16, 0, 3]);
    expect(outcome(chaos)).toBe("REFUSED");
  });
});

describe("a malformed message is FORMERR", () => {
  const good = question(SHOP, "A");
  it("cut off anywhere after its header", () => {
    for (let length = 12; length < good.length; length += 1) {
      expect([length, outcome(good.subarray(0, length))]).toEqual([length, "FORMERR"]);
    }
  });
  it("with a label of more than 63 bytes, a name of more than 255, or a pointer that goes nowhere", () => {
    expect(outcome(spoiled({ 12: 0x80 }))).toBe("FORMERR");
    expect(
      outcome(
        Uint8Array.from([
          ...header(1),
          ...Array(5)
            .fill(name("x".repeat(63)).slice(0, -1))
            .flat(),
          0,
          0,
          1,
          0,
          1,
        ]),
      ),
    ).toBe("FORMERR");
    expect(outcome(Uint8Array.from([...header(1), 0xc0, 12, 0, 1, 0, 1]))).toBe("FORMERR");
    expect(outcome(Uint8Array.from([...header(1), 0xc0, 40, 0, 1, 0, 1]))).toBe("FORMERR");
    expect(outcome(Uint8Array.from([...header(1), 0xc0, 0, 0, 1, 0, 1]))).toBe("FORMERR");
  });
  it("with a record that is announced and missing, or runs past the end", () => {
    expect(outcome(spoiled({ 11: 1 }))).toBe("FORMERR");
    expect(outcome(extended(spoiled({ 11: 1 }), 0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 9))).toBe("FORMERR");
  });
  it("with two OPT records (RFC 6891)", () => {
    expect(outcome(extended(spoiled({ 11: 2 }), ...opt(0), ...opt(0)))).toBe("FORMERR");
  });
  it.each([
    { what: "an unknown family", option: [0, 3, 8, 0, 10] },
    { what: "too long a prefix", option: [0, 1, 33, 0, 10, 1, 1, 1, 1] },
    { what: "too few bytes", option: [0, 1, 16, 0, 10] },
    { what: "too many bytes", option: [0, 1, 8, 0, 10, 1] },
    { what: "bits beyond the prefix", option: [0, 1, 12, 0, 10, 0xff] },
    { what: "a scope, which only replies may set", option: [0, 1, 8, 8, 10] },
    { what: "nothing at all", option: [] },
  ])("with a client subnet that has $what (RFC 7871)", ({ option }) => {
    const message = extended(spoiled({ 11: 1 }), ...opt(0, 0, 8, 0, option.length, ...option));
    expect(outcome(message)).toBe("FORMERR");
  });
});

describe("EDNS (RFC 6891)", () => {
  it("of another version is BADVERS", () => {
    const reply = world.send(extended(spoiled({ 11: 1 }), ...opt(1)));
    const decoded = dnsPacket.decode(Buffer.from(reply ?? []));
    const [record] = decoded.additionals ?? [];
    expect([rcodeOf(decoded), record?.type === "OPT" && record.extendedRcode]).toEqual(["NOERROR", 1]);
  });
  it("is answered with EDNS, and only then", () => {
    const withEdns = dnsPacket.decode(Buffer.from(world.send(question(SHOP, "A", { udpPayloadSize: 4096 })) ?? []));
    expect(withEdns.additionals).toMatchObject([{ type: "OPT", udpPayloadSize: 1232, ednsVersion: 0 }]);
    expect(world.ask(SHOP, "A").additionals).toEqual([]);
  });
  it("may bring options that nobody knows", () => {
    expect(outcome(extended(spoiled({ 11: 1 }), ...opt(0, 0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8)))).toBe("NOERROR");
  });
});

describe("odd but proper questions", () => {
  it("may point back into the message for their name's end", () => {
    // The question is for "net" + pointer: no name to go back to but the header, so this server has none to accept.
    expect(outcome(spoiled({ 12: 0xc0, 13: 0x0c }))).toBe("FORMERR");
  });
  it("with dots and bytes of any kind inside a label name nothing here, and come back as they were", () => {
    const odd = Uint8Array.from([...header(1), 4, 0x61, 0x2e, 0x00, 0xff, ...name("trafficmanager.net"), 0, 1, 0, 1]);
    const reply = Buffer.from(world.send(odd) ?? []);
    expect(reply.subarray(12, odd.length)).toEqual(Buffer.from(odd.subarray(12)));
    expect(reply.readUInt16BE(2) & 0xf).toBe(3);
  });
  it("for the root are REFUSED", () => {
    expect(outcome(Uint8Array.from([...header(1), 0, 0, 1, 0, 1]))).toBe("REFUSED");
  });
});

describe("whatever comes in", () => {
  const isProper = (message: Uint8Array) => {
    const reply = world.send(message);
    if (!reply) return true;
    const id = Buffer.from(message).readUInt16BE(0);
    return Buffer.from(reply).readUInt16BE(0) === id && (reply[2] ?? 0) >= 0x80 && reply.length <= 512 + message.length;
  };
  it("any bytes are met with silence or a reply, never with a crash", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), isProper), { numRuns: 3000 });
  });
  it("so are good questions with some bytes changed, cut or doubled", () => {
    const base = [
      question(SHOP, "A"),
      question("www.example.com", "TXT", { subnet: "10.1.0.0/16" }),
      question("a.b.c.example.com", "ANY", { udpPayloadSize: 4096 }),
    ];
    const change = fc.tuple(fc.nat(120), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...base),
        fc.array(change, { maxLength: 8 }),
        fc.nat(120),
        (message, changes, keep) => {
          const bytes = spoiled(Object.fromEntries(changes.filter(([at]) => at < message.length)), message);
          return isProper(bytes) && isProper(bytes.subarray(0, keep)) && isProper(Uint8Array.of(...bytes, ...bytes));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
