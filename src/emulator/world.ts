import { randomBytes } from "node:crypto";
import type { Random } from "../random/random.ts";
import { createRouter, type Route } from "./arm/router.ts";
import { createSubscriptions } from "./arm/subscriptions.ts";
import { createAzureDns } from "./azure-dns/zones.ts";
import type { AdjustableClock } from "./control/adjustable-clock.ts";
import { createResolver, type Resolver } from "./dns/resolver.ts";
import { geographicHierarchy, isGeographicRegion } from "./geography/hierarchy.ts";
import { azureRegion, isAzureRegion } from "./geography/regions.ts";
import { createHealthMonitor, type Health } from "./health/health.ts";
import { type Connect, createProbe } from "./health/probe.ts";
import { resolveThrough, systemResolver } from "./health/target-address.ts";
import { DEFAULT_SUBSCRIPTION, DEFAULT_TENANT, type EmulatorOptions } from "./options.ts";
import { MAX_RETURN } from "./traffic-manager/limits.ts";
import { createProfileStore, type ProfileStore } from "./traffic-manager/profile-store.ts";
import type { HealthView } from "./traffic-manager/rendering.ts";
import { createReservedNames } from "./traffic-manager/reserved-names.ts";
import { createTargetResources } from "./traffic-manager/target-resources.ts";
import { createUserMetricsKeys } from "./traffic-manager/user-metrics-keys.ts";

/** Everything that a reset throws away: the resources, their health and their names. */
export interface World {
  profiles: ProfileStore;
  health: Health;
  resolver: Resolver;
  route: Route;
  close(): void;
}

/** Azure lists return pages of 100 or more; nothing says how many, so one page holds all that may exist. */
const DEFAULT_PAGE_SIZE = 200;

export function createWorld(options: EmulatorOptions, clock: AdjustableClock, random: Random, connect: Connect): World {
  const { unclear = {}, allowPrivateTargets = false, probe: givenProbe } = options;
  const profiles = createProfileStore();
  const others = options.namesOfOthers === "system" ? systemResolver : undefined;
  const resolveTarget = resolveThrough((name) => resolver.address(name), others);
  const probe = givenProbe ?? createProbe({ resolveTarget, connect });
  const health = createHealthMonitor({ store: profiles, clock, probe });
  const [subscription = DEFAULT_SUBSCRIPTION] = options.subscriptions ?? [];
  const azureDns = createAzureDns({ clock, profiles, subscription, zones: options.zones ?? [] });
  const resolver = createResolver({
    store: profiles,
    health,
    zoneOf: azureDns.zoneOf,
    random,
    ...(options.dns && { options: options.dns }),
  });
  const geography = { statesOfGreatBritain: unclear.statesOfGreatBritain ?? false };

  const route = createRouter({
    subscriptions: createSubscriptions({
      tenantId: options.tenantId ?? DEFAULT_TENANT,
      subscriptions: options.subscriptions ?? [subscription],
      resourceGroups: options.resourceGroups,
    }),
    trafficManager: {
      parts: {
        store: profiles,
        reservedNames: createReservedNames(clock),
        health: withGenerations(health, profiles),
        findTarget: createTargetResources(profiles, options.azureResources ?? []),
        regionName: (text) => azureRegion(text)?.displayName ?? text,
        rules: {
          isAzureRegion,
          isGeographicRegion: (code) => isGeographicRegion(code, geography),
          allowPrivateTargets,
          maxReturnLimit: unclear.maxReturnLimit ?? MAX_RETURN.portal,
        },
      },
      userMetricsKeys: createUserMetricsKeys(() => randomBytes(16).toString("hex")),
      geographicHierarchy: geographicHierarchy(geography),
      pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
    },
    azureDns: azureDns.api,
  });

  health.start();
  return {
    profiles,
    health,
    resolver,
    route,
    close() {
      health.close();
      resolver.close();
      azureDns.close();
    },
  };
}

/** Statuses change with the probes' verdicts and with the profiles themselves. */
function withGenerations(health: Health, profiles: ProfileStore): HealthView {
  let generation = 0;
  const next = () => {
    generation += 1;
  };
  health.subscribe(next);
  profiles.subscribe(next);
  const { endpointMonitorStatus, profileMonitorStatus } = health;
  return { endpointMonitorStatus, profileMonitorStatus, generation: () => generation };
}
