import { z } from "zod";
import { readBoundedText } from "../../http/bounded-body.ts";
import { type AddressRoute, parseAddressRoute } from "../health/address-routes.ts";
import type { EmulatorControl } from "./control.ts";

const BODY_LIMIT = 4 * 1024 * 1024;

/** The control object over HTTP, on a port of its own (docs/emulator.md, "Control API"). */
export function createControlApi(control: EmulatorControl): (request: Request) => Promise<Response> {
  const handlers = handlersOf(control);
  return async (request) => {
    const url = new URL(request.url);
    const [, resource = "", id] = url.pathname.split("/");
    const handler = handlers[`${request.method} /${resource}${id === undefined ? "" : "/:id"}`];
    if (!handler)
      return problem(404, `There is no ${request.method} ${url.pathname}. Try one of: ${routesOf(handlers)}`);
    try {
      const text = await readBoundedText(request, BODY_LIMIT);
      if (text === undefined) return problem(413, `No request here needs more than ${BODY_LIMIT} bytes.`);
      const body: unknown = text === "" ? {} : JSON.parse(text);
      return Response.json((await handler({ body, query: url.searchParams, id: id ?? "" })) ?? {});
    } catch (error) {
      return refuse(error);
    }
  };
}

interface Call {
  body: unknown;
  query: URLSearchParams;
  id: string;
}
type Handler = (call: Call) => unknown;

const clockChange = z.strictObject({
  advance: z.number().nonnegative().optional(),
  speed: z.number().positive().optional(),
  pause: z.boolean().optional(),
});

const healthChange = z.strictObject({
  endpoint: z.string().startsWith("/subscriptions/"),
  status: z.enum(["Online", "Degraded", "Stopped"]).nullable(),
});

const faultRule = z.strictObject({
  method: z.string().optional(),
  path: z.string().optional(),
  caller: z.string().optional(),
  nth: z.int().positive().optional(),
  times: z.int().positive().optional(),
  effect: z.enum(["before", "after"]).optional(),
  action: z.union([
    z.strictObject({
      status: z.int().min(200).max(599),
      code: z.string().optional(),
      message: z.string().optional(),
      retryAfter: z.number().nonnegative().optional(),
    }),
    z.strictObject({ delayMs: z.number().nonnegative() }),
    z.strictObject({ drop: z.literal(true) }),
  ]),
});

const denyRule = z.strictObject({
  principal: z.string().optional(),
  action: z.string(),
  scope: z.string().optional(),
});

const routeTable = z.record(z.string(), z.string());

function handlersOf(control: EmulatorControl): Record<string, Handler> {
  return {
    "GET /state": () => control.state(),
    "GET /requests": ({ query }) => requests(control, query),
    "DELETE /requests": () => control.requests.clear(),
    "POST /clock": ({ body }) => changeClock(control, clockChange.parse(body)),
    "PUT /health": ({ body }) => {
      const { endpoint, status } = healthChange.parse(body);
      control.forceHealth(endpoint, status ?? undefined);
    },
    "GET /faults": () => control.faults.list(),
    "POST /faults": ({ body }) => ({ id: control.faults.add(faultRule.parse(body)) }),
    "DELETE /faults": () => control.faults.clear(),
    "DELETE /faults/:id": ({ id }) => ({ removed: control.faults.remove(Number(id)) }),
    "GET /denials": () => control.denyRules.list(),
    "POST /denials": ({ body }) => ({ id: control.denyRules.add(denyRule.parse(body)) }),
    "DELETE /denials": () => control.denyRules.clear(),
    "DELETE /denials/:id": ({ id }) => ({ removed: control.denyRules.remove(Number(id)) }),
    "GET /routes": () => control.routes.list(),
    "PUT /routes": ({ body }) => {
      const routes = Object.entries(routeTable.parse(body)).map(
        ([from, to]): AddressRoute => parseAddressRoute(`${from}=${to}`),
      );
      control.routes.replace(routes);
      return control.routes.list();
    },
    "POST /reset": () => control.reset(),
  };
}

function requests({ requests }: EmulatorControl, query: URLSearchParams) {
  const filter = {
    ...(query.has("since") && { since: Number(query.get("since")) || 0 }),
    ...(query.has("caller") && { caller: query.get("caller") ?? "" }),
    ...(query.has("method") && { method: query.get("method") ?? "" }),
    ...(query.has("path") && { path: query.get("path") ?? "" }),
  };
  return {
    mark: requests.mark(),
    count: requests.count(filter),
    byCaller: Object.fromEntries(requests.countByCaller(filter)),
    requests: requests.entries(filter).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
  };
}

async function changeClock({ clock }: EmulatorControl, { advance, speed, pause }: z.infer<typeof clockChange>) {
  if (speed !== undefined) clock.setSpeed(speed);
  if (pause === true) clock.pause();
  if (pause === false) clock.resume();
  if (advance !== undefined) await clock.advance(advance);
  return { now: new Date(clock.now()).toISOString(), speed: clock.speed, paused: clock.paused };
}

function routesOf(handlers: Record<string, Handler>): string {
  return Object.keys(handlers).join(", ");
}

function refuse(error: unknown): Response {
  if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
  return problem(400, error instanceof Error ? error.message : String(error));
}

function problem(status: number, message: string): Response {
  return Response.json({ error: message }, { status });
}
