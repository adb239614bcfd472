import type { Profile } from "../core/profile.ts";
import type { Clock } from "../time/clock.ts";
import { ArmError, type ProviderEvents, type TrafficManagerApi } from "./ports.ts";

/** Lists everything in scope, whole or not at all, and keeps to the time Azure asked to be left alone for. */
export function createListing(api: TrafficManagerApi, clock: Clock, events: ProviderEvents) {
  let notBefore = 0;
  let listed = false;
  let lastError: string | undefined;
  return {
    hasListed: () => listed,
    lastError: () => lastError,
    async list(): Promise<Profile[]> {
      if (clock.now() < notBefore) {
        const seconds = Math.ceil((notBefore - clock.now()) / 1000);
        throw new ArmError({
          status: 429,
          code: "TooManyRequests",
          message: `Azure asked to wait another ${seconds} s`,
        });
      }
      const started = clock.now();
      try {
        const profiles = await api.listProfiles();
        listed = true;
        lastError = undefined;
        const endpoints = profiles.reduce((sum, profile) => sum + profile.endpoints.length, 0);
        events.listed({ profiles: profiles.length, endpoints }, (clock.now() - started) / 1000);
        return profiles;
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error);
        if (error instanceof ArmError && error.retryAfter !== undefined) notBefore = clock.now() + error.retryAfter;
        throw error;
      }
    },
  };
}
