import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listening {
  /** `host:port`, with the port that was really taken. */
  address: string;
  /** Takes no new connections and waits for the requests in flight, up to `grace` milliseconds. */
  close(grace: number): Promise<void>;
}

/** Serves an app over HTTP; port 0 takes any free port. Slow or silent clients are cut off. */
export async function listen(app: Hono, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const bound = server.address();
  const taken = bound && typeof bound === "object" ? bound.port : port;
  return {
    address: `${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: (grace) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), grace);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
