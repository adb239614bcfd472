import type {
  CustomHeader,
  EndpointProperties,
  EndpointResource,
  EndpointType,
  SubnetRange,
} from "../../arm/traffic-manager.ts";
import type { JsonReader } from "./json-reader.ts";
import { DEFAULTS } from "./limits.ts";
import { endpointId, endpointResourceType } from "./resource-names.ts";

export const STATUSES = ["Enabled", "Disabled"] as const;

/** What an endpoint's target resource turned out to be. */
export interface TargetResource {
  target: string | undefined;
  location?: string;
}

export type FindTargetResource = (id: string, type: EndpointType) => TargetResource | undefined;

/**
 * The endpoint that a request body describes, defaults filled in.
 * `priority` is left null when nobody said one: it depends on the other endpoints.
 */
export function readEndpoint(
  properties: JsonReader,
  place: { profileId: string; type: EndpointType; name: string },
  findTarget: FindTargetResource,
): EndpointResource {
  const { type, name, profileId } = place;
  return {
    id: endpointId(profileId, type, name),
    name,
    type: endpointResourceType(type),
    properties: {
      endpointStatus: properties.choice("endpointStatus", STATUSES) ?? "Enabled",
      ...readTarget(properties, type, findTarget),
      weight: properties.integer("weight") ?? DEFAULTS.weight,
      priority: properties.integer("priority") ?? null,
      ...readMinChildEndpoints(properties, type),
      alwaysServe: properties.choice("alwaysServe", STATUSES) ?? "Disabled",
      ...readLists(properties),
    },
  };
}

/** `targetResourceId` is "not applicable to ExternalEndpoints" (azure-rest-api-specs); elsewhere it decides the target. */
function readTarget(properties: JsonReader, type: EndpointType, findTarget: FindTargetResource) {
  const target = properties.text("target") ?? null;
  const endpointLocation = properties.text("endpointLocation") ?? null;
  if (type === "ExternalEndpoints") return { targetResourceId: null, target, endpointLocation };
  const targetResourceId = properties.text("targetResourceId") ?? null;
  const resource = targetResourceId ? findTarget(targetResourceId, type) : undefined;
  return {
    targetResourceId,
    target: resource?.target ?? target,
    endpointLocation: endpointLocation ?? resource?.location ?? null,
  };
}

function readMinChildEndpoints(properties: JsonReader, type: EndpointType) {
  if (type !== "NestedEndpoints") {
    return { minChildEndpoints: null, minChildEndpointsIPv4: null, minChildEndpointsIPv6: null };
  }
  return {
    minChildEndpoints: properties.integer("minChildEndpoints") ?? 1,
    minChildEndpointsIPv4: properties.integer("minChildEndpointsIPv4") ?? 0,
    minChildEndpointsIPv6: properties.integer("minChildEndpointsIPv6") ?? 0,
  };
}

/** Lists come back only when they were given, be it empty (azure-powershell TestAddAndRemoveCustomHeadersFromEndpoint). */
function readLists(properties: JsonReader): Partial<EndpointProperties> {
  const geoMapping = properties.texts("geoMapping");
  const subnets = properties.objects("subnets", readSubnet);
  const customHeaders = properties.objects("customHeaders", readHeader);
  return {
    ...(geoMapping && { geoMapping }),
    ...(subnets && { subnets }),
    ...(customHeaders && { customHeaders }),
  };
}

export function readHeader(header: JsonReader): CustomHeader {
  return { name: header.text("name") ?? "", value: header.text("value") ?? "" };
}

function readSubnet(subnet: JsonReader): SubnetRange {
  const last = subnet.text("last");
  const scope = subnet.integer("scope");
  return {
    first: subnet.text("first") ?? "",
    ...(last !== undefined && { last }),
    ...(scope !== undefined && { scope }),
  };
}

/** Endpoints without a priority get the next ones after the highest, in list order; whoever had one keeps it. */
export function fillPriorities(endpoints: readonly EndpointResource[]): EndpointResource[] {
  let highest = 0;
  for (const { properties } of endpoints) highest = Math.max(highest, properties.priority ?? 0);
  return endpoints.map((endpoint) => {
    if (typeof endpoint.properties.priority === "number") return endpoint;
    highest += 1;
    return { ...endpoint, properties: { ...endpoint.properties, priority: highest } };
  });
}
