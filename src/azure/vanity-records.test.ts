import { describe, expect, it } from "vitest";
import { anEmulatedAzure, SUBSCRIPTION } from "../../test/support/azure-connection.ts";
import { anEndpoint } from "../../test/support/builders.ts";
import { noLog, type VanityTarget } from "../provider/ports.ts";
import { createTrafficManager } from "./traffic-manager.ts";
import { createVanityRecords } from "./vanity-records.ts";

const ZONES = [
  { resourceGroup: "dns-rg", name: "example.com" },
  { resourceGroup: "dns-rg", name: "deep.example.com" },
  { resourceGroup: "other-rg", name: "example.org" },
];
const DNS_API = "2018-05-01";

async function aWorld({
  targets = ["east.example.net"],
  dnsResourceGroups,
}: {
  targets?: string[];
  dnsResourceGroups?: string[];
} = {}) {
  const azure = anEmulatedAzure({ zones: ZONES });
  const api = createTrafficManager({ connection: azure.connection, resourceGroups: undefined, log: noLog });
  const vanity = createVanityRecords({
    connection: azure.connection,
    clock: azure.clock,
    zonesCacheDuration: 600_000,
    ...(dnsResourceGroups && { dnsResourceGroups }),
  });
  const aProfile = async (name: string): Promise<VanityTarget> => {
    const { profile } = await api.createProfile(
      { resourceGroup: "rg", name },
      {
        relativeName: name,
        trafficRoutingMethod: "Weighted",
        ttl: 30,
        monitor: {
          protocol: "HTTPS",
          port: 443,
          path: "/",
          intervalInSeconds: 30,
          timeoutInSeconds: 10,
          toleratedNumberOfFailures: 3,
          customHeaders: [],
          expectedStatusCodeRanges: [],
        },
        tags: {},
        endpoints: targets.map((target, index) => anEndpoint({ name: `e${index}`, target, priority: index + 1 })),
      },
    );
    return { id: profile.id, fqdn: profile.fqdn, addressKinds: ["CNAME"] };
  };
  const pathOf = (zone: string, type: string, name: string, group = "dns-rg") =>
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Network/dnsZones/${zone}/${type}/${name}`;
  const record = async (zone: string, type: string, name: string) => {
    const { status, text } = await azure.arm("GET", pathOf(zone, type, name), undefined, DNS_API);
    return status === 200 ? JSON.parse(text).properties : undefined;
  };
  const write = (zone: string, type: string, name: string, properties: object) =>
    azure.arm("PUT", pathOf(zone, type, name), { properties }, DNS_API);
  return { ...azure, api, vanity, profile: await aProfile("shop"), aProfile, record, write };
}

describe("publishing", () => {
  it("makes an alias of the profile in the zone that fits best, marked as ours", async () => {
    const { vanity, profile, record } = await aWorld();
    expect(await vanity.publish("App.deep.example.com", profile)).toEqual({ changed: true });
    expect(await record("deep.example.com", "CNAME", "app")).toMatchObject({
      targetResource: { id: profile.id },
      metadata: { managedBy: "external-dns-traffic-manager" },
    });
    expect(await record("example.com", "CNAME", "app.deep")).toBeUndefined();
  });

  it("writes nothing when the alias is there", async () => {
    const { vanity, profile, asked, mark } = await aWorld();
    await vanity.publish("app.example.com", profile);
    const since = mark();
    expect(await vanity.publish("app.example.com", profile)).toEqual({ changed: false });
    expect(asked(since)).toEqual(["GET Microsoft.Network/dnsZones/example.com/CNAME/app 200"]);
  });

  it("leads an alias of ours elsewhere when the hostname moves to another profile", async () => {
    const { vanity, profile, aProfile, record } = await aWorld();
    const other = await aProfile("other");
    await vanity.publish("app.example.com", profile);
    expect(await vanity.publish("app.example.com", other)).toEqual({ changed: true });
    expect(await record("example.com", "CNAME", "app")).toMatchObject({ targetResource: { id: other.id } });
  });

  it("leaves an alias where a rival serves", async () => {
    const { vanity, profile, aProfile, record } = await aWorld();
    const other = await aProfile("other");
    await vanity.publish("app.example.com", profile);
    expect(await vanity.publish("app.example.com", { ...other, rivals: [profile.id.toUpperCase()] })).toEqual({
      changed: false,
      problem: expect.stringContaining("leads to the profile"),
    });
    expect(await record("example.com", "CNAME", "app")).toMatchObject({ targetResource: { id: profile.id } });
  });

  it("fills an alias of ours that a deleted profile left empty", async () => {
    const { api, vanity, profile, aProfile, record } = await aWorld();
    await vanity.publish("app.example.com", profile);
    await api.deleteProfile({ resourceGroup: "rg", name: "shop" });
    const other = await aProfile("other");
    expect(await vanity.publish("app.example.com", other)).toEqual({ changed: true });
    expect(await record("example.com", "CNAME", "app")).toMatchObject({ targetResource: { id: other.id } });
  });

  it.each([
    ["of the same kind", "CNAME", { TTL: 60, CNAMERecord: { cname: "www.example.net" } }],
    ["of another kind", "A", { TTL: 60, ARecords: [{ ipv4Address: "20.1.1.1" }] }],
  ])("never overwrites somebody else's record %s", async (_which, type, properties) => {
    const { vanity, profile, record, write } = await aWorld();
    await write("example.com", type, "app", properties);
    const before = await record("example.com", type, "app");
    expect(await vanity.publish("app.example.com", profile)).toEqual({
      changed: false,
      problem: expect.stringContaining("app.example.com"),
    });
    expect(await record("example.com", type, "app")).toEqual(before);
  });

  it("leaves a record alone that somebody makes between our look and our write", async () => {
    const { vanity, profile, faults } = await aWorld();
    faults.add({ method: "PUT", path: "*/dnsZones/*", action: { status: 412, code: "PreconditionFailed" } });
    expect(await vanity.publish("app.example.com", profile)).toEqual({
      changed: false,
      problem: expect.stringContaining("somebody else"),
    });
  });

  it("says so where no zone fits", async () => {
    const { vanity, profile } = await aWorld();
    expect((await vanity.publish("app.example.net", profile)).problem).toContain(
      "no Azure DNS zone for app.example.net",
    );
  });

  it("looks only into the groups it is given", async () => {
    const { vanity, profile, asked, mark } = await aWorld({ dnsResourceGroups: ["other-rg"] });
    const since = mark();
    expect((await vanity.publish("app.example.com", profile)).problem).toContain("no Azure DNS zone");
    expect(await vanity.publish("app.example.org", profile)).toEqual({ changed: true });
    expect(asked(since)[0]).toBe("GET Microsoft.Network/dnsZones 200");
  });

  it("says what to grant where it may not", async () => {
    const { vanity, profile, denyRules } = await aWorld();
    denyRules.add({ action: "Microsoft.Network/dnsZones/*" });
    const { problem } = await vanity.publish("app.example.com", profile);
    expect(problem).toContain("DNS Zone Contributor");
    expect(problem).toContain("--azure-dns-resource-groups");
  });

  it("fails for now when Azure does, to be tried again", async () => {
    const { vanity, profile, faults } = await aWorld();
    faults.add({ path: "*/dnsZones*", action: { status: 503 } });
    await expect(vanity.publish("app.example.com", profile)).rejects.toMatchObject({ name: "ArmError", status: 503 });
  });

  it("lists the zones anew after a while", async () => {
    const { vanity, profile, asked, mark, clock } = await aWorld();
    await vanity.publish("app.example.com", profile);
    await clock.advance(600_001);
    const since = mark();
    await vanity.publish("app.example.com", profile);
    expect(asked(since)[0]).toMatch(/dnsZones 200$/i);
  });
});

describe("at the top of a zone", () => {
  it("publishes addresses, and takes away what is no longer an address of that kind", async () => {
    const { api, vanity, profile, record } = await aWorld({ targets: ["20.1.1.1"] });
    expect(await vanity.publish("example.com", { ...profile, addressKinds: ["A"] })).toEqual({ changed: true });
    expect(await record("example.com", "A", "@")).toMatchObject({ targetResource: { id: profile.id } });
    await api.putEndpoint({ resourceGroup: "rg", name: "shop" }, anEndpoint({ name: "e0", target: "2603:1030::1" }));
    expect(await vanity.publish("example.com", { ...profile, addressKinds: ["AAAA"] })).toEqual({ changed: true });
    expect(await record("example.com", "AAAA", "@")).toMatchObject({ targetResource: { id: profile.id } });
    expect(await record("example.com", "A", "@")).toBeUndefined();
  });

  it("says that names cannot be there", async () => {
    const { vanity, profile } = await aWorld();
    expect((await vanity.publish("example.com", profile)).problem).toContain("must be an IP address");
  });
});

describe("withdrawing", () => {
  it("removes the alias", async () => {
    const { vanity, profile, record } = await aWorld();
    await vanity.publish("app.example.com", profile);
    expect(await vanity.withdraw("app.example.com", profile)).toEqual({ changed: true });
    expect(await record("example.com", "CNAME", "app")).toBeUndefined();
    expect(await vanity.withdraw("app.example.com", profile)).toEqual({ changed: false });
  });

  it("leaves the alias of another profile, and records that are not ours", async () => {
    const { vanity, profile, aProfile, write, record } = await aWorld();
    await vanity.publish("app.example.com", await aProfile("other"));
    await write("example.com", "CNAME", "www", { TTL: 60, targetResource: { id: profile.id } });
    expect(await vanity.withdraw("app.example.com", profile)).toEqual({ changed: false });
    expect(await vanity.withdraw("www.example.com", profile)).toEqual({ changed: false });
    expect(await record("example.com", "CNAME", "app")).toBeDefined();
    expect(await record("example.com", "CNAME", "www")).toBeDefined();
  });
});
