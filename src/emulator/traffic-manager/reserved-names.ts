import type { Clock } from "../../time/clock.ts";
import { RESERVED_NAME_MS } from "./limits.ts";

/** The FQDNs of deleted profiles: each stays reserved for its own subscription for about two hours. */
export interface ReservedNames {
  reserve(fqdn: string, subscription: string): void;
  /** Whether `subscription` (undefined: whoever) is kept from taking this name. */
  isReservedFrom(fqdn: string, subscription: string | undefined): boolean;
}

export function createReservedNames(clock: Clock): ReservedNames {
  const reserved = new Map<string, { subscription: string; until: number }>();
  return {
    reserve(fqdn, subscription) {
      const now = clock.now();
      for (const [name, { until }] of reserved) {
        // Oldest first, so the first that still holds ends the sweep.
        if (until > now) break;
        reserved.delete(name);
      }
      const key = fqdn.toLowerCase();
      reserved.delete(key);
      reserved.set(key, { subscription: subscription.toLowerCase(), until: now + RESERVED_NAME_MS });
    },
    isReservedFrom(fqdn, subscription) {
      const held = reserved.get(fqdn.toLowerCase());
      if (!held || held.until <= clock.now()) return false;
      return held.subscription !== subscription?.toLowerCase();
    },
  };
}
