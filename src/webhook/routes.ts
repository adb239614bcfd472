import { type Context, Hono } from "hono";
import type { Log } from "../provider/ports.ts";
import type { Provider } from "../provider/provider.ts";
import type { Clock } from "../time/clock.ts";
import { BodyTooLarge, readBody } from "./body.ts";
import { BadBody, MEDIA_TYPE, parseChanges, parseEndpoints } from "./codec.ts";

export interface WebhookOptions {
  provider: Provider;
  log: Log;
  clock: Clock;
  /** Bytes. */
  bodyLimit: number;
  /** Milliseconds until a request is answered 503, come what may. */
  deadline: number;
  onRequest: (route: string, status: number, seconds: number) => void;
}

/**
 * External-DNS's webhook protocol. This is the one place that turns errors into statuses: what another cycle may mend is 503, what
 * cannot be read is 500; both are "soft" to external-dns. Never 4xx: that, and an answer after 15 seconds, ends its process.
 */
export function createWebhook({ provider, log, clock, bodyLimit, deadline, onRequest }: WebhookOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const started = clock.now();
    await next();
    onRequest(routeOf(context), context.res.status, (clock.now() - started) / 1000);
  });

  app.get("/", (context) => json(context, provider.domainFilter()));
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/records", (context) => inTime(context, async () => json(context, await provider.records())));
  app.post("/adjustendpoints", (context) =>
    inTime(context, async () =>
      json(context, await provider.adjustEndpoints(parseEndpoints(await readBody(context.req.raw, bodyLimit)))),
    ),
  );
  app.post("/records", (context) =>
    inTime(context, async () => {
      const outcome = await provider.applyChanges(parseChanges(await readBody(context.req.raw, bodyLimit)));
      return outcome.done ? context.body(null, 204) : refuse(context, 503, outcome.message);
    }),
  );
  app.onError((error, context) => {
    const unreadable = error instanceof BadBody || error instanceof BodyTooLarge;
    log.error(unreadable ? {} : { err: error }, `${context.req.method} ${context.req.path}: ${error.message}`);
    return refuse(context, unreadable ? 500 : 503, error.message);
  });

  /** The answer, or 503 when it does not come in time; what was begun goes on, and its error is logged. */
  const inTime = (context: Context, answer: () => Promise<Response>): Promise<Response> =>
    new Promise((resolve, reject) => {
      const late = clock.after(deadline, () => {
        log.warn({}, `${context.req.method} ${context.req.path} took longer than ${deadline / 1000} s`);
        resolve(refuse(context, 503, "this takes longer than external-dns waits; it goes on, ask again"));
      });
      answer()
        .then(resolve, reject)
        .finally(() => late.cancel());
    });

  return app;
}

const ROUTES = new Set(["GET /", "GET /healthz", "GET /records", "POST /adjustendpoints", "POST /records"]);

/** Strangers may ask for anything; what counts as a metric's label is one of a few. */
function routeOf({ req }: Context): string {
  const route = `${req.method} ${req.path}`;
  return ROUTES.has(route) ? route : "other";
}

function json(context: Context, value: unknown): Response {
  return context.body(JSON.stringify(value), 200, { "content-type": MEDIA_TYPE });
}

function refuse(context: Context, status: 500 | 503, message: string): Response {
  return context.body(`${message}\n`, status, { "content-type": "text/plain" });
}
