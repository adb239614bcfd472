import { PROPERTY_PREFIX } from "../../src/core/annotations/names.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import type { EndpointDefinition, Profile } from "../../src/core/profile.ts";

/** Builders for tests: each says only what its test is about. */

/** A source endpoint as external-dns makes it of an annotated Service. */
export function aSource({
  annotations = {},
  ...rest
}: Partial<Endpoint> & { annotations?: Record<string, string> } = {}): Endpoint {
  return {
    dnsName: "my-app-east.example.com",
    targets: ["20.1.1.1"],
    recordType: "A",
    labels: { resource: "service/production/my-app-east" },
    providerSpecific: Object.entries(annotations).map(([name, value]) => ({ name: PROPERTY_PREFIX + name, value })),
    ...rest,
  };
}

export function anEndpoint(endpoint: Partial<EndpointDefinition> = {}): EndpointDefinition {
  return {
    name: "east-us",
    type: "ExternalEndpoints",
    endpointStatus: "Enabled",
    alwaysServe: "Disabled",
    target: "my-app-east.example.com",
    weight: 100,
    priority: 1,
    geoMapping: [],
    subnets: [],
    customHeaders: [],
    ...endpoint,
  };
}

/** A profile of ours as a listing returns it. */
export function aProfile(profile: Partial<Profile> = {}): Profile {
  const name = profile.name ?? "my-app-global";
  return {
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/trafficManagerProfiles/${name}`,
    resourceGroup: "rg",
    name,
    profileStatus: "Enabled",
    relativeName: name,
    fqdn: `${name}.trafficmanager.net`,
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
    tags: { "external-dns-managed": "true" },
    endpoints: [],
    ...profile,
  };
}
