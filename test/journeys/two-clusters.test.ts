import { describe, expect, it } from "vitest";
import { noEvents } from "../../src/provider/ports.ts";
import { aSource } from "../support/builders.ts";
import { type Azure, aCluster, anAzure } from "../support/journey.ts";

const service = (region: string, annotations: Record<string, string> = {}, rest = {}) =>
  aSource({
    dnsName: `my-app-${region}.example.com`,
    labels: { resource: `service/production/my-app-${region}` },
    annotations: {
      enabled: "true",
      "profile-name": "my-app-global",
      "endpoint-name": `${region}-us`,
      hostname: "my-app.example.com",
      ...annotations,
    },
    ...rest,
  });

/** What an operator's click on east's endpoint does. */
async function portal(azure: Azure, properties: object): Promise<void> {
  const path =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/trafficManagerProfiles/my-app-global/externalEndpoints/east-us?api-version=2022-04-01";
  const headers = { authorization: "Bearer x", "content-type": "application/json" };
  const body = JSON.stringify({ properties });
  await azure.emulator.fetch(new Request(`http://arm${path}`, { method: "PATCH", headers, body }));
}

async function twoClusters() {
  const azure = anAzure();
  const east = aCluster(azure, "east");
  const west = aCluster(azure, "west");
  east.wants(service("east", { weight: "70" }));
  west.wants(service("west", { weight: "30" }));
  await east.cycle();
  await west.cycle();
  return { azure, east, west };
}

describe("two clusters that share a profile", () => {
  it("each add their endpoint, and neither loses the other's", async () => {
    const { azure } = await twoClusters();
    expect(azure.endpoints()).toEqual({ "my-app-global": ["east-us", "west-us"] });
    expect(azure.ask("my-app.example.com")[0]).toBe("my-app-global.trafficmanager.net");
  });

  it("write nothing in a steady cycle, and read once", async () => {
    const { azure, east, west } = await twoClusters();
    await east.cycle();
    await west.cycle();
    const mark = azure.mark();
    await east.cycle();
    expect([azure.reads(mark), azure.writes(mark)]).toEqual([1, []]);
    await west.cycle();
    expect([azure.reads(mark), azure.writes(mark)]).toEqual([2, []]);
  });

  it("write once for a changed weight", async () => {
    const { azure, east } = await twoClusters();
    const mark = azure.mark();
    east.wants(service("east", { weight: "50" }));
    await east.cycle();
    expect(azure.writes(mark)).toEqual(["PUT trafficmanagerprofiles/my-app-global/ExternalEndpoints/east-us 201"]);
  });

  it("that disagree about every profile-level setting settle after one cycle", async () => {
    const { azure, east, west } = await twoClusters();
    const everything = {
      "routing-method": "Priority",
      priority: "7",
      "dns-ttl": "5",
      hostname: "other.example.com",
      "monitor-protocol": "HTTP",
      "monitor-port": "8080",
      "monitor-path": "/other",
      "monitor-interval": "10",
      "monitor-timeout": "6",
      "monitor-tolerated-failures": "1",
      "monitor-expected-status-codes": "200-299",
      "monitor-headers": "X-Probe:1",
    };
    west.wants(service("west", { weight: "30", ...everything }));
    await east.cycle();
    await west.cycle();
    const mark = azure.mark();
    for (let cycle = 0; cycle < 3; cycle++) {
      await east.cycle();
      await west.cycle();
    }
    expect(azure.writes(mark)).toEqual([]);
    expect(west.problems().join("\n")).toContain("because the Service of endpoint east-us decides for the profile");
  });

  it("keep each other's endpoints when one's Service goes, and hand the settings over", async () => {
    const { azure, east, west } = await twoClusters();
    east.wants();
    await east.cycle();
    expect(azure.endpoints()).toEqual({ "my-app-global": ["west-us"] });
    await west.cycle();
    expect(azure.ask("my-app.example.com")[0]).toBe("my-app-global.trafficmanager.net");
    const mark = azure.mark();
    await west.cycle();
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
  });

  it("lose nothing when a provider restarts", async () => {
    const { azure, east } = await twoClusters();
    await east.cycle();
    const mark = azure.mark();
    east.restart();
    await east.cycle();
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
  });

  it("take the vanity record away before the profile, and both only after the retention", async () => {
    const { azure, east, west } = await twoClusters();
    east.wants();
    west.wants();
    await east.cycle();
    await west.cycle();
    expect(azure.endpoints()).toEqual({ "my-app-global": [] });
    const mark = azure.mark();
    await azure.clock.advance(599_000);
    await west.cycle();
    expect(azure.writes(mark)).toEqual([]);
    await azure.clock.advance(2_000);
    await west.cycle();
    await azure.clock.advance(0);
    expect(azure.writes(mark)).toEqual([
      "DELETE dnsZones/example.com/CNAME/my-app 200",
      "DELETE trafficmanagerprofiles/my-app-global 200",
    ]);
  });

  it("never touch an endpoint that both claim: who was first keeps it, the other is told", async () => {
    const { azure, west } = await twoClusters();
    const mark = azure.mark();
    west.wants(service("west", { weight: "30" }), service("rival", { "endpoint-name": "east-us" }));
    await west.cycle();
    expect(azure.writes(mark)).toEqual([]);
    expect(west.problems().join("\n")).toContain('belongs to owner "east"');
  });

  it("with one owner id hurt nobody, and are told what to set", async () => {
    const azure = anAzure();
    const east = aCluster(azure, "east", { flags: ["--txt-owner-id=default"] });
    const west = aCluster(azure, "west", { flags: ["--txt-owner-id=default"] });
    east.wants(service("east"));
    west.wants(service("west"));
    await east.cycle();
    const mark = azure.mark();
    await west.cycle();
    await west.cycle();
    expect(azure.writes(mark)).toEqual([]);
    expect(azure.endpoints()).toEqual({ "my-app-global": ["east-us"] });
    expect(west.problems().join("\n")).toContain("give each cluster's external-dns its own --txt-owner-id");
  });
});

describe("a mistake", () => {
  it("on a live endpoint changes nothing in Azure, and the others go on", async () => {
    const { azure, east } = await twoClusters();
    const mark = azure.mark();
    const other = service("extra", { "profile-name": "other", hostname: "" });
    east.wants(service("east", { weight: "7O" }), other);
    await east.cycle();
    expect(azure.endpoints()).toEqual({ "my-app-global": ["east-us", "west-us"], other: ["extra-us"] });
    expect(azure.writes(mark).some((write) => write.includes("my-app-global"))).toBe(false);
    expect(east.problems()[0]).toContain('webhook-traffic-manager-weight="7O": must be a whole number from 0 to 1000');
  });

  it("that only Azure sees is reported with Azure's words, and not repeated every minute", async () => {
    const azure = anAzure();
    const east = aCluster(azure, "east");
    east.wants(
      service("east", { "routing-method": "Geographic", "geo-mapping": "XX" }),
      service("b", { "profile-name": "b" }),
    );
    await east.cycle();
    expect(azure.endpoints()).toEqual({ b: ["b-us"] });
    expect(east.problems().join("\n")).toMatch(/Azure refused endpoint east-us .*400 BadRequest/);
    const mark = azure.mark();
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
  });

  it("in the resource group is told in Azure's words", async () => {
    const azure = anAzure({ resourceGroups: ["rg", "dns-rg"] });
    const east = aCluster(azure, "east");
    east.wants(service("east", { "resource-group": "no-such-group" }));
    expect(await east.cycle()).toBeUndefined();
    expect(east.problems().join("\n")).toContain("ResourceGroupNotFound");
  });
});

describe("guard rails", () => {
  const fleet = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      service(`app${index}`, { "profile-name": `p${index}`, hostname: "" }, { dnsName: `app${index}.example.com` }),
    );

  it("hold back a sync that would take more than half of a cluster's endpoints, and let it through after the grace", async () => {
    const azure = anAzure();
    const east = aCluster(azure, "east");
    east.wants(...fleet(8));
    await east.cycle();
    east.wants();
    const mark = azure.mark();
    await east.cycle();
    await azure.clock.advance(599_000);
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
    expect(east.provider().readiness().details).toMatchObject({ heldDeletions: 8 });
    await azure.clock.advance(2_000);
    await east.cycle();
    expect(Object.values(azure.endpoints()).flat()).toEqual([]);
  });

  it("do not count the wait of an alarm that was over", async () => {
    const azure = anAzure();
    const east = aCluster(azure, "east");
    east.wants(...fleet(8));
    await east.cycle();
    east.wants();
    await east.cycle();
    east.wants(...fleet(8));
    await east.cycle();
    await azure.clock.advance(3_600_000);
    east.wants();
    const mark = azure.mark();
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
  });

  it("put back what somebody else changed on an endpoint of ours, and count it", async () => {
    const azure = anAzure();
    const putBack: number[] = [];
    const events = { ...noEvents, putBack: (count: number) => void putBack.push(count) };
    const east = aCluster(azure, "east", { events });
    east.wants(service("east", { weight: "70" }));
    await east.cycle();
    await east.cycle();
    await portal(azure, { weight: 7 });
    const mark = azure.mark();
    await east.cycle();
    expect(azure.writes(mark)).toEqual(["PUT trafficmanagerprofiles/my-app-global/ExternalEndpoints/east-us 201"]);
    expect(putBack).toEqual([1]);
    east.wants(service("east", { weight: "50" }));
    await east.cycle();
    expect(putBack).toEqual([1]);
  });

  it("leave an endpoint disabled that somebody disabled in the portal", async () => {
    const { azure, east } = await twoClusters();
    await portal(azure, { endpointStatus: "Disabled" });
    const mark = azure.mark();
    await east.cycle();
    expect(azure.writes(mark)).toEqual([]);
    expect(east.problems().join("\n")).toContain("was disabled in Azure by hand");
  });
});

describe("a faulty Azure", () => {
  it("that does not list ends the cycle with a soft error, and nothing is written", async () => {
    const { azure, east } = await twoClusters();
    azure.emulator.control.faults.add({ method: "GET", action: { status: 500, code: "InternalServerError" } });
    const mark = azure.mark();
    expect(await east.cycle()).toContain("503");
    expect(azure.writes(mark)).toEqual([]);
  });

  it("that takes too long is answered for in time, and what was begun goes on", async () => {
    const { azure, east } = await twoClusters();
    azure.emulator.control.faults.add({ method: "PUT", nth: 1, action: { delayMs: 20_000 } });
    east.wants(service("east", { weight: "50" }));
    const cycle = east.cycle();
    await azure.clock.advance(8_000);
    expect(await cycle).toContain("503");
    expect(east.provider().readiness().details).toMatchObject({ applying: "still applying 1 of 1 changes" });
    await azure.clock.advance(13_000);
    const mark = azure.mark();
    expect(await east.cycle()).toBeUndefined();
    expect(azure.writes(mark)).toEqual([]);
  });
});
