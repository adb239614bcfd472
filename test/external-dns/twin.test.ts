import { describe, expect, it } from "vitest";
import { runOnce } from "../../src/sandbox/external-dns/controller.ts";
import { parseExternalDnsFlags } from "../../src/sandbox/external-dns/flags.ts";
import { sourceEndpoints } from "../../src/sandbox/external-dns/source/source-endpoints.ts";
import { connectWebhook } from "../../src/sandbox/external-dns/webhook-provider.ts";
import { MEDIA_TYPE } from "../../src/sandbox/external-dns/wire.ts";
import { parseManifests } from "../../src/sandbox/kubernetes/manifests.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { canonicalExchange } from "./canonical.ts";
import { type Exchange, type Recording, readRecordings } from "./recording.ts";

describe("the sandbox's external-dns asks what the real one asks", () => {
  for (const { name, recording } of readRecordings()) {
    it(`${name}: ${recording.why}`, async () => {
      for (const cycle of recording.cycles) {
        const asked = await replay(recording, cycle);
        expect(asked, cycle.what).toEqual(cycle.exchanges);
      }
    });
  }
});

/** One cycle of the likeness over the same objects, given the recorded answers. */
async function replay({ flags }: Recording, { objects, exchanges }: Recording["cycles"][number]): Promise<Exchange[]> {
  const asked: Exchange[] = [];
  const fetch = async (request: Request) => {
    const path = new URL(request.url).pathname;
    const recorded = exchanges.find((known) => known.request.method === request.method && known.request.path === path);
    const text = await request.text();
    const response = recorded?.response ?? { status: 404 };
    asked.push({ request: { method: request.method, path, ...(text ? { body: JSON.parse(text) } : {}) }, response });
    const body = response.body === undefined ? null : JSON.stringify(response.body);
    return new Response(body, { status: response.status, headers: { "content-type": MEDIA_TYPE } });
  };
  const manifests = parseManifests(objects.map((object) => JSON.stringify(object)).join("\n---\n"), "recording");
  const options = parseExternalDnsFlags(flags, "webhook");
  await runOnce({
    ...options,
    provider: await connectWebhook("http://webhook", fetch, createManualClock()),
    readSources: () => sourceEndpoints(manifests, options),
  });
  return asked.map(canonicalExchange);
}
