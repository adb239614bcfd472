import type { DenyRules } from "../arm/authorization.ts";
import type { ForcedStatus } from "../health/health.ts";
import type { AddressRouteTable } from "./address-route-table.ts";
import type { AdjustableClock } from "./adjustable-clock.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";

/** What a test may do to the emulator, in process; control-api.ts offers the same over HTTP. */
export interface EmulatorControl {
  requests: RequestLog;
  clock: AdjustableClock;
  faults: Faults;
  denyRules: DenyRules;
  routes: AddressRouteTable;
  /** Overrides what the probes say of an endpoint (by ARM id), until `undefined` hands it back to them. */
  forceHealth(endpointId: string, status: ForcedStatus | undefined): void;
  state(): EmulatorState;
  /** Throws away all resources, faults, deny rules, forced health and the log; the clock and the routes stay. */
  reset(): void;
}

export interface EmulatorState {
  now: string;
  speed: number;
  paused: boolean;
  requests: number;
  profiles: ProfileState[];
}

export interface ProfileState {
  id: string;
  fqdn: string;
  trafficRoutingMethod: string;
  profileMonitorStatus: string;
  tags: Record<string, string>;
  endpoints: {
    id: string;
    name: string;
    target: string | null;
    weight: number | null;
    endpointMonitorStatus: string;
  }[];
}
