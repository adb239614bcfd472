import { expect, it } from "vitest";
import { anEndpoint, aProfile } from "../../test/support/builders.ts";
import { endpointToSdk, newProfileToSdk, profileFromListing, settingsToSdk } from "./mapping.ts";

const ID = "/subscriptions/s/resourceGroups/My-RG/providers/Microsoft.Network/trafficManagerProfiles/shop";

/** A profile as ARM lists it: nulls for what does not apply, no health. */
function listed(properties: object = {}, endpoints: object[] = []) {
  return {
    id: ID,
    name: "shop",
    type: "Microsoft.Network/trafficManagerProfiles",
    location: "global",
    properties: {
      profileStatus: "Enabled",
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: "shop", fqdn: "shop.trafficmanager.net", ttl: 30 },
      monitorConfig: { profileMonitorStatus: null, protocol: "HTTP", port: 80, path: "/" },
      endpoints,
      trafficViewEnrollmentStatus: "Disabled",
      maxReturn: null,
      ...properties,
    },
  };
}

function listedEndpoint(properties: object = {}) {
  return {
    id: `${ID}/externalEndpoints/east`,
    name: "east",
    type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
    properties: {
      endpointStatus: "Enabled",
      endpointMonitorStatus: null,
      targetResourceId: null,
      target: "east.example.com",
      weight: 1,
      priority: 1,
      endpointLocation: null,
      minChildEndpoints: null,
      ...properties,
    },
  };
}

it("nulls are dropped and Azure's defaults filled in", () => {
  expect(profileFromListing(listed({}, [listedEndpoint()]))).toEqual({
    id: ID,
    resourceGroup: "My-RG",
    name: "shop",
    profileStatus: "Enabled",
    trafficRoutingMethod: "Weighted",
    relativeName: "shop",
    fqdn: "shop.trafficmanager.net",
    ttl: 30,
    monitor: {
      protocol: "HTTP",
      port: 80,
      path: "/",
      intervalInSeconds: 30,
      timeoutInSeconds: 10,
      toleratedNumberOfFailures: 3,
      customHeaders: [],
      expectedStatusCodeRanges: [],
    },
    tags: {},
    endpoints: [
      {
        name: "east",
        type: "ExternalEndpoints",
        endpointStatus: "Enabled",
        alwaysServe: "Disabled",
        target: "east.example.com",
        weight: 1,
        priority: 1,
        geoMapping: [],
        subnets: [],
        customHeaders: [],
      },
    ],
  });
});

it("probes every 10 s have 9 s to answer unless Azure says otherwise", () => {
  const monitorConfig = { protocol: "TCP", port: 443, path: null, intervalInSeconds: 10 };
  expect(profileFromListing(listed({ monitorConfig })).monitor).toMatchObject({ protocol: "TCP", timeoutInSeconds: 9 });
});

it.each(["externalEndpoints", "ExternalEndpoints", "EXTERNALENDPOINTS"])(
  "an endpoint's type is known as %s",
  (type) => {
    const endpoint = { ...listedEndpoint(), type: `Microsoft.network/TrafficManagerProfiles/${type}` };
    expect(profileFromListing(listed({}, [endpoint])).endpoints[0]?.type).toBe("ExternalEndpoints");
  },
);

it.each([
  ["no object", null],
  ["no name", { ...listed(), name: "" }],
  ["no FQDN", listed({ dnsConfig: { relativeName: "shop", ttl: 30 } })],
  ["a routing method of the future", listed({ trafficRoutingMethod: "Quantum" })],
  ["an endpoint of the future", listed({}, [{ ...listedEndpoint(), type: "…/quantumEndpoints" }])],
])("%s is an error rather than half a profile", (_which, resource) => {
  expect(() => profileFromListing(resource)).toThrow(TypeError);
});

it("a PATCH never carries endpoints, tags or the profile's status, and says that lists are empty", () => {
  expect(settingsToSdk(aProfile(), "shop")).toEqual({
    trafficRoutingMethod: "Weighted",
    dnsConfig: { relativeName: "shop", ttl: 30 },
    monitorConfig: {
      protocol: "HTTPS",
      port: 443,
      path: "/",
      intervalInSeconds: 30,
      timeoutInSeconds: 10,
      toleratedNumberOfFailures: 3,
      customHeaders: [],
      expectedStatusCodeRanges: [],
    },
  });
});

it("the PUT of an endpoint says that lists are empty, since it replaces what is there", () => {
  expect(endpointToSdk(anEndpoint())).toMatchObject({ geoMapping: [], subnets: [], customHeaders: [] });
});

it("a new profile carries its endpoints and tags in the one PUT", () => {
  const profile = { ...aProfile(), endpoints: [anEndpoint()], relativeName: "shop-1a2b" };
  expect(newProfileToSdk(profile)).toMatchObject({
    location: "global",
    tags: { "external-dns-managed": "true" },
    dnsConfig: { relativeName: "shop-1a2b", ttl: 30 },
    endpoints: [{ name: "east-us", type: "Microsoft.Network/trafficManagerProfiles/ExternalEndpoints" }],
  });
});
