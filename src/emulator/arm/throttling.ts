import type { Clock } from "../../time/clock.ts";
import { isRead } from "../control/request-log.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** What a request is counted as. */
export interface Metered {
  method: string;
  subscription: string | undefined;
  /** Who asks; every principal has its own buckets. */
  actor: string;
  /** Traffic Manager meters its profiles itself, so they do not count as general requests. */
  metered: "general" | "profiles";
}

export type RequestKind = "read" | "write" | "delete";

export interface Throttle {
  /** Takes one from the buckets this request counts in: the headers to send, and how long to wait when they were empty. */
  take(request: Metered): { kind: RequestKind; headers: Record<string, string>; retryAfterSeconds: number | undefined };
  reset(): void;
}

/**
 * Azure docs: request limits and throttling (token buckets since 2024): per principal, subscription and kind of request,
 * with a cap for the whole subscription of 15 times as much.
 */
const GENERAL = {
  read: { capacity: 250, perSecond: 25 },
  write: { capacity: 200, perSecond: 10 },
  delete: { capacity: 200, perSecond: 10 },
} as const;
const SUBSCRIPTION_FACTOR = 15;

/** The counters that a recording of 09/2026 shows; that they fill up again within five minutes is an assumption. */
const PROFILES = {
  read: { capacity: 1100, perSecond: 1100 / 300 },
  write: { capacity: 800, perSecond: 800 / 300 },
  delete: { capacity: 800, perSecond: 800 / 300 },
} as const;

/** `scale` multiplies every limit; `undefined` counts but never refuses. */
export function createThrottle(clock: Clock, scale: number | undefined): Throttle {
  const buckets = new Map<string, TokenBucket>();
  const bucket = (key: string, { capacity, perSecond }: { capacity: number; perSecond: number }, factor: number) => {
    let found = buckets.get(key);
    if (!found) {
      const size = (scale ?? 1) * factor;
      found = createTokenBucket(clock, Math.max(1, capacity * size), perSecond * size);
      buckets.set(key, found);
    }
    return found;
  };

  return {
    take({ method, subscription, actor, metered }) {
      const kind = kindOf(method);
      const scope = subscription?.toLowerCase() ?? "tenant";
      const limits = metered === "profiles" ? PROFILES : GENERAL;
      const own = bucket(`${metered} ${scope} ${kind} ${actor}`, limits[kind], 1);
      const all = bucket(`${metered} ${scope} ${kind}`, limits[kind], SUBSCRIPTION_FACTOR);
      const wait = scale === undefined ? undefined : (own.secondsUntilOne() ?? all.secondsUntilOne());
      if (wait === undefined) {
        own.take();
        all.take();
      }
      const headers = { [headerName(metered, subscription, kind)]: String(own.remaining()) };
      return { kind, headers, retryAfterSeconds: wait };
    },
    reset: () => buckets.clear(),
  };
}

function kindOf(method: string): RequestKind {
  if (isRead(method)) return "read";
  return method === "DELETE" ? "delete" : "write";
}

/** Traffic Manager's own counter appears instead of the general one (azure-powershell and azure-cli recordings). */
function headerName(metered: Metered["metered"], subscription: string | undefined, kind: RequestKind): string {
  if (metered === "profiles") return "x-ms-ratelimit-remaining-subscription-resource-requests";
  return `x-ms-ratelimit-remaining-${subscription === undefined ? "tenant" : "subscription"}-${kind}s`;
}
