import { type Listener, listen } from "../../http/listen.ts";

export interface Certificate {
  certificate: string;
  key: string;
}

/** A little application: says where it runs, and `/health` says that it runs. */
export interface App {
  /** On 127.0.0.1, where nothing answers while it is killed; `undefined` before the first start. */
  port(): number | undefined;
  start(): Promise<void>;
  /** At once, without saying goodbye: connections are cut and new ones refused. */
  kill(): Promise<void>;
}

export function createApp(region: string, tls: Certificate | undefined): App {
  let listener: Listener | undefined;
  let port: number | undefined;
  const answer = (request: Request) =>
    new Response(new URL(request.url).pathname === "/health" ? "ok\n" : `${region}\n`, {
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  return {
    port: () => port,
    async start() {
      // The same port again, so that what leads here need not be told.
      listener ??= await listen(answer, { host: "127.0.0.1", port: port ?? 0, ...(tls && { tls }) });
      port = listener.port;
    },
    async kill() {
      const running = listener;
      listener = undefined;
      await running?.close(0);
    },
  };
}
