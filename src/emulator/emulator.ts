import type { Random } from "../random/random.ts";
import { systemClock } from "../time/clock.ts";
import { createArmApi } from "./arm/arm-api.ts";
import { createDenyRules } from "./arm/authorization.ts";
import { createThrottle } from "./arm/throttling.ts";
import { createAddressRouteTable } from "./control/address-route-table.ts";
import { createAdjustableClock } from "./control/adjustable-clock.ts";
import type { EmulatorControl, ProfileState } from "./control/control.ts";
import { createFaults } from "./control/faults.ts";
import { createRequestLog } from "./control/request-log.ts";
import type { Sender } from "./dns/resolver.ts";
import { createIdentity } from "./identity/identity.ts";
import { createLoginEndpoints } from "./identity/login-endpoints.ts";
import { createListeners, type EmulatorAddresses, type EmulatorPorts } from "./listeners.ts";
import { DEFAULT_TENANT, type EmulatorOptions } from "./options.ts";
import { createWorld, type World } from "./world.ts";

export type { EmulatorControl } from "./control/control.ts";
export type { EmulatorAddresses, EmulatorPorts } from "./listeners.ts";
export type { EmulatorOptions } from "./options.ts";

/** A local Azure for Traffic Manager and DNS zones: ARM, the name servers and the probes. All in memory. */
export interface Emulator {
  /** ARM, its login endpoints included; rejects where a fault rule drops the connection. */
  fetch(request: Request): Promise<Response>;
  /** One DNS message to one reply; `undefined` where silence is the answer. */
  resolve(message: Uint8Array, from: Sender): Uint8Array | undefined;
  control: EmulatorControl;
  /** Opens the ports that are given (0: any free one), on loopback unless told otherwise. */
  listen(ports: EmulatorPorts): Promise<EmulatorAddresses>;
  close(): Promise<void>;
}

export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const clock = createAdjustableClock(options.clock ?? systemClock, options.speed ?? 1);
  const random: Random = options.random ?? Math.random;
  const requests = createRequestLog(options.requestLogLimit);
  const faults = createFaults();
  const denyRules = createDenyRules(options.denyRules);
  const routes = createAddressRouteTable(options.routes, options.unroutedProbes);
  const tenantId = options.tenantId ?? DEFAULT_TENANT;
  const identity = createIdentity({ clock, requireAuth: options.requireAuth ?? false, tenantId });
  const { throttling = "off" } = options;
  const throttle = createThrottle(clock, throttling === "off" ? undefined : throttling);
  let world = createWorld(options, clock, random, routes.connect);

  const fetch = createArmApi({
    clock,
    log: requests,
    faults,
    login: createLoginEndpoints(identity, tenantId),
    identity,
    denyRules,
    throttle,
    route: (request, arrival) => world.route(request, arrival),
    onError: options.onError ?? (() => {}),
  });
  const resolve = (message: Uint8Array, from: Sender) => world.resolver.resolve(message, from);

  const control: EmulatorControl = {
    requests,
    clock,
    faults,
    denyRules,
    routes,
    forceHealth: (endpointId, status) => world.health.force(endpointId, status),
    state: () => ({
      now: new Date(clock.now()).toISOString(),
      speed: clock.speed,
      paused: clock.paused,
      requests: requests.count().total,
      profiles: profileStates(world),
    }),
    reset() {
      world.close();
      world = createWorld(options, clock, random, routes.connect);
      faults.clear();
      denyRules.clear();
      for (const rule of options.denyRules ?? []) denyRules.add(rule);
      throttle.reset();
      requests.clear();
    },
  };

  const listeners = createListeners({ fetch, resolve, control, tlsDir: options.tlsDir });
  return {
    fetch,
    resolve,
    control,
    listen: (ports) => listeners.open(ports),
    async close() {
      await listeners.close();
      world.close();
    },
  };
}

function profileStates({ profiles, health }: World): ProfileState[] {
  return [...profiles.all()].map((profile) => ({
    id: profile.id,
    fqdn: profile.properties.dnsConfig.fqdn ?? "",
    trafficRoutingMethod: profile.properties.trafficRoutingMethod,
    profileMonitorStatus: health.profileMonitorStatus(profile),
    tags: profile.tags ?? {},
    endpoints: profile.properties.endpoints.map((endpoint) => ({
      id: endpoint.id,
      name: endpoint.name,
      target: endpoint.properties.target ?? null,
      weight: endpoint.properties.weight ?? null,
      endpointMonitorStatus: health.endpointMonitorStatus(profile, endpoint),
    })),
  }));
}
