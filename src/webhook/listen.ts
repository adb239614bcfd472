import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listening {
  /** `host:port`, with the port that was really taken. */
  address: string;
  /** Takes no new connections and waits for the requests in flight, up to `grace` milliseconds. */
  close(grace: number): Promise<void>;
}

/** The port is taken, or the address is not this machine's. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

/** Serves an app over HTTP; port 0 takes any free port. Slow or silent clients are cut off. */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  let closing = false;
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    // A connection that is kept alive would otherwise hold up the end long after its last answer.
    response.once("close", () => closing && setImmediate(() => server.closeIdleConnections()));
    void answer(request, response);
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new CannotListen(`cannot listen on ${host}:${port}: ${cause.message}`, { cause })),
    );
    server.listen(port, host, () => resolve());
  });
  const bound = server.address();
  const taken = bound && typeof bound === "object" ? bound.port : port;
  return {
    address: `${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: (grace) =>
      new Promise((resolve) => {
        closing = true;
        const cut = setTimeout(() => server.closeAllConnections(), grace);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
