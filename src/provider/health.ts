import type { Profile } from "../core/profile.ts";
import type { Snapshot } from "../core/snapshot.ts";
import { type Clock, pause, type Timer } from "../time/clock.ts";
import { ArmError, type Log, type ProviderEvents, type TrafficManagerApi } from "./ports.ts";

/**
 * Reads the health of every profile with owned endpoints, one GET each (listings carry none), at its own slow pace and for metrics
 * only: nothing is decided by it.
 */
export function createHealthReader(options: {
  api: TrafficManagerApi;
  clock: Clock;
  log: Log;
  events: ProviderEvents;
  /** Milliseconds between two rounds; 0 switches it off. */
  interval: number;
  snapshot: () => Snapshot | undefined;
}) {
  const { api, clock, log, events, interval } = options;
  let timer: Timer | undefined;
  let closed = false;

  const read = async (profile: Profile) => {
    try {
      const current = await api.getProfile(profile);
      if (current) events.health(current);
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
      log.debug({ profile: profile.name, status: error.status }, `health not read: ${error.message}`);
    }
  };
  const round = async () => {
    const profiles = options.snapshot()?.profiles.filter(({ ownership }) => ownership.owned.length > 0) ?? [];
    for (const { profile } of profiles) {
      if (closed) return;
      await read(profile);
      // Spread over half the interval, so that 200 profiles are no burst of 200 reads.
      if (profiles.length > 1) await pause(clock, interval / 2 / profiles.length);
    }
  };
  const schedule = () => {
    if (closed || interval <= 0) return;
    timer = clock.after(interval, () => {
      round()
        .catch((error: unknown) => log.error({ err: error }, "reading health failed"))
        .finally(schedule);
    });
  };
  schedule();
  return {
    close() {
      closed = true;
      timer?.cancel();
    },
  };
}
