import { describe, expect, it } from "vitest";
import { anEndpoint, aProfile, aSource } from "../../../test/support/builders.ts";
import { adjust, propertyOf, rowsOf } from "../../../test/support/world.ts";

const east = (annotations: Record<string, string> = {}, source = {}) =>
  aSource({
    annotations: { enabled: "true", "profile-name": "my-app-global", "endpoint-name": "east-us", ...annotations },
    ...source,
  });
const owned = (profile: Parameters<typeof aProfile>[0] = {}) =>
  aProfile({
    endpoints: [anEndpoint()],
    ...profile,
    tags: {
      "external-dns-managed": "true",
      "external-dns-settings": "east-us",
      "external-dns-owner-east": ":east-us",
      ...profile.tags,
    },
  });

describe("adjustEndpoints", () => {
  it("gives the row that records would give, so that external-dns finds nothing to change", () => {
    const [row] = adjust([east()], [owned()]).rows;
    const [current] = rowsOf([owned()]);
    expect(row).toEqual({ ...current, labels: { resource: "service/production/my-app-east" } });
  });

  it("points the row at the FQDN Azure gave the profile, not at an assumed one", () => {
    expect(adjust([east()], [owned({ fqdn: "taken-x1.trafficmanager.net" })]).rows[0]?.targets).toEqual([
      "taken-x1.trafficmanager.net",
    ]);
    expect(adjust([east()]).rows[0]?.targets).toEqual(["my-app-global.trafficmanager.net"]);
  });

  it("drops everything that is not enabled, TXT rows and foreign properties", () => {
    const foreign = { name: "aws/weight", value: "1" };
    const source = east();
    const rows = adjust([
      aSource({ dnsName: "other.example.com" }),
      { ...source, recordType: "TXT", dnsName: "cname-x.example.com" },
      { ...source, providerSpecific: [...(source.providerSpecific ?? []), foreign] },
    ]).rows;
    expect(rows.map(({ dnsName }) => dnsName)).toEqual(["my-app-east.example.com"]);
    expect(rows[0]?.providerSpecific).not.toContainEqual(foreign);
  });

  it("makes one endpoint of the A and AAAA of a name, by address the IPv4 one", () => {
    const shared = { hostname: "my-app-east.example.com" };
    const { rows } = adjust([
      east(shared, { recordType: "AAAA", targets: ["2001:db8::1"] }),
      east(shared, { recordType: "A", targets: ["20.1.1.1"] }),
    ]);
    expect(rows.map((row) => propertyOf(row, "target"))).toEqual(["20.1.1.1"]);
  });

  it("keeps the last good row of an endpoint whose annotation is wrong, and reports it", () => {
    const { rows, problems } = adjust([east({ weight: "7O" })], [owned()]);
    expect(rows).toEqual(rowsOf([owned()]));
    expect(problems).toEqual([
      'service/production/my-app-east (my-app-east.example.com) webhook-traffic-manager-weight="7O": must be a whole number from 0 to 1000',
    ]);
  });

  it.each([
    { name: "the endpoint's name", annotations: { "endpoint-name": "a/b" } },
    { name: "the profile's name", annotations: { "profile-name": "-" } },
    { name: "the resource group", annotations: { "resource-group": "no/group" } },
    { name: "`enabled` itself", annotations: { enabled: "ture" } },
  ])("keeps the row even when $name is what is wrong", ({ annotations }) => {
    expect(adjust([east(annotations)], [owned()]).rows).toEqual(rowsOf([owned()]));
  });

  it("creates nothing for a wrong annotation on an endpoint that does not exist, and goes on with the others", () => {
    const other = aSource({ dnsName: "b.example.com", annotations: { enabled: "true" } });
    expect(adjust([east({ weight: "x" }), other]).rows.map(({ dnsName }) => dnsName)).toEqual(["b.example.com"]);
  });

  it("lets only the endpoint that decides carry the profile's settings", () => {
    const profile = owned({
      endpoints: [anEndpoint(), anEndpoint({ name: "west-us", target: "my-app-west.example.com" })],
      tags: { "external-dns-owner-west": ":west-us" },
    });
    const west = east(
      { "endpoint-name": "west-us", "routing-method": "Priority" },
      { dnsName: "my-app-west.example.com" },
    );
    const { rows, problems } = adjust([west], [profile]);
    expect(propertyOf(rows[0], "routing-method")).toBeUndefined();
    expect(problems[0]).toContain(
      'webhook-traffic-manager-routing-method="Priority": has no effect: profile my-app-global has "Weighted", because the Service of endpoint east-us decides for the profile',
    );
  });

  it("leaves an endpoint disabled that somebody disabled by hand, and says so", () => {
    const profile = owned({ endpoints: [anEndpoint({ endpointStatus: "Disabled" })] });
    const { rows, problems } = adjust([east()], [profile]);
    expect(propertyOf(rows[0], "endpoint-status")).toBe("Disabled");
    expect(problems[0]).toContain("was disabled in Azure by hand: it stays disabled");
  });

  it("enables a hand-disabled endpoint when the annotation says Enabled", () => {
    const profile = owned({ endpoints: [anEndpoint({ endpointStatus: "Disabled" })] });
    expect(propertyOf(adjust([east({ "endpoint-status": "Enabled" })], [profile]).rows[0], "endpoint-status")).toBe(
      "Enabled",
    );
  });

  it("waits with always-serve until the endpoint is enabled, as Azure sets it only then", () => {
    const asked = (annotations: Record<string, string>) =>
      propertyOf(adjust([east({ "health-checks-enabled": "false", ...annotations })]).rows[0], "health-checks-enabled");
    expect([asked({}), asked({ weight: "0" }), asked({ "endpoint-status": "Disabled" })]).toEqual([
      "false",
      "true",
      "true",
    ]);
  });

  it("shows a drained endpoint as weight 0, not as disabled by hand", () => {
    const profile = owned({
      endpoints: [anEndpoint({ endpointStatus: "Disabled" })],
      tags: { "external-dns-owner-east": ":east-us+d" },
    });
    const [row] = rowsOf([profile]);
    expect([propertyOf(row, "weight"), propertyOf(row, "endpoint-status")]).toEqual(["0", "Enabled"]);
    expect(adjust([east({ weight: "0" })], [profile]).problems).toEqual([]);
  });

  it("keeps, of two objects that claim one endpoint, the one that is there, and reports the other", () => {
    const rival = east({}, { dnsName: "a-rival.example.com", labels: { resource: "service/production/rival" } });
    const { rows, problems } = adjust([rival, east()], [owned()]);
    expect(rows.map(({ dnsName }) => dnsName)).toEqual(["my-app-east.example.com"]);
    expect(problems[0]).toMatch(/^service\/production\/rival .* already stands for in profile my-app-global/);
  });

  it("sends the vanity hostname as Host in probes, unless another is given or the probe is TCP", () => {
    const headers = (annotations: Record<string, string>) =>
      propertyOf(adjust([east({ hostname: "my-app.example.com", ...annotations })]).rows[0], "endpoint-headers");
    expect(headers({})).toBe("Host:my-app.example.com");
    expect(headers({ "endpoint-headers": "host:other.example.com" })).toBe("host:other.example.com");
    expect(headers({ "monitor-protocol": "TCP" })).toBeUndefined();
  });

  it("refuses a Service whose namespace may not join the profile, and leaves what stands", () => {
    const access = [{ namespace: "team-a*", resourceGroup: "*", profile: "team-a-*" }];
    const { rows, problems } = adjust([east({ weight: "1" })], [owned()], { access });
    expect(rows).toEqual(rowsOf([owned()]));
    expect(problems[0]).toContain('is not allowed for namespace "production"');
  });

  it("does not let a Service that never asked for the vanity hostname take it away when it takes over", () => {
    const profile = owned({
      endpoints: [anEndpoint({ name: "west-us", target: "my-app-west.example.com" })],
      tags: {
        "external-dns-settings": "west-us",
        "external-dns-hostname": "my-app.example.com",
        "external-dns-owner-west": ":west-us",
      },
    });
    const west = east({ "endpoint-name": "west-us" }, { dnsName: "my-app-west.example.com" });
    expect(propertyOf(rowsOf([profile])[0], "hostname")).toBeUndefined();
    expect(propertyOf(adjust([west], [profile]).rows[0], "hostname")).toBeUndefined();
  });
});
