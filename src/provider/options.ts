import type { AccessRule } from "../core/access.ts";
import type { WishDefaults } from "../core/annotations/wish.ts";
import type { DomainFilter } from "../core/endpoint.ts";
import type { Random } from "../random/random.ts";
import type { Clock } from "../time/clock.ts";
import type { Log, ProviderEvents, TrafficManagerApi, VanityRecords } from "./ports.ts";

/** Everything the provider works with: its ports, and its share of the configuration. Durations in milliseconds. */
export interface ProviderOptions {
  api: TrafficManagerApi;
  /** Absent with `--vanity=none`. */
  vanity?: VanityRecords;
  clock: Clock;
  random: Random;
  log: Log;
  events: ProviderEvents;
  subscriptionId: string;
  domainFilter: DomainFilter;
  defaults: WishDefaults;
  access: readonly AccessRule[];
  /** Stands in for external-dns's owner id with `--registry=noop`, and narrows `/records` to it. */
  ownerId?: string;
  /** This cluster's id, once it is known; asked at every sync. */
  clusterId: () => string | undefined;
  dryRun: boolean;
  /** `undefined` keeps empty profiles for ever. */
  retention: number | undefined;
  deletionGrace: number;
  applyTimeout: number;
  healthInterval: number;
  /** Attempts at one write before it is left to the next cycle. */
  attempts: number;
}
