import type { Clock } from "../../time/clock.ts";
import { pause } from "../../time/clock.ts";
import { type Provider, SoftError } from "./provider.ts";
import { decodeDomainFilter, decodeEndpoints, encodeChanges, encodeEndpoints, MEDIA_TYPE } from "./wire.ts";

export type Fetch = (request: Request) => Promise<Response>;

/** Read 5 s and write 10 s: one limit for the whole round trip. */
const ROUND_TRIP_MILLISECONDS = 15_000;
const NEGOTIATION_TRIES = 5;

/**
 * `--provider=webhook`: negotiates with `GET /` (five tries over a few seconds) and then speaks the webhook protocol.
 * Statuses 500 to 510 are soft errors; any other surprise, a refused connection and a time-out are fatal.
 */
export async function connectWebhook(url: string, fetch: Fetch, clock: Clock): Promise<Provider> {
  const answer = await negotiate(url, fetch, clock);
  const contentType = answer.headers.get("content-type");
  if (contentType !== MEDIA_TYPE) throw new Error(`wrong content type returned from server: ${contentType}`);
  const domainFilter = decodeDomainFilter(await answer.text());

  return {
    domainFilter,
    async records() {
      const answer = await send(fetch, new Request(`${url}/records`, { headers: { accept: MEDIA_TYPE } }));
      return decodeEndpoints(await expect(answer, 200, "get records").text());
    },
    async adjustEndpoints(endpoints) {
      const headers = { "content-type": MEDIA_TYPE, accept: MEDIA_TYPE };
      const body = encodeEndpoints(endpoints);
      const answer = await send(fetch, new Request(`${url}/adjustendpoints`, { method: "POST", headers, body }));
      return decodeEndpoints(await expect(answer, 200, "AdjustEndpoints").text());
    },
    async applyChanges(changes) {
      const headers = { "content-type": MEDIA_TYPE };
      const body = encodeChanges(changes);
      const answer = await send(fetch, new Request(`${url}/records`, { method: "POST", headers, body }));
      await expect(answer, 204, "apply changes").body?.cancel();
    },
  };
}

async function negotiate(url: string, fetch: Fetch, clock: Clock): Promise<Response> {
  let wait = 500;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptNegotiation(url, fetch);
    if (outcome instanceof Response) return outcome;
    if (attempt === NEGOTIATION_TRIES) throw new Error("failed to connect to webhook", { cause: outcome });
    await pause(clock, wait);
    wait *= 1.5;
  }
}

/** The answer, or an error worth another try. */
async function attemptNegotiation(url: string, fetch: Fetch): Promise<Response | Error> {
  let answer: Response;
  try {
    answer = await send(fetch, new Request(url, { headers: { accept: MEDIA_TYPE } }));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  if (answer.status >= 500) return new Error(`server error: status code ${answer.status}`);
  if (answer.status >= 300) throw new Error(`failed to connect to webhook: unexpected status code ${answer.status}`);
  return answer;
}

function send(fetch: Fetch, request: Request): Promise<Response> {
  return fetch(new Request(request, { signal: AbortSignal.timeout(ROUND_TRIP_MILLISECONDS) }));
}

function expect(answer: Response, status: number, action: string): Response {
  if (answer.status === status) return answer;
  const message = `failed to ${action} with code ${answer.status}`;
  throw answer.status >= 500 && answer.status <= 510 ? new SoftError(message) : new Error(message);
}
