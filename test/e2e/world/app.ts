import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A little web application behind a load balancer: answers every path with `status` and its name. */
export interface App {
  name: string;
  port: number;
  status: number;
  /** Host headers and paths of the requests so far, which are the probes'. */
  requests: { host: string | undefined; path: string | undefined }[];
  stop(): Promise<void>;
}

export async function startApp(name: string): Promise<App> {
  const app = { name, status: 200, requests: [] as App["requests"] };
  const server = createServer((request, response) => {
    app.requests.push({ host: request.headers.host, path: request.url });
    response.writeHead(app.status).end(name);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(app, {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
