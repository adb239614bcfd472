import type { Random } from "../random/random.ts";
import type { Clock } from "../time/clock.ts";
import type { DenyRule } from "./arm/authorization.ts";
import type { InitialZone } from "./azure-dns/zones.ts";
import type { DnsOptions } from "./dns/resolver.ts";
import type { AddressRoute } from "./health/address-routes.ts";
import type { Probe } from "./health/probe-request.ts";
import type { AzureResource } from "./traffic-manager/target-resources.ts";

/** How the emulator behaves; everything has a default, and Azure's own behaviour is it. */
export interface EmulatorOptions {
  /** The time everything follows: tokens, probes, TTLs of reserved names, throttling. */
  clock?: Clock;
  random?: Random;
  /** How fast the emulator's clock runs over `clock`. */
  speed?: number;
  /** Takes private and reserved addresses as targets, which Azure refuses. */
  allowPrivateTargets?: boolean;
  /** "off" never answers 429; a number multiplies Azure's limits. */
  throttling?: "off" | number;
  /** Takes only tokens that the emulator's own token endpoint issued. */
  requireAuth?: boolean;
  denyRules?: readonly DenyRule[];
  tenantId?: string;
  /** What `GET /subscriptions` lists; any subscription can be used. */
  subscriptions?: readonly string[];
  /** The only resource groups there are; absent: any exists. */
  resourceGroups?: readonly string[];
  /** DNS zones there are from the start, in the first subscription. */
  zones?: readonly InitialZone[];
  /** How DNS answers may be bent: where clients are, latencies, and the readings that Azure leaves open. */
  dns?: DnsOptions;
  /** Public addresses, web apps and the like that Azure endpoints may name. */
  azureResources?: readonly AzureResource[];
  /** Sends the health probes; absent: real ones. */
  probe?: Probe;
  /** Where probes connect instead of the addresses that targets have. */
  routes?: readonly AddressRoute[];
  /** Whether probes of addresses without a route connect to them (the default) or fail, so that none leaves the machine. */
  unroutedProbes?: "connect" | "fail";
  /** Targets whose names no zone here has: not found (the default), or asked of the machine's own resolver. */
  namesOfOthers?: "fail" | "system";
  /** Where the TLS listener keeps its CA and certificate; absent: made anew each time, in memory. */
  tlsDir?: string;
  /** How many profiles one page of a list holds, for the api-versions that page. */
  pageSize?: number;
  /** How many requests the log remembers. */
  requestLogLimit?: number;
  unclear?: UnclearBehaviour;
  /** Told of failures inside the emulator itself. */
  onError?: (error: unknown) => void;
}

/** Where Azure's documents contradict each other or are silent: docs/emulator.md, "Where Azure is unclear". */
export interface UnclearBehaviour {
  /** The portal allows up to 8, the FAQ says 10. */
  maxReturnLimit?: 8 | 10;
  /** GB-ENG, GB-NIR, GB-SCT and GB-WLS as geographic regions. */
  statesOfGreatBritain?: boolean;
}

export const DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
/** The tenant that keeps identity libraries from asking the public directory. */
export const DEFAULT_TENANT = "adfs";
