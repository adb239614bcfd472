/** Asks one ARM listener as fast as it answers, from a process of its own: `clients/arm.ts <url> <seconds> <kind> <profiles> <endpoints>`. */
import { API_VERSION, endpointPath, endpointProperties, profilePath } from "../load/azure.ts";
import { createHttpClient } from "../load/http-client.ts";

const CONNECTIONS = 16;
const [url = "", seconds = "", kind = "", ...size] = process.argv.slice(2);
const [profiles = 1, endpoints = 1] = size.map(Number);
const end = performance.now() + Number(seconds) * 1000;
let answered = 0;

/** A multiplicative walk over all of them: every worker sees other profiles, every run the same ones. */
const nth = (step: number, count: number) => (step * 7919) % count;

async function worker(first: number): Promise<void> {
  const client = createHttpClient(url);
  for (let step = first; performance.now() < end; step += CONNECTIONS) {
    const profile = nth(step, profiles);
    const endpoint = nth(step, endpoints);
    const path = (kind === "get-profile" ? profilePath(profile) : endpointPath(profile, endpoint)) + API_VERSION;
    const body = JSON.stringify({
      properties: { ...endpointProperties(endpoint, "Weighted"), weight: 1 + (step % 999) },
    });
    const answer = await (kind === "put-endpoint" ? client.send("PUT", path, body) : client.send("GET", path));
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body.toString()}`);
    answered += 1;
  }
  client.close();
}

const started = performance.now();
await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => worker(index)));
const perSecond = answered / ((performance.now() - started) / 1000);
process.stdout.write(JSON.stringify({ perSecond, answered }));
