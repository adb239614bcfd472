import type { Clock } from "../../time/clock.ts";

export interface TokenBucket {
  /** Takes one token; below none it stays empty. */
  take(): void;
  remaining(): number;
  /** How many whole seconds until there is one; undefined when there is one now. */
  secondsUntilOne(): number | undefined;
}

export function createTokenBucket(clock: Clock, capacity: number, perSecond: number): TokenBucket {
  let tokens = capacity;
  let at = clock.now();
  const fill = () => {
    const now = clock.now();
    if (now > at) tokens = Math.min(capacity, tokens + ((now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    take() {
      fill();
      tokens = Math.max(0, tokens - 1);
    },
    remaining: () => Math.floor(tokens),
    secondsUntilOne() {
      fill();
      return tokens >= 1 ? undefined : Math.max(1, Math.ceil((1 - tokens) / perSecond));
    },
  };
}
