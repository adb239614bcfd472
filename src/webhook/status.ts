import { Hono } from "hono";
import type { Provider } from "../provider/provider.ts";
import { summaryPage } from "./summary-page.ts";

export interface StatusOptions {
  provider: Pick<Provider, "readiness" | "summary">;
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
  app.get("/summary", (context) => {
    const summary = provider.summary();
    const wantsPage = context.req.header("accept")?.includes("text/html") ?? false;
    return wantsPage ? context.html(summaryPage(summary)) : context.json(summary);
  });
  return app;
}
