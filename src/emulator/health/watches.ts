import type { ProfileResource } from "../../arm/traffic-manager.ts";
import type { Clock } from "../../time/clock.ts";
import { isProbed, type Probe } from "./probe-request.ts";
import { resourceKey } from "./resource-key.ts";
import type { ProbeHistory } from "./status.ts";
import { createWatch, type Watch } from "./watch.ts";

/** The watches of all profiles, kept in step with what the profiles say. */
export interface Watches {
  /** The profile was put, or is gone: watches that still fit stay, with what they know; the others begin anew. */
  update(profileId: string, profile: ProfileResource | undefined): void;
  history(profileId: string, endpointId: string): ProbeHistory | undefined;
  close(): void;
}

export interface WatchesOptions {
  clock: Clock;
  probe: Probe;
  changed: (profileId: string, endpointId: string, reason: string) => void;
}

/** All ids in and out are lower case. */
export function createWatches({ clock, probe, changed }: WatchesOptions): Watches {
  const byProfile = new Map<string, Map<string, Watch>>();

  const watchesOf = (profileId: string, profile: ProfileResource, before: ReadonlyMap<string, Watch>) => {
    const monitorKey = monitorConfigKey(profile);
    const watches = new Map<string, Watch>();
    for (const endpoint of profile.properties.endpoints) {
      if (!isProbed(profile, endpoint)) continue;
      const id = resourceKey(endpoint);
      const current = before.get(id);
      const watch = current?.describes(endpoint, monitorKey)
        ? current
        : createWatch({
            profile,
            endpoint,
            monitorKey,
            clock,
            probe,
            changed: (reason) => changed(profileId, id, reason),
          });
      watches.set(id, watch);
    }
    return watches;
  };

  return {
    update(profileId, profile) {
      const before = byProfile.get(profileId) ?? new Map<string, Watch>();
      const after = profile ? watchesOf(profileId, profile, before) : new Map<string, Watch>();
      for (const [id, watch] of before) if (after.get(id) !== watch) watch.close();
      if (after.size > 0) byProfile.set(profileId, after);
      else byProfile.delete(profileId);
    },
    history: (profileId, endpointId) => byProfile.get(profileId)?.get(endpointId)?.history(),
    close() {
      for (const watches of byProfile.values()) for (const watch of watches.values()) watch.close();
      byProfile.clear();
    },
  };
}

/** What of the monitor settings makes old probe results worthless when it changes. */
function monitorConfigKey(profile: ProfileResource): string {
  const { profileMonitorStatus: _computed, ...config } = profile.properties.monitorConfig;
  return JSON.stringify(config);
}
