import { describe, expect, it } from "vitest";
import type { Changes, Endpoint } from "../core/endpoint.ts";
import type { Log } from "../provider/ports.ts";
import { noLog } from "../provider/ports.ts";
import type { Provider } from "../provider/provider.ts";
import { createManualClock } from "../time/manual-clock.ts";
import { MEDIA_TYPE } from "./codec.ts";
import { createWebhook } from "./routes.ts";

const row: Endpoint = { dnsName: "a.example.com", targets: ["a.trafficmanager.net"], recordType: "CNAME" };

/** A provider that answers with what the test says, behind the real routes. */
function aWebhook(answers: Partial<Provider> = {}, options: { log?: Log; bodyLimit?: number } = {}) {
  const clock = createManualClock();
  const requests: string[] = [];
  const provider: Provider = {
    domainFilter: () => ({}),
    records: async () => [],
    adjustEndpoints: async (endpoints) => endpoints,
    applyChanges: async () => ({ done: true }),
    readiness: () => ({ ready: true, details: {} }),
    summary: () => ({}),
    close: async () => undefined,
    ...answers,
  };
  const app = createWebhook({
    provider,
    clock,
    log: noLog,
    bodyLimit: 1_000_000,
    deadline: 12_000,
    onRequest: (route, status) => requests.push(`${route} ${status}`),
    ...options,
  });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body), headers });
  return { app, clock, post, requests };
}

describe("the protocol", () => {
  it("negotiates with the domain filter and the media type, byte for byte", async () => {
    const { app } = aWebhook({ domainFilter: () => ({ include: ["example.com"] }) });
    const answer = await app.request("/");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/external.dns.webhook+json;version=1");
    expect(await answer.json()).toEqual({ include: ["example.com"] });
  });

  it("lists the records", async () => {
    const answer = await aWebhook({ records: async () => [row] }).app.request("/records");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, MEDIA_TYPE]);
    expect(await answer.json()).toEqual([row]);
  });

  it("returns the adjusted endpoints", async () => {
    const { post } = aWebhook({ adjustEndpoints: async () => [row] });
    const answer = await post("/adjustendpoints", []);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, MEDIA_TYPE]);
    expect(await answer.json()).toEqual([row]);
  });

  it("answers changes with exactly 204 and no body", async () => {
    let seen: Changes | undefined;
    const { post } = aWebhook({
      async applyChanges(changes) {
        seen = changes;
        return { done: true };
      },
    });
    const answer = await post("/records", { create: [row] });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(seen).toEqual({ create: [row], updateOld: [], updateNew: [], delete: [] });
  });

  it.each([
    { accept: "text/html" },
    { "content-type": "text/plain" },
    { "content-type": "application/json; charset=utf-8" },
    { accept: "" },
  ])("does not mind odd headers: %o", async (headers) => {
    expect((await aWebhook().post("/adjustendpoints", [], headers)).status).toBe(200);
  });
});

describe("an answer that external-dns survives", () => {
  it("is 503 with the message while changes are still being applied", async () => {
    const { post } = aWebhook({
      applyChanges: async () => ({ done: false, message: "still applying 120 of 200 changes" }),
    });
    const answer = await post("/records", {});
    expect([answer.status, await answer.text()]).toEqual([503, "still applying 120 of 200 changes\n"]);
  });

  it("is 503 when Azure cannot be listed", async () => {
    const { app } = aWebhook({ records: () => Promise.reject(new Error("Azure did not answer")) });
    const answer = await app.request("/records");
    expect([answer.status, await answer.text()]).toEqual([503, "Azure did not answer\n"]);
  });

  it.each([
    ["/adjustendpoints", "{not json"],
    ["/records", "[]"],
    ["/adjustendpoints", ""],
  ])("is 500 for a body that is not the protocol's: POST %s %s", async (path, body) => {
    expect((await aWebhook().post(path, body)).status).toBe(500);
  });

  it("is 500 for a body over the limit, announced or not", async () => {
    const { app, post } = aWebhook({}, { bodyLimit: 100 });
    const long = `[${" ".repeat(200)}]`;
    const stream = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(long));
          controller.close();
        },
      });
    const unannounced = await app.request(
      new Request("http://webhook/adjustendpoints", { method: "POST", body: stream(), duplex: "half" }),
    );
    const announced = await post("/adjustendpoints", long, { "content-length": "202" });
    for (const answer of [unannounced, announced]) {
      expect([answer.status, await answer.text()]).toEqual([
        500,
        "the body is larger than 100 bytes; see --body-limit\n",
      ]);
    }
  });

  it("comes after 12 s at the latest, while the work goes on", async () => {
    const slow = Promise.withResolvers<Endpoint[]>();
    const { app, clock } = aWebhook({ records: () => slow.promise });
    const answer = app.request("/records");
    await clock.advance(12_000);
    expect((await answer).status).toBe(503);
    slow.resolve([]);
  });
});

it("tells the log once what was wrong with a body", async () => {
  const lines: string[] = [];
  const log: Log = { ...noLog, error: (_fields, message) => lines.push(message) };
  await aWebhook({}, { log }).post("/adjustendpoints", '[{"dnsName":7}]');
  expect(lines).toEqual(["POST /adjustendpoints: dnsName of endpoint 0 must be a string, got a number"]);
});

it("counts requests by route, and strangers' as one", async () => {
  const { app, post, requests } = aWebhook();
  await app.request("/records");
  await post("/records", {});
  await app.request("/wp-login.php");
  await app.request("/.env");
  expect(requests).toEqual(["GET /records 200", "POST /records 204", "other 404", "other 404"]);
});
