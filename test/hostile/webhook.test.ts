import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Clock } from "../../src/time/clock.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { BODY_LIMIT, startProvider, statusOf } from "./listeners.ts";
import { connect } from "./raw-connection.ts";

/** To external-dns a 4xx, or an answer after 15 seconds, is the end of its process; whatever it sends, it gets neither. */

let provider: Awaited<ReturnType<typeof startProvider>>;
afterEach(() => provider.close());

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${provider.webhook.port}${path}`, { method: "POST", body, headers });

describe.each(["/records", "/adjustendpoints"])("POST %s", (path) => {
  it("answers any content with 2xx or 5xx, and goes on", async () => {
    provider = await startProvider();
    const content = fc.oneof(
      fc.uint8Array(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ create: [value], updateNew: value })),
      fc.jsonValue().map((value) => JSON.stringify([{ dnsName: "a.example.com", recordType: "A", labels: value }])),
    );
    await fc.assert(
      fc.asyncProperty(content, async (body) => {
        const { status } = await post(path, body);
        expect(Math.floor(status / 100)).toBeOneOf([2, 5]);
      }),
      { numRuns: 200 },
    );
    expect((await post("/adjustendpoints", "[]")).status).toBe(200);
  });

  it.each([
    ["a media type of somebody else's", { "content-type": "text/html" }],
    ["no media type it can make", { accept: "image/png" }],
    ["an encoding nobody applied", { "content-encoding": "gzip" }],
  ])("does not mind %s", async (_, headers) => {
    provider = await startProvider();
    const body = path === "/records" ? "{}" : "[]";
    expect((await post(path, body, headers)).status).toBeOneOf([200, 204]);
  });

  it("answers a body over the limit with 500 and a sentence", async () => {
    provider = await startProvider();
    const answer = await post(path, "x".repeat(BODY_LIMIT + 1));
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain("--body-limit");
  });

  it("answers 503 before external-dns gives up when a body dribbles in", async () => {
    const manual = createManualClock();
    const { clock, begun } = noticing(manual);
    provider = await startProvider({ clock });
    const connection = await connect(provider.webhook);
    await connection.send(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n[`);
    await begun;
    await manual.advance(11_999);
    await connection.send(" ");
    await manual.advance(1);
    expect(statusOf(await connection.until("\r\n\r\n"))).toBe(503);
    connection.destroy();
    expect((await post("/adjustendpoints", "[]")).status).toBe(200);
  });
});

it("a body that is cut off leaves nothing behind", async () => {
  provider = await startProvider();
  for (let index = 0; index < 20; index += 1) {
    const connection = await connect(provider.webhook);
    await connection.send('POST /records HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{"create":[');
    connection.destroy();
  }
  expect(provider.azure.writes()).toEqual([]);
  expect((await post("/records", "{}")).status).toBe(204);
});

/** The clock, and a promise of the first request that has begun to wait on it. */
function noticing(manual: Clock): { clock: Clock; begun: Promise<void> } {
  let notice = () => {};
  const begun = new Promise<void>((resolve) => {
    notice = resolve;
  });
  const clock: Clock = {
    ...manual,
    after(milliseconds, run) {
      if (milliseconds === 12_000) notice();
      return manual.after(milliseconds, run);
    },
  };
  return { clock, begun };
}
