import { setTimeout as pause } from "node:timers/promises";

const BETWEEN_LOOKS = 100;

/**
 * Looks until `look` returns something other than `undefined` or `false` and returns that. An error is "not yet", unless the
 * time is up: then it is the cause.
 */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { within = 60_000, detail }: { within?: number; detail?: () => string | Promise<string> } = {},
): Promise<T> {
  const deadline = Date.now() + within;
  let cause: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) break;
    await pause(BETWEEN_LOOKS);
  }
  const more = detail ? `\n${await detail()}` : "";
  throw new Error(`not seen within ${within / 1000} s: ${what}${more}`, { cause });
}
