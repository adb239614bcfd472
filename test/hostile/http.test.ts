import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Listener, startAll, statusOf, statusOfGood } from "./listeners.ts";
import { connect, type RawConnection } from "./raw-connection.ts";

let all: Awaited<ReturnType<typeof startAll>>;
beforeAll(async () => {
  all = await startAll();
});
afterAll(() => all.close());

const HOST = "Host: localhost\r\n";
const chunkOf = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;

/** What is sent, and whether the server is waiting for more afterwards, so that it is left in the lurch. */
const ATTACKS: Record<string, { sent: (string | Uint8Array)[]; leaves?: true }> = {
  noise: { sent: [Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) & 255)] },
  "a TLS greeting in plain": { sent: [Uint8Array.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])], leaves: true },
  nothing: { sent: [], leaves: true },
  "an empty line and no more": { sent: ["\r\n"], leaves: true },
  "half a request line": { sent: ["GET /reco"], leaves: true },
  "half a header": { sent: [`GET / HTTP/1.1\r\n${HOST}X-Half`], leaves: true },
  "a header of a megabyte": { sent: [`GET / HTTP/1.1\r\n${HOST}X-Long: ${"x".repeat(1 << 20)}\r\n\r\n`] },
  "ten thousand headers": {
    sent: [`GET / HTTP/1.1\r\n${HOST}${"X-A: b\r\n".repeat(10_000)}\r\n`],
  },
  "a path of a megabyte": { sent: [`GET /${"x".repeat(1 << 20)} HTTP/1.1\r\n${HOST}\r\n`] },
  "a header with a control character": { sent: [`GET / HTTP/1.1\r\n${HOST}X-A: \u0000\u0007\r\n\r\n`] },
  "no Host": { sent: ["GET / HTTP/1.1\r\n\r\n"] },
  "a Host that is none": { sent: ["GET / HTTP/1.1\r\nHost: [::::]:99999999/?#@\r\nConnection: close\r\n\r\n"] },
  "a version that is none": { sent: [`GET / HTTP/9.9\r\n${HOST}\r\n`] },
  "HTTP/0.9": { sent: ["GET /\r\n\r\n"] },
  "a method that is none": { sent: [`FETCH!! / HTTP/1.1\r\n${HOST}\r\n`] },
  TRACE: { sent: [`TRACE / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  CONNECT: { sent: [`CONNECT example.com:443 HTTP/1.1\r\n${HOST}\r\n`] },
  "OPTIONS *": { sent: [`OPTIONS * HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  "an absolute URL of somebody else's": {
    sent: [`GET http://example.com:1/x HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`],
  },
  "a URL that is none": { sent: [`GET http://[ HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  "a path with a broken escape": { sent: [`GET /%ZZ/%c3%28/%00?%=% HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  "a path that climbs": { sent: [`GET /../../../etc/passwd HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  "a path of slashes": { sent: [`GET //////// HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`] },
  "an upgrade to something else": {
    sent: [`GET / HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: h2c, websocket\r\n\r\n`],
  },
  "a body that is cut off": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n{"create":`],
    leaves: true,
  },
  "a body that is announced and never comes": {
    sent: [`PUT /faults HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n`],
    leaves: true,
  },
  "a body larger than any number": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Content-Length: 999999999999999999999999\r\n\r\n`],
    leaves: true,
  },
  "a negative length": { sent: [`POST /records HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`] },
  "two lengths": { sent: [`POST /records HTTP/1.1\r\n${HOST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`] },
  "a length and chunks at once": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  },
  "a chunk whose size is none": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n`],
  },
  "chunks that are cut off": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n`, chunkOf(1000), "5\r\nab"],
    leaves: true,
  },
  "an encoding nobody knows": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip, brotli\r\n\r\n${"x".repeat(100)}`],
    leaves: true,
  },
  "a body with a GET": {
    sent: [`GET /records HTTP/1.1\r\n${HOST}Content-Length: 3\r\nConnection: close\r\n\r\nabc`],
  },
  "a request that expects a miracle": {
    sent: [`POST /records HTTP/1.1\r\n${HOST}Expect: miracle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`],
  },
};

describe.each(["webhook", "status", "ARM", "ARM over TLS", "control"])("%s", (name) => {
  const listener = (): Listener => {
    const found = all.listeners.find((one) => one.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };

  it.each(Object.entries(ATTACKS))("survives %s", async (_, { sent, leaves }) => {
    const connection = await connect(listener());
    for (const bytes of sent) await connection.send(bytes);
    if (leaves) connection.destroy();
    expect(statusOf(await connection.closed) || 0).toBeLessThan(600);
    expect(await statusOfGood(listener())).toBe(listener().good.status);
  });

  it("answers two hundred requests that come at once on one connection", async () => {
    const { good, ...place } = listener();
    const connection = await connect(place);
    const request = `${good.line} HTTP/1.1\r\n${HOST}`;
    await connection.send(`${`${request}\r\n`.repeat(199)}${request}Connection: close\r\n\r\n`);
    expect((await connection.closed).split("HTTP/1.1 200 ").length - 1).toBe(200);
  });

  it("serves others while two hundred connections say nothing", async () => {
    const silent: RawConnection[] = [];
    for (let index = 0; index < 200; index += 1) silent.push(await connect(listener()));
    await Promise.all(silent.map((connection) => connection.send("GET / HTTP/1.1\r\nX-Slow: ")));
    expect(await statusOfGood(listener())).toBe(listener().good.status);
    for (const connection of silent) connection.destroy();
    await Promise.all(silent.map(({ closed }) => closed));
    expect(await statusOfGood(listener())).toBe(listener().good.status);
  });

  it("survives clients that go away before the answer", async () => {
    const { good, ...place } = listener();
    for (let index = 0; index < 50; index += 1) {
      const connection = await connect(place);
      await connection.send(`${good.line} HTTP/1.1\r\n${HOST}\r\n`.repeat(10));
      connection.destroy();
    }
    expect(await statusOfGood(listener())).toBe(good.status);
  });

  it.each([
    ["that does not end", "Transfer-Encoding: chunked"],
    ["that says it is a terabyte", `Content-Length: ${2 ** 40}`],
  ])("takes a body %s only as far as its limit, and drops what is still sent", async (_, header) => {
    const connection = await connect(listener());
    await connection.send(`${listener().withBody} HTTP/1.1\r\n${HOST}${header}\r\n\r\n`);
    const answer = connection.until("\r\n\r\n");
    const before = process.memoryUsage().arrayBuffers;
    const megabyte = chunkOf(1 << 20);
    for (let sent = 0; sent < 128; sent += 1) await connection.send(megabyte);
    expect(await holdsAtMost(before + 16e6)).toBe(true);
    expect(statusOf(await answer)).toBeGreaterThanOrEqual(400);
    connection.destroy();
    expect(await statusOfGood(listener())).toBe(listener().good.status);
  });
});

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

/** Whether no more than this is held outside the heap, where bodies are, once garbage is gone; its memory is freed in the background. */
async function holdsAtMost(bytes: number): Promise<boolean> {
  for (let turn = 0; turn < 200; turn += 1) {
    if (typeof collectGarbage === "function") collectGarbage();
    if (process.memoryUsage().arrayBuffers <= bytes) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}
