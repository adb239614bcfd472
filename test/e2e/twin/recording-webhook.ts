import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpoint } from "../../../src/core/endpoint.ts";
import type { Exchange } from "../../external-dns/recording.ts";
import { parseChanges, parseEndpoints } from "./wire-endpoints.ts";

/** How the throwaway webhook answers `/adjustendpoints`. */
export type Adjust = (endpoints: Endpoint[]) => Endpoint[];

export interface RecordingWebhook {
  url: string;
  /** The exchanges since the last call. */
  takeExchanges(): Exchange[];
  /** What `/records` lists: what was applied, besides the rows it began with. */
  rows: Endpoint[];
  close(): Promise<void>;
}

const MEDIA_TYPE = "application/external.dns.webhook+json;version=1";

/** A throwaway provider: keeps what it is told to (but for the registry's TXT rows) and writes down every exchange. */
export async function startRecordingWebhook(rows: Endpoint[], adjust: Adjust): Promise<RecordingWebhook> {
  let exchanges: Exchange[] = [];
  const webhook = { rows: [...rows] };
  const server = createServer(async (request, response) => {
    const body = await readJson(request);
    const answer = answerTo(`${request.method} ${request.url}`, body, webhook, adjust);
    exchanges.push({
      request: { method: request.method ?? "", path: request.url ?? "", ...(body === undefined ? {} : { body }) },
      response: answer,
    });
    response.writeHead(answer.status, { "content-type": MEDIA_TYPE });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(webhook, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeExchanges() {
      const taken = exchanges;
      exchanges = [];
      return taken;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function answerTo(what: string, body: unknown, webhook: { rows: Endpoint[] }, adjust: Adjust): Exchange["response"] {
  switch (what) {
    case "GET /":
      return { status: 200, body: {} };
    case "GET /records":
      return { status: 200, body: structuredClone(webhook.rows) };
    case "POST /adjustendpoints":
      return { status: 200, body: adjust(parseEndpoints(body)) };
    case "POST /records":
      webhook.rows = applied(webhook.rows, body);
      return { status: 204 };
    default:
      return { status: 404 };
  }
}

function applied(rows: readonly Endpoint[], body: unknown): Endpoint[] {
  const changes = parseChanges(body);
  const gone = new Set([...changes.delete, ...changes.updateOld].map(rowKey));
  const added = [...changes.updateNew, ...changes.create].filter((row) => row.recordType !== "TXT");
  return [...rows.filter((row) => !gone.has(rowKey(row))), ...added];
}

function rowKey({ dnsName, setIdentifier = "", recordType }: Endpoint): string {
  return JSON.stringify([dnsName, setIdentifier, recordType]);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
