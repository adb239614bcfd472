import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { textOf, textRequest } from "./text-message.ts";

export interface ListenOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Serves HTTPS with this certificate and key, both PEM. */
  tls?: { certificate: string; key: string };
}

export interface Listener {
  host: string;
  port: number;
  /** Takes no new connections, ends idle ones, waits for requests in flight up to `graceMs`, then cuts the rest. */
  close(graceMs?: number): Promise<void>;
}

export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Thrown (or rejected with) by a handler that wants the client to see its connection cut. */
export class ConnectionDropped extends Error {
  override readonly name = "ConnectionDropped";
}

/** Serves a fetch-shaped handler over HTTP or HTTPS with keep-alive; resolves once it listens. */
export async function listen(handler: FetchHandler, options: ListenOptions): Promise<Listener> {
  const scheme = options.tls ? "https" : "http";
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void serve(handler, scheme, incoming, outgoing);
  };
  const server: Server = options.tls
    ? createHttpsServer({ cert: options.tls.certificate, key: options.tls.key, keepAliveTimeout: 60_000 }, answer)
    : createHttpServer({ keepAliveTimeout: 60_000 }, answer);

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return { host: options.host, port, close: (graceMs = 2_000) => closeServer(server, graceMs) };
}

async function serve(handler: FetchHandler, scheme: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  try {
    await send(await handler(await toRequest(scheme, incoming, outgoing)), outgoing);
  } catch (error) {
    if (error instanceof ConnectionDropped || outgoing.headersSent) incoming.socket.destroy();
    else outgoing.writeHead(error instanceof BadRequestLine ? 400 : 500).end();
  }
}

class BadRequestLine extends Error {}

/** A body that says it is no longer than this is read before the handler is called; a longer one is a stream to it. */
const READ_AHEAD = 256 * 1024;

async function toRequest(scheme: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const method = incoming.method ?? "GET";
  const length = Number(incoming.headers["content-length"] ?? Number.NaN);
  const hasBody = method !== "GET" && method !== "HEAD";
  const text = hasBody && length <= READ_AHEAD ? await readText(incoming) : undefined;
  try {
    const target = incoming.url ?? "/";
    const url = target.startsWith("/") ? `${scheme}://${incoming.headers.host ?? "localhost"}${target}` : target;
    const init = { method, headers: toHeaders(incoming) };
    if (text !== undefined) return textRequest(url, init, text);
    return new Request(url, hasBody ? { ...init, body: bodyOf(incoming, outgoing), duplex: "half" } : init);
  } catch (cause) {
    throw new BadRequestLine("The request line or headers cannot be read", { cause });
  }
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  return headers;
}

/**
 * The body as a stream that takes no more off the socket than is asked of it. What is not wanted any more, because the reader cancels
 * or the answer is out, is read and dropped: so the answer reaches a client that is still sending.
 */
function bodyOf(incoming: IncomingMessage, outgoing: ServerResponse): ReadableStream<Uint8Array> {
  let open = true;
  const drop = () => {
    open = false;
    incoming.resume();
  };
  return new ReadableStream({
    start(controller) {
      const end = (run: () => void) => {
        if (open) run();
        open = false;
      };
      incoming.on("data", (chunk: Uint8Array) => {
        if (!open) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.on("end", () => end(() => controller.close()));
      incoming.on("error", (error) => end(() => controller.error(error)));
      incoming.on("close", () => end(() => controller.error(new Error("The client went away"))));
      outgoing.once("finish", drop);
    },
    pull: () => void incoming.resume(),
    cancel: drop,
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) headers[name] = value;
  const body = textOf(response) ?? (response.body ? Buffer.from(await response.arrayBuffer()) : undefined);
  if (body !== undefined) headers["content-length"] = String(Buffer.byteLength(body));
  else if (response.status !== 204 && response.status !== 304) headers["content-length"] = "0";
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}
