import { describe, expect, it } from "vitest";
import { createManualClock } from "../../time/manual-clock.ts";
import { SoftError } from "./provider.ts";
import { connectWebhook, type Fetch } from "./webhook-provider.ts";
import { MEDIA_TYPE } from "./wire.ts";

const headers = { "content-type": MEDIA_TYPE };

/** A webhook that answers the negotiation well and everything else as told. */
function aWebhook(answer: (request: Request) => Response): Fetch {
  return async (request) => (new URL(request.url).pathname === "/" ? new Response("{}", { headers }) : answer(request));
}

const connect = (fetch: Fetch) => connectWebhook("http://webhook", fetch, createManualClock());

describe("the negotiation", () => {
  it("takes the provider's domain filter", async () => {
    const provider = await connect(async () => new Response('{"include":["example.com"]}', { headers }));
    expect(provider.domainFilter).toEqual({ include: ["example.com"], exclude: [] });
  });
  it("refuses a media type with anything appended", async () => {
    const answer = new Response("{}", { headers: { "content-type": `${MEDIA_TYPE}; charset=utf-8` } });
    await expect(connect(async () => answer)).rejects.toThrow("wrong content type returned from server");
  });
  it("gives up at once on a 4xx", async () => {
    let tries = 0;
    const refuse: Fetch = async () => {
      tries++;
      return new Response(null, { status: 404 });
    };
    await expect(connect(refuse)).rejects.toThrow("unexpected status code 404");
    expect(tries).toBe(1);
  });
  it("tries five times over about four seconds when there is no answer, or a 5xx", async () => {
    const clock = createManualClock();
    const begun = clock.now();
    const times: number[] = [];
    const failing: Fetch = async () => {
      times.push(clock.now() - begun);
      if (times.length % 2 === 0) return new Response(null, { status: 503 });
      throw new Error("connection refused");
    };
    const connecting = connectWebhook("http://webhook", failing, clock).catch((error: Error) => error.message);
    await clock.advance(10_000);
    expect(await connecting).toBe("failed to connect to webhook");
    expect(times).toEqual([0, 500, 1250, 2375, 4062.5]);
  });
});

describe("the webhook protocol", () => {
  it.each([500, 503, 510])("takes the status %i for a soft error", async (status) => {
    const provider = await connect(aWebhook(() => new Response(null, { status })));
    await expect(provider.records()).rejects.toBeInstanceOf(SoftError);
    await expect(provider.adjustEndpoints([])).rejects.toBeInstanceOf(SoftError);
    await expect(
      provider.applyChanges({ create: [], updateOld: [], updateNew: [], delete: [] }),
    ).rejects.toBeInstanceOf(SoftError);
  });
  it.each([204, 400, 404, 511])("takes the status %i of a listing for a fatal one", async (status) => {
    const provider = await connect(aWebhook(() => new Response(null, { status })));
    await expect(provider.records()).rejects.not.toBeInstanceOf(SoftError);
  });
  it("wants exactly 204 for changes", async () => {
    const provider = await connect(aWebhook(() => new Response("{}", { status: 200 })));
    await expect(provider.applyChanges({ create: [], updateOld: [], updateNew: [], delete: [] })).rejects.toThrow(
      "failed to apply changes with code 200",
    );
  });
  it("sends JSON as Go writes it: in order, without empty fields, with <, > and & escaped", async () => {
    let body = "";
    let sent = new Headers();
    const recording: Fetch = async (request) => {
      if (request.method === "GET") return new Response("{}", { headers });
      sent = request.headers;
      body = await request.text();
      return new Response("[]", { headers });
    };
    const provider = await connect(recording);
    await provider.adjustEndpoints([
      {
        recordType: "A",
        targets: ["1.1.1.1"],
        dnsName: "a.example.com",
        recordTTL: 0,
        labels: { resource: "service/production/a", owner: "east" },
        providerSpecific: [
          { name: "webhook/path", value: "/a?b=1&c" },
          { name: "webhook/empty", value: "" },
        ],
      },
    ]);
    expect(body).toBe(
      '[{"dnsName":"a.example.com","targets":["1.1.1.1"],"recordType":"A","labels":{"owner":"east","resource":"service/production/a"},"providerSpecific":[{"name":"webhook/path","value":"/a?b=1\\u0026c"},{"name":"webhook/empty"}]}]\n',
    );
    expect([sent.get("content-type"), sent.get("accept")]).toEqual([MEDIA_TYPE, MEDIA_TYPE]);
  });
  it("takes null for an empty list", async () => {
    const provider = await connect(aWebhook(() => new Response("null", { headers })));
    expect(await provider.records()).toEqual([]);
  });
});
