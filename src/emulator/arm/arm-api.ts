import { ConnectionDropped } from "../../http/listen.ts";
import { type Clock, pause } from "../../time/clock.ts";
import type { FaultRule, Faults } from "../control/faults.ts";
import type { RequestLog } from "../control/request-log.ts";
import type { Identity } from "../identity/identity.ts";
import type { LoginEndpoints } from "../identity/login-endpoints.ts";
import type { Principal } from "../identity/token.ts";
import { isWellFormed } from "./api-version.ts";
import {
  armError,
  authorizationFailed,
  internalServerError,
  invalidApiVersion,
  missingApiVersion,
  tooManyRequests,
} from "./arm-errors.ts";
import type { ArmReply, ArmRequest } from "./arm-message.ts";
import { type Arrival, readArrival, readBody } from "./arrival.ts";
import { type DenyRules, requiredAction } from "./authorization.ts";
import { callerOf } from "./caller.ts";
import { correlationHeaders, toResponse } from "./response.ts";
import type { Metered, Throttle } from "./throttling.ts";

export interface ArmApiParts {
  clock: Clock;
  log: RequestLog;
  faults: Faults;
  login: LoginEndpoints;
  identity: Identity;
  denyRules: DenyRules;
  throttle: Throttle;
  /** Answers what the front door let in. */
  route(request: ArmRequest, arrival: Arrival): ArmReply;
  /** Told of what went wrong inside the emulator itself; the caller only sees a 500. */
  onError(error: unknown): void;
}

/**
 * The journey of every request, top to bottom:
 * arrival → login endpoints → api-version → authentication → authorisation → throttling → faults → operation → reply → log.
 */
export function createArmApi(parts: ArmApiParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const arrival = readArrival(request);
    if ("refusal" in arrival) return toResponse(arrival.refusal, correlationHeaders(request.headers, parts.clock));
    const login = await parts.login.answer(request, arrival.url);
    if (login) return login;

    const headers = correlationHeaders(request.headers, parts.clock);
    const caller = callerOf(undefined, request.headers);
    const visit: Visit = { request, arrival, headers, caller };
    let status = 0;
    try {
      const reply = await answer(visit, parts).catch((error) => recover(error, parts));
      status = reply.status;
      return toResponse(reply, visit.headers);
    } finally {
      parts.log.add({
        at: parts.clock.now(),
        method: request.method,
        path: arrival.url.pathname,
        status,
        caller: visit.caller,
        durationMs: performance.now() - started,
      });
    }
  };
}

interface Visit {
  request: Request;
  arrival: Arrival;
  /** What the reply will carry; the stages add theirs. */
  headers: Record<string, string>;
  caller: string;
}

async function answer(visit: Visit, parts: ArmApiParts): Promise<ArmReply> {
  const { request, arrival } = visit;
  const apiVersion = apiVersionProblem(arrival);
  if (apiVersion) return apiVersion;

  const principal = parts.identity.authenticate(request.headers.get("authorization"));
  if (principal && "refusal" in principal) return principal.refusal;
  visit.caller = callerOf(principal, request.headers);
  const refusal = authorise(visit, principal, parts.denyRules) ?? throttle(visit, principal, parts.throttle);
  if (refusal) return refusal;

  const body = await readBody(request);
  if ("refusal" in body) return body.refusal;
  return operateUnderFaults(visit, body.value, parts);
}

function apiVersionProblem({ apiVersion }: Arrival): ArmReply | undefined {
  if (apiVersion === "") return missingApiVersion();
  return isWellFormed(apiVersion) ? undefined : invalidApiVersion(apiVersion);
}

function authorise({ request, arrival, caller }: Visit, principal: Principal | undefined, denyRules: DenyRules) {
  if (denyRules.empty) return undefined;
  const client = principal ?? { name: caller, objectId: caller };
  const { action, scope } = requiredAction(request.method, arrival.segments, arrival.path);
  return denyRules.forbids(client, action, scope) ? authorizationFailed(client, action, scope) : undefined;
}

function throttle(visit: Visit, principal: Principal | undefined, throttle: Throttle): ArmReply | undefined {
  const { path } = visit.arrival;
  const actor = principal?.objectId ?? visit.caller;
  const { method } = visit.request;
  const { subscription } = path;
  const { kind, headers, retryAfterSeconds } = throttle.take({ method, subscription, actor, metered: metered(visit) });
  Object.assign(visit.headers, headers);
  if (retryAfterSeconds === undefined) return undefined;
  return tooManyRequests(kind, subscription ?? "", actor, retryAfterSeconds);
}

/** Writing and deleting endpoints counts as general requests, all else about profiles does not (recordings). */
function metered({ request, arrival: { path } }: Visit): Metered["metered"] {
  if (path.types[0]?.toLowerCase() !== "trafficmanagerprofiles" || path.extension) return "general";
  return path.types.length === 1 || request.method === "GET" ? "profiles" : "general";
}

async function operateUnderFaults(visit: Visit, body: unknown, parts: ArmApiParts): Promise<ArmReply> {
  const { request, arrival } = visit;
  const fault = parts.faults.match({ method: request.method, path: arrival.url.pathname, caller: visit.caller });
  const operate = () => {
    const { segments, apiVersion, url } = arrival;
    const message = { method: request.method, segments, query: url.searchParams, apiVersion, headers: request.headers };
    return parts.route({ ...message, body }, arrival);
  };
  if (!fault) return operate();
  if (fault.effect === "after") {
    const reply = operate();
    return (await suffer(fault, parts.clock)) ?? reply;
  }
  return (await suffer(fault, parts.clock)) ?? operate();
}

/** What the fault answers instead; undefined when it only took its time. */
async function suffer({ action }: FaultRule, clock: Clock): Promise<ArmReply | undefined> {
  if ("drop" in action) throw new ConnectionDropped("The connection was dropped by a fault rule");
  if ("delayMs" in action) {
    await pause(clock, action.delayMs);
    return undefined;
  }
  const { status, code = "InjectedFault", message = "The request failed by a fault rule.", retryAfter } = action;
  const headers = retryAfter === undefined ? undefined : { "retry-after": String(retryAfter) };
  return armError(status, code, message, headers);
}

function recover(error: unknown, parts: ArmApiParts): ArmReply {
  if (error instanceof ConnectionDropped) throw error;
  parts.onError(error);
  return internalServerError();
}
