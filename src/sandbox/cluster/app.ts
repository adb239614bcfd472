import { type Listener, listen } from "../../http/listen.ts";

export interface Certificate {
  certificate: string;
  key: string;
}

/** A little application: says where it runs, and `/health` says that it runs. */
export interface App {
  /** On 127.0.0.1; another one after every start. */
  port(): number | undefined;
  start(): Promise<void>;
  /** At once, without saying goodbye: connections are cut and new ones refused. */
  kill(): Promise<void>;
}

export function createApp(region: string, tls: Certificate | undefined): App {
  let listener: Listener | undefined;
  const answer = (request: Request) =>
    new Response(new URL(request.url).pathname === "/health" ? "ok\n" : `${region}\n`, {
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
  return {
    port: () => listener?.port,
    async start() {
      listener ??= await listen(answer, { host: "127.0.0.1", port: 0, ...(tls && { tls }) });
    },
    async kill() {
      const running = listener;
      listener = undefined;
      await running?.close(0);
    },
  };
}
