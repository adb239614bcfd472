import { type Random, seededRandom } from "../../src/random/random.ts";
import { TOOL_TARGET } from "./hands.ts";
import type { ClusterSetup, Fault, History, PortalEdit, Step } from "./history.ts";
import { placeOf, type Service, targetOf } from "./service.ts";

const MINUTE = 60_000;
const PROFILES = ["web", "shop", "api"] as const;

/** The world and everything that happens in it, by chance, the same for the same seed. */
export function randomHistory(seed: number): History {
  const random = seededRandom(seed);
  const chance = chanceFrom(random);
  const clusters = setups(chance);
  const duration = (6 + chance.below(8)) * MINUTE;
  const services = createServices(chance, clusters);
  const steps = services.flatMap((planned) => lifeOf(chance, planned, duration));
  if (chance.one(8)) steps.push(...emptiedForAWhile(chance, services, clusters.length, duration));
  for (let count = chance.below(8); count > 0; count--) steps.push(handStep(chance, services, chance.below(duration)));
  const faults = chance.one(4) ? 0 : chance.below(16);
  for (let count = faults; count > 0; count--) steps.push(faultStep(chance, clusters.length, chance.below(duration)));
  steps.sort((a, b) => a.at - b.at);
  return {
    seed,
    clusters,
    spread: chance.pick([200, 2_000, 59_000]),
    interval: chance.one(5) ? 15_000 : 60_000,
    slowness: chance.one(8) ? 10 : 1,
    deletionGrace: chance.pick([0, 120_000]),
    taken: chance.one(8) ? [chance.pick(PROFILES)] : [],
    duration,
    steps,
  };
}

/** A Service appears, changes a few times, may go, and may come back. */
function lifeOf(chance: Chance, { cluster, name, service }: Planned, duration: number): Step[] {
  const at = chance.below(duration / 2);
  const later = () => at + chance.below(duration - at);
  const steps: Step[] = [{ at: chance.one(3) ? 0 : at, kind: "create", cluster, service: name, as: service }];
  let current = service;
  for (let changes = chance.below(5); changes > 0; changes--) {
    const to = changeOf(chance, current, name, cluster);
    current = { ...current, ...to };
    steps.push({ at: later(), kind: "change", cluster, service: name, to });
  }
  if (chance.one(3)) steps.push({ at: later(), kind: "delete", cluster, service: name });
  if (chance.one(6)) steps.push({ at: later(), kind: "create", cluster, service: name, as: current });
  return steps;
}

interface Planned {
  cluster: number;
  name: string;
  service: Service;
}

interface Chance {
  below(limit: number): number;
  /** True once in so many times. */
  one(of: number): boolean;
  pick<Item>(from: readonly Item[]): Item;
}

function chanceFrom(random: Random): Chance {
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    one: (of) => below(of) === 0,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  };
}

function setups(chance: Chance): ClusterSetup[] {
  const count = 2 + chance.pick([0, 0, 0, 1, 1, 2, 3]);
  const clusters = Array.from(
    { length: count },
    (_, index): ClusterSetup => ({
      owner: `owner${index}`,
      identity: `id${index}`,
      registry: chance.one(6) ? "noop" : "txt",
    }),
  );
  // Two clusters that both forgot to say who they are.
  if (chance.one(10)) for (const setup of clusters.slice(0, 2)) Object.assign(setup, { owner: "default" });
  return clusters;
}

function createServices(chance: Chance, clusters: readonly ClusterSetup[]): Planned[] {
  const profiles = PROFILES.slice(0, 1 + chance.below(3));
  const method = chance.one(4) ? "Priority" : undefined;
  return clusters.flatMap((_, cluster) =>
    Array.from({ length: 1 + chance.below(chance.one(5) ? 6 : 3) }, (_, index) => {
      const name = `s${index}`;
      const profile = chance.pick(profiles);
      const priority = 1 + cluster * 10 + index;
      return { cluster, name, service: newService(chance, { cluster, name, profile, priority, method }) };
    }),
  );
}

function newService(
  chance: Chance,
  given: { cluster: number; name: string; profile: string; priority: number; method: "Priority" | undefined },
): Service {
  const { cluster, name, profile, priority, method } = given;
  const address = `20.${cluster}.0.${1 + Number(name.slice(1))}`;
  const byAddress = chance.one(12);
  const vanity = byAddress || chance.one(3) ? `${profile}.example.com` : undefined;
  return {
    dnsName: byAddress ? `${profile}.example.com` : `${name}.c${cluster}.example.com`,
    address,
    profile,
    endpointName: byAddress || chance.one(2) ? endpointName(chance, cluster, name) : undefined,
    weight: chance.pick([0, 1, 50, 100, 100, 100]),
    priority: method || chance.one(3) ? priority : undefined,
    method: chance.one(12) ? chance.pick(["Weighted", "Priority", "Performance"]) : method,
    ttl: chance.one(4) ? chance.pick([0, 20, 60]) : undefined,
    vanity,
    status: chance.one(10) ? "Disabled" : undefined,
    enabled: !chance.one(20),
    mistake: chance.one(20) ? chance.pick(["weight", "unknown", "enabled", "profile-name"]) : undefined,
  };
}

function endpointName(chance: Chance, cluster: number, name: string): string {
  if (chance.one(10)) return `${"long-".repeat(4 + chance.below(30))}${cluster}-${name}`;
  if (chance.one(12)) return "same";
  return `c${cluster}-${name}`;
}

function changeOf(chance: Chance, service: Service, name: string, cluster: number): Partial<Service> {
  const changes: readonly (() => Partial<Service>)[] = [
    () => ({ weight: chance.pick([0, 10, 100, 1000]) }),
    () => ({ weight: chance.pick([0, 10, 100, 1000]), mistake: undefined }),
    () => ({
      endpointName: chance.one(4)
        ? undefined
        : `${endpointName(chance, cluster, name)}${chance.pick(["", "-b", "-c"])}`,
    }),
    () => ({ dnsName: `${name}.c${cluster}.${chance.pick(["example.com", "v2.example.com"])}` }),
    () => ({ profile: chance.pick(PROFILES) }),
    () => ({
      vanity: chance.pick([undefined, `${service.profile}.example.com`, `www.${service.profile}.example.com`]),
    }),
    () => ({ mistake: chance.pick(["weight", "unknown", "enabled", "profile-name"]) }),
    () => ({ mistake: undefined }),
    () => ({ method: chance.pick([undefined, "Weighted", "Priority", "Performance"]) }),
    () => ({ priority: chance.pick([undefined, 1, 2, 3]) }),
    () => ({ ttl: chance.pick([undefined, 20, 300]) }),
    () => ({ status: chance.pick([undefined, "Enabled", "Disabled"]) }),
    () => ({ target: chance.pick([undefined, undefined, "shared.example.net", "10.1.2.3", "20.9.9.9"]) }),
    () => ({ enabled: !service.enabled }),
  ];
  const one = chance.pick(changes)();
  return chance.one(5) ? { ...one, ...chance.pick(changes)() } : one;
}

/** A whole cluster loses its Services at once, by mistake, and has them back some time later. */
function emptiedForAWhile(chance: Chance, all: readonly Planned[], clusters: number, duration: number): Step[] {
  const cluster = chance.below(clusters);
  const at = duration / 2 + chance.below(duration / 4);
  const back = Math.min(at + chance.below(4 * MINUTE), duration);
  return all
    .filter((planned) => planned.cluster === cluster)
    .flatMap(({ name, service }): Step[] => [
      { at, kind: "delete", cluster, service: name },
      { at: back, kind: "create", cluster, service: name, as: service },
    ]);
}

function handStep(chance: Chance, services: readonly Planned[], at: number): Step {
  const { cluster, name, service } = chance.pick(services);
  const profile = service.profile;
  switch (chance.below(8)) {
    case 0:
      return { at, kind: "settings", profile, ttl: chance.pick([15, 90]) };
    case 1: {
      // Now and then exactly what a Service is going to ask for, which it then adopts.
      const [, endpoint = "legacy"] = chance.one(2) ? placeOf(service).split("/") : [];
      return { at, kind: "tool", profile, endpoint, target: chance.one(2) ? targetOf(service) : TOOL_TARGET };
    }
    case 2:
      return {
        at,
        kind: "tool",
        profile,
        endpoint: "legacy",
        target: chance.one(3) ? undefined : TOOL_TARGET,
      };
    case 3:
      return { at, kind: "tool-profile", profile, tags: chance.pick([1, 2, 44, 47, 50]), exists: !chance.one(3) };
    default:
      return { at, kind: "portal", cluster, service: name, edit: portalEdit(chance) };
  }
}

function portalEdit(chance: Chance): PortalEdit {
  return chance.pick<PortalEdit>([
    { status: "Disabled" },
    { status: "Enabled" },
    { weight: 7 },
    { target: "somewhere.example.net" },
    { gone: true },
    { gone: true },
    { profileGone: true },
  ]);
}

function faultStep(chance: Chance, clusters: number, at: number): Step {
  const cluster = chance.below(clusters);
  const restart = 6 + chance.below(60);
  const on = chance.one(3) ? "call" : "write";
  const armed = (fault: Fault): Step => ({ at, kind: "fault", cluster, fault });
  switch (chance.below(10)) {
    case 0:
      return { at, kind: "crash", cluster, seconds: restart };
    case 1:
      return { at, kind: "external-dns-restart", cluster };
    case 2:
      return {
        at,
        kind: "outage",
        cluster,
        status: chance.pick([0, 403, 429, 500, 503]),
        seconds: chance.pick([10, 90, 200]),
      };
    case 3:
      return armed({ on, kind: "before", status: 429, retryAfter: chance.pick([1, 5, 20]) });
    case 4:
      return armed({ on, kind: "before", status: chance.pick([0, 409, 500, 503]) });
    case 5:
    case 6:
      return armed({ on, kind: "after", status: chance.pick([0, 500, 504]) });
    case 7:
      return armed({ on, kind: "delay", seconds: chance.pick([1, 5, 20]) });
    case 8:
      return armed({ on, kind: "crash-before", restart });
    default:
      return armed({ on, kind: "crash-after", restart });
  }
}
