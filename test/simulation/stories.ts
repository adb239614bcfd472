import { TOOL_TARGET } from "./hands.ts";
import type { ClusterSetup, Fault, History, PortalEdit, Step } from "./history.ts";
import type { Service } from "./service.ts";

export interface Story {
  /** What was wrong once, as a sentence about what is right. */
  name: string;
  history: History;
}

const minutes = (count: number) => count * 60_000;

const service = (cluster: number, name: string, more: Partial<Service> = {}): Service => ({
  dnsName: `${name}.c${cluster}.example.com`,
  address: `20.${cluster}.0.${1 + Number(name.slice(1))}`,
  profile: "web",
  weight: 100,
  enabled: true,
  ...more,
});

const appears = (at: number, cluster: number, name: string, more: Partial<Service> = {}): Step => ({
  at,
  kind: "create",
  cluster,
  service: name,
  as: service(cluster, name, more),
});
const changes = (at: number, cluster: number, name: string, to: Partial<Service>): Step => ({
  at,
  kind: "change",
  cluster,
  service: name,
  to,
});
const goes = (at: number, cluster: number, name: string): Step => ({ at, kind: "delete", cluster, service: name });
const fault = (at: number, cluster: number, what: Fault): Step => ({ at, kind: "fault", cluster, fault: what });
const portal = (at: number, cluster: number, name: string, edit: PortalEdit): Step => ({
  at,
  kind: "portal",
  cluster,
  service: name,
  edit,
});

function story(name: string, steps: Step[], more: Partial<History> = {}): Story {
  const clusters = [0, 1, 2].map(
    (index): ClusterSetup => ({ owner: `owner${index}`, identity: `id${index}`, registry: "txt" }),
  );
  const common = { seed: 1, spread: 2_000, interval: 60_000, slowness: 1, deletionGrace: 0, taken: [] };
  return { name, history: { ...common, clusters, duration: minutes(9), steps, ...more } };
}

/** Histories in which the provider has broken a rule, reduced to what it took; each is a fault that was mended. */
export const stories: readonly Story[] = [
  story("a typo in the same edit as a new hostname keeps the endpoint", [
    appears(0, 0, "s0", { endpointName: "east" }),
    changes(minutes(3), 0, "s0", { dnsName: "renamed.example.com", mistake: "weight" }),
  ]),
  story("a typo keeps the endpoint whose target somebody changed by hand", [
    appears(0, 0, "s0"),
    portal(minutes(3), 0, "s0", { target: "somewhere.example.net" }),
    changes(minutes(3), 0, "s0", { mistake: "weight" }),
  ]),
  story("an endpoint that the new profile does not take stays in the old one", [
    appears(0, 0, "s0", { dnsName: "web.example.com", vanity: "web.example.com", endpointName: "east" }),
    appears(0, 1, "s0", { profile: "shop" }),
    changes(minutes(3), 0, "s0", { profile: "shop" }),
  ]),
  story("what one profile's plan has written is not undone by the end of a move", [
    appears(0, 0, "s0"),
    appears(0, 0, "s1", { profile: "shop" }),
    appears(0, 0, "s2"),
    changes(minutes(3), 0, "s0", { profile: "shop" }),
    goes(minutes(3), 0, "s2"),
    { at: minutes(3) + 10_000, kind: "tool", profile: "web", endpoint: "s2-c0-example-com", target: TOOL_TARGET },
  ]),
  story("an endpoint is not left behind by a crash in the middle of its move", [
    appears(0, 0, "s0"),
    appears(minutes(1), 1, "s0", { profile: "shop" }),
    changes(minutes(3), 0, "s0", { profile: "shop" }),
    fault(minutes(3), 0, { on: "write", kind: "delay", seconds: 1 }),
    fault(minutes(3), 0, { on: "write", kind: "crash-after", restart: 30 }),
  ]),
  story("a profile that waits to be deleted can be joined, however many clusters look at it", [
    appears(0, 0, "s0"),
    goes(minutes(2), 0, "s0"),
    appears(minutes(3) + 30_000, 1, "s0"),
  ]),
  story("a change of settings that Azure refuses is not tried every minute", [
    appears(0, 0, "s0"),
    appears(minutes(1), 1, "s0"),
    changes(minutes(2), 0, "s0", { method: "Performance" }),
  ]),
  story("two clusters that claim one endpoint name do not change its profile in turn", [
    appears(0, 0, "s0", { endpointName: "same", ttl: 60 }),
    appears(minutes(2), 1, "s0", { endpointName: "same", ttl: 20 }),
  ]),
  story("a hostname that two profiles name stays where it serves", [
    appears(0, 0, "s0", { vanity: "www.example.com" }),
    appears(minutes(1), 1, "s0", { profile: "shop", vanity: "www.example.com" }),
  ]),
  story("an endpoint that another tool made under a claim of ours is left alone", [
    appears(0, 0, "s0"),
    appears(minutes(2), 1, "s0", { endpointName: "west" }),
    fault(minutes(2), 1, { on: "write", kind: "crash-after", restart: 30 }),
    { at: minutes(2) + 20_000, kind: "tool", profile: "web", endpoint: "west", target: TOOL_TARGET },
  ]),
  story(
    "a DELETE whose answer was lost does not hit what was made since",
    [
      appears(0, 0, "s0"),
      goes(minutes(1) + 30_000, 0, "s0"),
      fault(minutes(4) + 30_000, 0, { on: "write", kind: "after", status: 500 }),
      fault(minutes(4) + 30_000, 0, { on: "write", kind: "delay", seconds: 10 }),
      { at: minutes(5) + 6_000, kind: "tool-profile", profile: "web", tags: 1, exists: true },
    ],
    { clusters: [{ owner: "owner0", identity: "id0", registry: "txt" }] },
  ),
  story(
    "a hostname is published although the answer to the profile's PUT was lost",
    [fault(0, 0, { on: "write", kind: "after", status: 504 }), appears(0, 0, "s0", { vanity: "www.example.com" })],
    { duration: minutes(6) },
  ),
  story("a renamed endpoint that the routing method refuses is not deleted for it", [
    appears(0, 0, "s0", { endpointName: "east", method: "Performance" }),
    changes(minutes(3), 0, "s0", { endpointName: "east-b", method: "Weighted" }),
  ]),
  story("a profile can change to Priority whatever numbers Azure gave its endpoints", [
    appears(0, 0, "s0", { priority: 2 }),
    appears(minutes(1), 0, "s1"),
    changes(minutes(3), 0, "s0", { method: "Priority" }),
  ]),
];
