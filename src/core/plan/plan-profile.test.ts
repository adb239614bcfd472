import { describe, expect, it } from "vitest";
import { anEndpoint, aProfile, aSource } from "../../../test/support/builders.ts";
import { cycle } from "../../../test/support/world.ts";

const source = (region: string, annotations: Record<string, string> = {}, rest = {}) =>
  aSource({
    dnsName: `my-app-${region}.example.com`,
    labels: { resource: `service/production/my-app-${region}` },
    annotations: { enabled: "true", "profile-name": "my-app-global", "endpoint-name": `${region}-us`, ...annotations },
    ...rest,
  });
const east = anEndpoint();
const west = anEndpoint({ name: "west-us", target: "my-app-west.example.com", weight: 100, priority: 2 });
const shared = (profile: Parameters<typeof aProfile>[0] = {}) =>
  aProfile({
    endpoints: [east, west],
    ...profile,
    tags: {
      "external-dns-managed": "true",
      "external-dns-settings": "east-us",
      "external-dns-owner-east": ":east-us",
      "external-dns-owner-west": ":west-us",
      ...profile.tags,
    },
  });

describe("a cycle", () => {
  it("creates a profile that does not exist with one PUT, its endpoint and tags inside it", () => {
    expect(cycle([source("east")], []).operations).toEqual(["create profile rg/my-app-global (Weighted) with east-us"]);
  });

  it("never PUTs a profile that exists: who joins it claims, checks the claim, puts an endpoint, and confirms", () => {
    const profile = aProfile({
      endpoints: [east],
      tags: {
        "external-dns-managed": "true",
        "external-dns-settings": "east-us",
        "external-dns-owner-east": ":east-us",
      },
    });
    expect(cycle([source("west")], [profile], { owner: "west" }).operations).toEqual([
      "claim for west: set external-dns-owner-west on rg/my-app-global",
      "check that west-us of rg/my-app-global are claimed by west alone",
      "create endpoint west-us of rg/my-app-global (target my-app-west.example.com, weight 100)",
      "settle for west: set external-dns-owner-west on rg/my-app-global",
    ]);
  });

  it("changes a weight with one write", () => {
    expect(cycle([source("east", { weight: "50" })], [shared()]).operations).toEqual([
      "update endpoint east-us of rg/my-app-global (weight 100 → 50)",
    ]);
  });

  it("writes nothing when nothing changed", () => {
    expect(cycle([source("east")], [shared()])).toEqual({ operations: [], problems: [] });
  });

  it("deletes its own endpoint only, before it releases it, and hands the settings over", () => {
    expect(cycle([], [shared()]).operations).toEqual([
      "delete endpoint east-us of rg/my-app-global",
      "settle for east: set external-dns-settings on rg/my-app-global",
      "settle for east: remove external-dns-owner-east from rg/my-app-global",
    ]);
  });

  it("marks the profile for deletion with the last endpoint", () => {
    const alone = shared({ endpoints: [east] });
    expect(cycle([], [alone]).operations).toEqual([
      "delete endpoint east-us of rg/my-app-global",
      "settle for east: set external-dns-deleting on rg/my-app-global",
      "settle for east: remove external-dns-owner-east from rg/my-app-global",
    ]);
  });

  it("only claims and unmarks a profile that waits to be deleted, and joins it in the next cycle", () => {
    const leaving = aProfile({
      tags: { "external-dns-managed": "true", "external-dns-deleting": "2026-01-01T00:00:00Z" },
    });
    expect(cycle([source("east")], [leaving]).operations).toEqual([
      "claim for east: set external-dns-owner-east on rg/my-app-global",
      "keep a profile that was to be deleted: remove external-dns-deleting from rg/my-app-global",
    ]);
  });

  it("leaves an endpoint of another owner alone and says whose it is", () => {
    const rival = source("east", { weight: "1" }, { dnsName: "rival.example.com" });
    const { operations, problems } = cycle([rival], [shared()], { owner: "north" });
    expect(operations).toEqual([]);
    expect(problems.join()).toContain(
      'endpoint east-us of profile my-app-global belongs to owner "east" and is left alone',
    );
  });

  it("adopts an endpoint nobody owns when name and target are what the Service asks for", () => {
    const found = aProfile({ tags: {}, endpoints: [east] });
    expect(cycle([source("east")], [found]).operations).toEqual([
      "claim for east: set external-dns-owner-east on rg/my-app-global",
      "check that east-us of rg/my-app-global are claimed by east alone",
      "settle for east: set external-dns-owner-east on rg/my-app-global",
    ]);
  });

  it("does not adopt one that leads elsewhere", () => {
    const found = aProfile({ tags: {}, endpoints: [anEndpoint({ target: "elsewhere.example.com" })] });
    const { operations, problems } = cycle([source("east")], [found]);
    expect(operations).toEqual([]);
    expect(problems[0]).toContain("it is adopted only if the Service asks for the same target");
  });

  it("keeps the settings of a profile it did not create", () => {
    const found = aProfile({ tags: { "external-dns-owner-east": ":east-us" }, endpoints: [east] });
    const { operations, problems } = cycle([source("east", { "dns-ttl": "5" })], [found]);
    expect(operations).toEqual([]);
    expect(problems[0]).toContain("was not created by this software and keeps its settings");
  });

  it("turns a renamed hostname into one PUT, never a delete", () => {
    const renamed = source("east", {}, { dnsName: "new-east.example.com" });
    expect(cycle([renamed], [shared()]).operations).toEqual([
      "update endpoint east-us of rg/my-app-global (target my-app-east.example.com → new-east.example.com)",
    ]);
  });

  it("renames an endpoint by making room first, since Azure allows a target once", () => {
    expect(cycle([source("east", { "endpoint-name": "eastern" })], [shared()]).operations).toEqual([
      "claim for east: set external-dns-owner-east on rg/my-app-global",
      "check that eastern of rg/my-app-global are claimed by east alone",
      "delete endpoint east-us of rg/my-app-global",
      "create endpoint eastern of rg/my-app-global (target my-app-east.example.com, weight 100)",
      "settle for east: set external-dns-owner-east, external-dns-settings on rg/my-app-global",
    ]);
  });

  it("lets a renamed endpoint that leads elsewhere wait for its priority, so that the old one leaves last", () => {
    const profile = shared({ trafficRoutingMethod: "Priority" });
    const moved = { "endpoint-name": "eastern", target: "moved.example.com", "routing-method": "Priority" };
    const { operations } = cycle([source("east", { ...moved, priority: "1" })], [profile]);
    expect(operations.filter((line) => line.includes("endpoint"))).toEqual([
      "create endpoint eastern of rg/my-app-global (target moved.example.com, weight 100, at first with priority 1000)",
      "delete endpoint east-us of rg/my-app-global",
      "update endpoint eastern of rg/my-app-global (priority 1000 → 1)",
    ]);
  });

  it("keeps an endpoint whose new name is somebody else's", () => {
    const { operations, problems } = cycle([source("east", { "endpoint-name": "west-us" })], [shared()]);
    expect(operations).toEqual([]);
    expect(problems.join()).toContain('belongs to owner "west"');
  });

  it("drains before it says so in Azure, and enables before it forgets the drain", () => {
    expect(cycle([source("east", { weight: "0" })], [shared()]).operations).toEqual([
      "claim for east: set external-dns-owner-east on rg/my-app-global",
      "update endpoint east-us of rg/my-app-global (status Enabled → Disabled)",
    ]);
    const drained = shared({
      endpoints: [anEndpoint({ endpointStatus: "Disabled" }), west],
      tags: { "external-dns-owner-east": ":east-us+d" },
    });
    expect(cycle([source("east", { weight: "50" })], [drained]).operations).toEqual([
      "update endpoint east-us of rg/my-app-global (status Disabled → Enabled, weight 100 → 50)",
      "settle for east: set external-dns-owner-east on rg/my-app-global",
    ]);
  });

  it("changes the profile's settings with a PATCH", () => {
    expect(cycle([source("east", { "dns-ttl": "60", "monitor-path": "/health" })], [shared()]).operations).toEqual([
      "patch profile rg/my-app-global (dns-ttl 30 → 60, monitor-path / → /health)",
    ]);
  });

  it("publishes a new vanity hostname before it withdraws the old one", () => {
    const named = shared({
      endpoints: [anEndpoint({ customHeaders: [{ name: "Host", value: "old.example.com" }] }), west],
      tags: { "external-dns-hostname": "old.example.com", "external-dns-owner-east": ":east-us+h" },
    });
    expect(cycle([source("east", { hostname: "new.example.com" })], [named]).operations).toEqual([
      "claim for east: set external-dns-hostname on rg/my-app-global",
      "update endpoint east-us of rg/my-app-global (headers Host:old.example.com → Host:new.example.com)",
      "publish new.example.com as an alias of rg/my-app-global",
      "withdraw old.example.com, an alias of rg/my-app-global",
      "settle for east: set external-dns-hostname on rg/my-app-global",
    ]);
  });

  it.each([
    {
      name: "the same target",
      annotations: { target: "my-app-west.example.com" },
      says: "endpoint west-us has the same target",
    },
    {
      name: "an address beside names",
      annotations: { target: "20.1.1.1" },
      says: "is an IPv4 address, but endpoint west-us has a name",
    },
  ])("explains why Azure would refuse $name, and changes nothing", ({ annotations, says }) => {
    const { operations, problems } = cycle([source("east", annotations)], [shared()]);
    expect(operations).toEqual([]);
    expect(problems.join()).toContain(says);
  });

  it("reports a priority that is taken with both names", () => {
    const profile = shared({ trafficRoutingMethod: "Priority" });
    const { operations, problems } = cycle(
      [source("east", { "routing-method": "Priority", priority: "2" })],
      [profile],
    );
    expect(operations).toEqual([]);
    expect(problems.join()).toContain(
      "endpoint west-us has the same priority, and each may be used once per profile: give east-us or west-us a free one",
    );
  });

  it("swaps the priorities of two endpoints of one cluster without ever using one twice", () => {
    const profile = shared({
      trafficRoutingMethod: "Priority",
      tags: { "external-dns-owner-east": ":east-us:west-us", "external-dns-owner-west": "" },
    });
    const swapped = [
      source("east", { "routing-method": "Priority", priority: "2" }),
      source("west", { "routing-method": "Priority", priority: "1" }),
    ];
    expect(cycle(swapped, [profile]).operations).toEqual([
      "update endpoint west-us of rg/my-app-global (steps aside to priority 1000)",
      "update endpoint east-us of rg/my-app-global (priority 1 → 2)",
      "update endpoint west-us of rg/my-app-global (priority 2 → 1)",
    ]);
  });

  it("writes nothing where the owner's tag names another cluster, and says what to set", () => {
    const profile = shared({ tags: { "external-dns-owner-east": "c1:east-us" } });
    const { operations, problems } = cycle([source("east", { weight: "1" })], [profile], { identity: "c2" });
    expect(operations).toEqual([]);
    expect(problems.join()).toContain('used on profile my-app-global by another cluster ("c1", this one is "c2")');
    expect(problems.join()).toContain("give each cluster's external-dns its own --txt-owner-id");
  });

  it("refuses what no longer fits into the profile's tags", () => {
    const full = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`team-${index}`, "x"]));
    const { operations, problems } = cycle([source("north")], [shared({ tags: full })], { owner: "north" });
    expect(operations).toEqual([]);
    expect(problems[0]).toContain("the tags of the profile are full");
  });
});
