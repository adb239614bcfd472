import { Hono } from "hono";
import type { Provider } from "../provider/provider.ts";

export interface StatusOptions {
  provider: Provider;
  /** Prometheus text and its media type. */
  metrics: () => Promise<{ text: string; contentType: string }>;
}

/** What Kubernetes, Prometheus and people ask: its own port, open to all interfaces, and nothing on it changes anything. */
export function createStatus({ provider, metrics }: StatusOptions): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/readyz", (context) => {
    const { ready, details } = provider.readiness();
    return context.json({ ready, ...details }, ready ? 200 : 503);
  });
  app.get("/metrics", async (context) => {
    const { text, contentType } = await metrics();
    return context.body(text, 200, { "content-type": contentType });
  });
  app.get("/summary", (context) => context.json(provider.summary()));
  return app;
}
