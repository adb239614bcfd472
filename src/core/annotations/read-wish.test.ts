import { describe, expect, it } from "vitest";
import { aSource } from "../../../test/support/builders.ts";
import { describeProblem } from "../problem.ts";
import { readWish } from "./read-wish.ts";

const read = (annotations: Record<string, string>, source = {}) =>
  readWish(aSource({ annotations: { enabled: "true", "resource-group": "rg", ...annotations }, ...source }), {});

const wishOf = (annotations: Record<string, string>, source = {}) => {
  const reading = read(annotations, source);
  if (reading.kind !== "wish") throw new Error(JSON.stringify(reading));
  return reading.wish;
};

const problemsOf = (annotations: Record<string, string>, source = {}) => {
  const reading = read(annotations, source);
  return reading.kind === "invalid" ? reading.problems.map(describeProblem) : [];
};

describe("annotations", () => {
  it("fill in the original's defaults", () => {
    expect(wishOf({})).toMatchObject({
      ref: { resourceGroup: "rg", name: "my-app-east-example-com-tm" },
      endpointName: "my-app-east-example-com",
      endpoint: {
        type: "ExternalEndpoints",
        target: "my-app-east.example.com",
        weight: 100,
        priority: 1,
        alwaysServe: "Disabled",
      },
      settings: {
        trafficRoutingMethod: "Weighted",
        ttl: 30,
        monitor: {
          protocol: "HTTPS",
          port: 443,
          path: "/",
          intervalInSeconds: 30,
          timeoutInSeconds: 10,
          toleratedNumberOfFailures: 3,
        },
      },
    });
  });

  it.each([
    {
      name: "HTTP is probed on port 80",
      given: { "monitor-protocol": "http" },
      want: { settings: { monitor: { protocol: "HTTP", port: 80 } } },
    },
    {
      name: "an interval of 10 shortens the time-out to 9",
      given: { "monitor-interval": "10" },
      want: { settings: { monitor: { timeoutInSeconds: 9 } } },
    },
    {
      name: "the routing method is spelled as Azure spells it",
      given: { "routing-method": "PRIORITY" },
      want: { settings: { trafficRoutingMethod: "Priority" } },
    },
    {
      name: "the profile is named after the vanity hostname",
      given: { hostname: "my-app.example.com" },
      want: { ref: { name: "my-app-example-com-tm" } },
    },
    {
      name: "health checks switched off mean always serve",
      given: { "health-checks-enabled": "false" },
      want: { endpoint: { alwaysServe: "Enabled" } },
    },
    {
      name: "a region in any spelling",
      given: { "endpoint-location": "East US" },
      want: { endpoint: { endpointLocation: "eastus" } },
    },
    { name: "a weight of 0 drains", given: { weight: "0" }, want: { endpoint: { weight: 0 } } },
    {
      name: "geo regions sorted and in capitals",
      given: { "geo-mapping": "us-ca, geo-eu" },
      want: { endpoint: { geoMapping: ["GEO-EU", "US-CA"] } },
    },
  ])("$name", ({ given, want }) => {
    expect(wishOf(given)).toMatchObject(want);
  });

  it("take external-dns's own TTL unless dns-ttl is given", () => {
    expect(wishOf({}, { recordTTL: 120 }).settings.ttl).toBe(120);
    expect(wishOf({ "dns-ttl": "5" }, { recordTTL: 120 }).settings.ttl).toBe(5);
  });

  it("make the load balancer's address the target when the hostname is the vanity hostname itself", () => {
    const wish = wishOf({ hostname: "my-app-east.example.com", "endpoint-name": "east" });
    expect(wish.endpoint.target).toBe("20.1.1.1");
  });

  it("take set-identifier as the endpoint's name", () => {
    expect(wishOf({}, { setIdentifier: "east" }).endpointName).toBe("east");
  });

  it.each([
    { given: { weight: "1001" }, says: 'webhook-traffic-manager-weight="1001": must be a whole number from 0 to 1000' },
    { given: { weight: "7O" }, says: 'webhook-traffic-manager-weight="7O": must be a whole number from 0 to 1000' },
    { given: { priority: "0" }, says: 'webhook-traffic-manager-priority="0": must be a whole number from 1 to 1000' },
    {
      given: { "routing-method": "Wieghted" },
      says: "must be one of Performance, Priority, Weighted, Geographic, MultiValue, Subnet",
    },
    { given: { "dns-ttl": "-1" }, says: "must be a whole number from 0 to 2147483647" },
    { given: { "monitor-interval": "20" }, says: "must be 30 or 10 (seconds)" },
    { given: { "monitor-interval": "10", "monitor-timeout": "10" }, says: "must be a whole number from 5 to 9" },
    { given: { "monitor-protocol": "TCP", "monitor-path": "/x" }, says: "must be absent with monitor-protocol TCP" },
    { given: { "monitor-path": "health" }, says: 'must be a path that begins with "/"' },
    { given: { "monitor-expected-status-codes": "99" }, says: "must be at most 8 status codes or ranges" },
    { given: { "endpoint-headers": "Host" }, says: 'must be at most 8 "Name:Value" pairs' },
    { given: { "endpoint-location": "eastsu" }, says: 'did you mean "eastus" (East US)?' },
    {
      given: { "routing-method": "Performance" },
      says: 'endpoint-location: is missing: routing-method Performance needs an Azure region such as "eastus"',
    },
    { given: { "routing-method": "Geographic" }, says: "geo-mapping: is missing" },
    { given: { subnets: "10.0.0.0/33" }, says: "must be blocks or ranges of addresses" },
    { given: { "profile-name": "-x" }, says: "must be 1 to 63 letters, digits, hyphens and periods" },
    { given: { "endpoint-name": "a/b" }, says: "must be 1 to 260 characters without any of" },
    { given: { "endpoint-type": "Azure" }, says: "must be the ARM id of the resource" },
    { given: { hostname: "not a name" }, says: 'must be a DNS name such as "my-app.example.com"' },
    {
      given: { wieght: "50" },
      says: 'webhook-traffic-manager-wieght="50": is not known; did you mean webhook-traffic-manager-weight?',
    },
    { given: { enabled: "ture" }, says: 'webhook-traffic-manager-enabled="ture": must be true or false' },
    {
      given: { "resource-group": "" },
      says: "resource-group: is missing: give it here, or start the provider with --azure-resource-group",
    },
  ])("say of $given what would be right", ({ given, says }) => {
    expect(problemsOf(given as Record<string, string>).join("\n")).toContain(says);
  });

  it("name the object that is wrong", () => {
    expect(problemsOf({ weight: "x" })[0]).toMatch(
      /^service\/production\/my-app-east \(my-app-east\.example\.com\) webhook-traffic-manager-weight/,
    );
  });

  it("are ignored unless enabled, whatever else is wrong", () => {
    expect(read({ enabled: "false", weight: "x" }).kind).toBe("ignored");
    expect(readWish(aSource({ annotations: { weight: "50" } }), {}).kind).toBe("ignored");
  });

  it("count a mistyped `enabled` as a mistake, not as a no", () => {
    const reading = readWish(aSource({ annotations: { enabeld: "true", "resource-group": "rg" } }), {});
    expect(reading.kind).toBe("invalid");
  });

  it("keep to the resource groups the provider is limited to", () => {
    const reading = readWish(aSource({ annotations: { enabled: "true", "resource-group": "other" } }), {
      resourceGroups: ["mine"],
    });
    expect(reading).toMatchObject({ kind: "invalid", problems: [{ kind: "out-of-scope", value: "other" }] });
  });
});
