import { Agent, request } from "node:http";

export interface HttpAnswer {
  status: number;
  body: Buffer;
  /** Milliseconds from the first byte sent to the last one received. */
  time: number;
}

export interface HttpClient {
  send(method: "GET" | "POST" | "PUT", path: string, body?: string): Promise<HttpAnswer>;
  close(): void;
}

/** A client that keeps its one connection, as external-dns does, and does nothing with the answer but collect it. */
export function createHttpClient(base: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send: (method, path, body) =>
      new Promise((resolve, reject) => {
        const payload = body === undefined ? undefined : Buffer.from(body);
        const started = performance.now();
        const headers = payload ? { "content-type": "application/json", "content-length": payload.length } : {};
        const outgoing = request(new URL(path, base), { method, agent, headers }, (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("error", reject);
          incoming.on("end", () => {
            const time = performance.now() - started;
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks), time });
          });
        });
        outgoing.on("error", reject);
        outgoing.end(payload);
      }),
    close: () => agent.destroy(),
  };
}
