import type { EndpointResource, EndpointType, ProfileResource } from "../../arm/traffic-manager.ts";

/** Names, types and ids in the casing Azure's replies carry, whatever the caller wrote. */

export const PROFILE_TYPE = "Microsoft.Network/trafficManagerProfiles";
export const DOMAIN_SUFFIX = "trafficmanager.net";

const SEGMENTS = {
  AzureEndpoints: "azureEndpoints",
  ExternalEndpoints: "externalEndpoints",
  NestedEndpoints: "nestedEndpoints",
} as const satisfies Record<EndpointType, string>;

const TYPES = new Map<string, EndpointType>([
  ["azureendpoints", "AzureEndpoints"],
  ["externalendpoints", "ExternalEndpoints"],
  ["nestedendpoints", "NestedEndpoints"],
]);

/** `ExternalEndpoints` from a path segment or a whole resource type, in any casing. */
export function parseEndpointType(text: string): EndpointType | undefined {
  const [segment, ...before] = text.toLowerCase().split("/").reverse();
  const prefix = before.reverse().join("/");
  if (prefix !== "" && prefix !== PROFILE_TYPE.toLowerCase()) return undefined;
  return TYPES.get(segment ?? "");
}

export function endpointResourceType(type: EndpointType): string {
  return `${PROFILE_TYPE}/${SEGMENTS[type]}`;
}

export function profileId(subscription: string, resourceGroup: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${PROFILE_TYPE}/${name}`;
}

export function endpointId(profile: string, type: EndpointType, name: string): string {
  return `${profile}/${SEGMENTS[type]}/${name}`;
}

const CANONICAL_TYPES = new Map<string, EndpointType>(
  [...TYPES.values()].map((type) => [endpointResourceType(type), type]),
);

/** The type of an endpoint in the store, where it is always in Azure's casing. */
export function endpointTypeOf(endpoint: EndpointResource): EndpointType {
  return CANONICAL_TYPES.get(endpoint.type) ?? "ExternalEndpoints";
}

export function fqdnOf(relativeName: string): string {
  return `${relativeName}.${DOMAIN_SUFFIX}`;
}

/** The subscription an ARM id belongs to, lower-cased for comparing. */
export function subscriptionOf(id: string): string {
  return (id.split("/")[2] ?? "").toLowerCase();
}

const endpointIndexes = new WeakMap<ProfileResource, Map<string, EndpointResource>>();

/** Finds an endpoint without walking the list each time: profiles never change in place, so the index is kept beside them. */
export function findEndpoint(profile: ProfileResource, type: EndpointType, name: string): EndpointResource | undefined {
  let index = endpointIndexes.get(profile);
  if (!index) {
    index = new Map(profile.properties.endpoints.map((one) => [one.id.slice(profile.id.length).toLowerCase(), one]));
    endpointIndexes.set(profile, index);
  }
  return index.get(`/${SEGMENTS[type]}/${name}`.toLowerCase());
}
