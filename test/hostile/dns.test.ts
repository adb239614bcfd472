import dgram from "node:dgram";
import dnsPacket from "dns-packet";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { question } from "../support/dns-asking.ts";
import { startAll } from "./listeners.ts";
import { connect } from "./raw-connection.ts";

let all: Awaited<ReturnType<typeof startAll>>;
let socket: dgram.Socket;
beforeAll(async () => {
  all = await startAll();
  socket = dgram.createSocket("udp4");
  await new Promise<void>((resolve) => socket.connect(all.dnsPort, "127.0.0.1", resolve));
});
afterAll(async () => {
  socket.close();
  await all.close();
});

const good = question("nobody.trafficmanager.net", "A");
const framed = (message: Uint8Array) => Buffer.from([message.length >> 8, message.length & 255, ...message]);

/** Asks over UDP until the answer to this very question comes; others' answers, and losses, are passed over. */
async function answerOverUdp(): Promise<string> {
  const id = 4711;
  const asked = Buffer.from(good);
  asked.writeUInt16BE(id, 0);
  return new Promise((resolve) => {
    const again = setInterval(() => socket.send(asked), 200);
    const onMessage = (reply: Buffer) => {
      if (reply.length < 12 || reply.readUInt16BE(0) !== id) return;
      clearInterval(again);
      socket.off("message", onMessage);
      resolve(rcodeOf(reply));
    };
    socket.on("message", onMessage);
    socket.send(asked);
  });
}

async function replyOverTcp(): Promise<Buffer> {
  const connection = await connect({ port: all.dnsPort });
  await connection.send(framed(good));
  connection.end();
  return Buffer.from((await connection.closed).slice(2), "latin1");
}

const answerOverTcp = async () => rcodeOf(await replyOverTcp());

function rcodeOf(reply: Buffer): string {
  const packet = dnsPacket.decode(reply);
  return "rcode" in packet ? String(packet.rcode) : "";
}

/** A good message with some bytes changed, cut off or added. */
const damaged = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }),
    fc.nat(good.length),
    fc.uint8Array({ maxLength: 20 }),
  )
  .map(([changes, length, more]) => {
    const message = Buffer.from(good);
    for (const [at, byte] of changes) message[at] = byte;
    return Buffer.concat([message.subarray(0, length), more]);
  });
const anyMessage = fc.oneof(fc.uint8Array({ maxLength: 600 }), damaged, fc.constant(selfReferring()));

/** A name that is a pointer to itself. */
function selfReferring(): Uint8Array {
  return Uint8Array.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1]);
}

describe("DNS over UDP", () => {
  it("answers the next question after anything at all", async () => {
    const messages = fc.sample(anyMessage, 1000);
    for (const message of messages) socket.send(message);
    expect(await answerOverUdp()).toBe("NXDOMAIN");
  });

  it("answers after datagrams as large as they come, and empty ones", async () => {
    for (let index = 0; index < 50; index += 1) {
      socket.send(Buffer.alloc(65_000, index));
      socket.send(Buffer.alloc(0));
    }
    expect(await answerOverUdp()).toBe("NXDOMAIN");
  });

  it("gives no longer an answer than a question without EDNS may have", async () => {
    const reply = new Promise<Buffer>((resolve) => socket.once("message", resolve));
    socket.send(question("nobody.trafficmanager.net", "ANY"));
    expect((await reply).length).toBeLessThanOrEqual(512);
  });
});

describe("DNS over TCP", () => {
  it("answers others after anything at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage, { maxLength: 5 }), fc.boolean(), async (messages, withLengths) => {
        const connection = await connect({ port: all.dnsPort });
        for (const message of messages) await connection.send(withLengths ? framed(message) : message);
        connection.destroy();
        await connection.closed;
      }),
      { numRuns: 100 },
    );
    expect(await answerOverTcp()).toBe("NXDOMAIN");
  });

  it("answers others while a hundred clients are in the middle of a message", async () => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => connect({ port: all.dnsPort })));
    for (const connection of slow) await connection.send(Uint8Array.from([255, 255, 0]));
    expect(await answerOverTcp()).toBe("NXDOMAIN");
    for (const connection of slow) connection.destroy();
  });

  it("answers all there is when a client asks a hundred thousand questions before it listens", async () => {
    const connection = await connect({ port: all.dnsPort });
    connection.pause();
    const sent = connection.send(Buffer.concat(Array.from({ length: 100_000 }, () => framed(good))));
    expect(await answerOverTcp()).toBe("NXDOMAIN");
    connection.resume();
    await sent;
    connection.end();
    const { length } = await replyOverTcp();
    expect((await connection.closed).length).toBe(100_000 * (2 + length));
  });

  it("answers a message that comes byte by byte", async () => {
    const connection = await connect({ port: all.dnsPort });
    for (const byte of framed(good)) await connection.send(Uint8Array.from([byte]));
    connection.end();
    expect((await connection.closed).length).toBeGreaterThan(good.length);
  });
});
