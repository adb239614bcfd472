import type {
  EndpointMonitorStatus,
  EndpointResource,
  ProfileMonitorStatus,
  ProfileResource,
} from "../../arm/traffic-manager.ts";
import type { Clock } from "../../time/clock.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { isNested, type Probe } from "./probe-request.ts";
import { resourceKey } from "./resource-key.ts";
import { type ChildEndpoint, endpointStatus, nestedStatus, noProbes, observedStatus, profileStatus } from "./status.ts";
import { addressFamily } from "./target-family.ts";
import { createWatches } from "./watches.ts";

/** "Stopped" is what a stopped Web App behind an Azure endpoint makes of it (Azure docs: monitoring). */
export type ForcedStatus = "Online" | "Degraded" | "Stopped";

/** An endpoint's verdict changed: by its probes, or because somebody forced it. */
export interface HealthChange {
  profileId: string;
  endpointId: string;
  status: EndpointMonitorStatus;
  /** Why, in a few words: the last probe's failure, "probe passed" or "forced". */
  reason: string;
}

export interface Health {
  endpointMonitorStatus(profile: ProfileResource, endpoint: EndpointResource): EndpointMonitorStatus;
  profileMonitorStatus(profile: ProfileResource): ProfileMonitorStatus;
  /** Overrides what the probes (or the child profile) say, until `undefined` hands it back to them. */
  force(endpointId: string, status: ForcedStatus | undefined): void;
  subscribe(listener: (change: HealthChange) => void): () => void;
  /** Begins to probe everything in the store, and what comes. */
  start(): void;
  close(): void;
}

export interface HealthOptions {
  store: ProfileStore;
  clock: Clock;
  probe: Probe;
}

/** Azure allows ten levels; deeper can only be a loop. */
const MAX_NESTING = 10;

/** Watches the endpoints of every profile in the store and answers for their health and the profiles'. */
export function createHealthMonitor({ store, clock, probe }: HealthOptions): Health {
  const forced = new Map<string, ForcedStatus>();
  const listeners = new Set<(change: HealthChange) => void>();
  let unsubscribe: (() => void) | undefined;

  const tell = (profileId: string, endpointId: string, reason: string) => {
    const profile = store.get(profileId);
    const endpoint = profile?.properties.endpoints.find(({ id }) => id.toLowerCase() === endpointId);
    if (!profile || !endpoint) return;
    const status = statusOf(profile, endpoint, 0);
    for (const listener of listeners) listener({ profileId: profile.id, endpointId: endpoint.id, status, reason });
  };

  const watches = createWatches({ clock, probe, changed: tell });
  const update = (profileId: string) => watches.update(profileId, store.get(profileId));

  const observed = (profile: ProfileResource, endpoint: EndpointResource, depth: number) => {
    const override = forced.size > 0 ? forced.get(resourceKey(endpoint)) : undefined;
    if (override) return override;
    if (isNested(endpoint)) return observedThroughChild(endpoint, depth);
    return observedStatus(watches.history(resourceKey(profile), resourceKey(endpoint)) ?? noProbes);
  };

  const observedThroughChild = (endpoint: EndpointResource, depth: number) => {
    const child = store.get(endpoint.properties.targetResourceId ?? "");
    // A child that is gone serves nothing, as a stopped one.
    if (!child || depth > MAX_NESTING) return "Stopped";
    const children: ChildEndpoint[] = child.properties.endpoints.map((one) => ({
      status: statusOf(child, one, depth + 1),
      family: addressFamily(one.properties.target),
    }));
    const status = profileStatus(
      child.properties.profileStatus,
      children.map((one) => one.status),
    );
    return nestedStatus(status, children, endpoint.properties);
  };

  const statusOf = (profile: ProfileResource, endpoint: EndpointResource, depth: number): EndpointMonitorStatus =>
    endpointStatus(profile.properties.profileStatus, endpoint.properties, () => observed(profile, endpoint, depth));

  return {
    endpointMonitorStatus: (profile, endpoint) => statusOf(profile, endpoint, 0),
    profileMonitorStatus: (profile) =>
      profileStatus(
        profile.properties.profileStatus,
        profile.properties.endpoints.map((endpoint) => statusOf(profile, endpoint, 0)),
      ),
    force(endpointId, status) {
      const key = endpointId.toLowerCase();
      if (status) forced.set(key, status);
      else forced.delete(key);
      tell(profileIdOf(key), key, status ? "forced" : "no longer forced");
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (unsubscribe) return;
      unsubscribe = store.subscribe(update);
      for (const profile of store.all()) update(profile.id.toLowerCase());
    },
    close() {
      unsubscribe?.();
      unsubscribe = undefined;
      watches.close();
    },
  };
}

/** `…/trafficManagerProfiles/p/externalEndpoints/e` without its last two segments. */
function profileIdOf(endpointId: string): string {
  return endpointId.split("/").slice(0, -2).join("/");
}
