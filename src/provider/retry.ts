import type { Random } from "../random/random.ts";
import { type Clock, pause } from "../time/clock.ts";
import { ArmError } from "./ports.ts";

export interface RetryOptions {
  clock: Clock;
  random: Random;
  attempts: number;
  /** Called before each further attempt. */
  onRetry?: (error: ArmError, waitMilliseconds: number) => void;
  /** Stops waiting for another attempt, as when the process is asked to end. */
  isCancelled?: () => boolean;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** Worth another attempt: no answer, throttled, or Azure's own fault. The Azure SDK retries none of ours; 409 needs a new read. */
export function isTransient(error: unknown): error is ArmError {
  return (
    error instanceof ArmError &&
    (error.status === 0 || error.status === 408 || error.status === 429 || error.status >= 500)
  );
}

/** Two writers met in one profile ("Conflicting changes …"): right after a new read, unlike a name that is taken. */
export function isConflict(error: unknown): error is ArmError {
  return error instanceof ArmError && error.status === 409;
}

/** Tries again what failed for now: after `Retry-After` where Azure says it, else after a second, two, four … with jitter. */
export async function withRetry<Result>(attempt: () => Promise<Result>, options: RetryOptions): Promise<Result> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error) || failures + 1 >= options.attempts || options.isCancelled?.()) throw error;
      const backoff = Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT) * (0.5 + options.random() / 2);
      const wait = error.retryAfter ?? backoff;
      options.onRetry?.(error, wait);
      await pause(options.clock, wait);
    }
  }
}
