import { isAtLeast, TRAFFIC_MANAGER_API_VERSIONS } from "../arm/api-version.ts";
import { invalidResourceType, methodNotAllowed, unsupportedApiVersion } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import type { ResourcePath } from "../arm/resource-path.ts";
import { deleteEndpoint, type EndpointPlace, getEndpoint, patchEndpoint, putEndpoint } from "./endpoints.ts";
import { getGeographicHierarchy } from "./geographic-hierarchy.ts";
import { getHeatMap } from "./heat-map.ts";
import { isObject } from "./json-reader.ts";
import { checkNameAvailability } from "./name-availability.ts";
import type { ProfilePlace, TrafficManagerParts } from "./parts.ts";
import { listProfiles } from "./profile-lists.ts";
import { deleteProfile, getProfile, patchProfile, putProfile } from "./profiles.ts";
import { parseEndpointType, profileId } from "./resource-names.ts";
import type { UserMetricsKeys } from "./user-metrics-keys.ts";

export interface TrafficManagerApi {
  parts: TrafficManagerParts;
  userMetricsKeys: UserMetricsKeys;
  geographicHierarchy: unknown;
  pageSize: number;
}

type Operation<Place> = (request: ArmRequest, place: Place, parts: TrafficManagerParts) => ArmReply;

const PROFILE_OPERATIONS: Record<string, Operation<ProfilePlace>> = {
  GET: getProfile,
  PUT: putProfile,
  PATCH: patchProfile,
  DELETE: deleteProfile,
};

const ENDPOINT_OPERATIONS: Record<string, Operation<EndpointPlace>> = {
  GET: getEndpoint,
  PUT: putEndpoint,
  PATCH: patchEndpoint,
  DELETE: deleteEndpoint,
};

/** The reply of Traffic Manager to a request under Microsoft.Network, or undefined when the type is not one of its own. */
export function answerTrafficManager(
  request: ArmRequest,
  path: ResourcePath,
  url: string,
  api: TrafficManagerApi,
): ArmReply | undefined {
  const type = path.types[0]?.toLowerCase() ?? "";
  if (!OWN_TYPES.has(type)) return undefined;
  if (!TRAFFIC_MANAGER_API_VERSIONS.some((version) => version === request.apiVersion.toLowerCase())) {
    return unsupportedApiVersion(path.types[0] ?? "", request.apiVersion, TRAFFIC_MANAGER_API_VERSIONS);
  }
  return unwrapped(request.apiVersion, answer(type, request, path, url, api));
}

const OWN_TYPES = new Set([
  "trafficmanagerprofiles",
  "trafficmanagergeographichierarchies",
  "trafficmanagerusermetricskeys",
  "checktrafficmanagernameavailability",
  "checktrafficmanagernameavailabilityv2",
]);

function answer(type: string, request: ArmRequest, path: ResourcePath, url: string, api: TrafficManagerApi): ArmReply {
  const { method } = request;
  switch (type) {
    case "trafficmanagerprofiles":
      return answerProfiles(request, path, url, api);
    case "trafficmanagergeographichierarchies":
      return method === "GET" ? getGeographicHierarchy(api.geographicHierarchy) : methodNotAllowed(method);
    case "trafficmanagerusermetricskeys":
      return answerKeys(method, path.subscription ?? "", api.userMetricsKeys);
    default:
      if (method !== "POST") return methodNotAllowed(method);
      return checkNameAvailability(request, path.subscription, api.parts);
  }
}

function answerProfiles(request: ArmRequest, path: ResourcePath, url: string, api: TrafficManagerApi): ArmReply {
  const { method } = request;
  const { subscription, resourceGroup, types, names } = path;
  if (subscription === undefined) return unknownType(request, path);
  const [name, child, ...deeper] = names;
  if (name === undefined) {
    if (types.length > 1 || method !== "GET") return methodNotAllowed(method);
    return listProfiles(request, { subscription, resourceGroup, pageSize: api.pageSize, url }, api.parts);
  }
  if (resourceGroup === undefined || deeper.length > 0 || types.length > 2) return unknownType(request, path);
  const id = profileId(subscription, resourceGroup, name);
  const profile = { subscription, resourceGroup, name, type: `${path.provider}/${types[0]}`, id };
  if (types.length === 1) return run(PROFILE_OPERATIONS, request, profile, api);
  if (types[1]?.toLowerCase() === "heatmaps" && method === "GET") return getHeatMap(request, profile, api.parts);
  const type = parseEndpointType(types[1] ?? "");
  if (!type) return unknownType(request, path);
  // There is no operation that lists endpoints: they are in the profile (azure-rest-api-specs).
  if (child === undefined) return methodNotAllowed(method);
  return run(ENDPOINT_OPERATIONS, request, { profile, type, name: child }, api);
}

function run<Place>(
  operations: Record<string, Operation<Place>>,
  request: ArmRequest,
  place: Place,
  api: TrafficManagerApi,
): ArmReply {
  const operation = operations[request.method];
  return operation ? operation(request, place, api.parts) : methodNotAllowed(request.method);
}

function answerKeys(method: string, subscription: string, keys: UserMetricsKeys): ArmReply {
  if (method === "GET") return keys.get(subscription);
  if (method === "PUT") return keys.put(subscription);
  if (method === "DELETE") return keys.delete(subscription);
  return methodNotAllowed(method);
}

function unknownType(request: ArmRequest, path: ResourcePath): ArmReply {
  return invalidResourceType(path.provider ?? "", path.types.join("/"), request.apiVersion);
}

/** Before 2022-04-01 the service's own errors came without the `error` around them; the gateway's never did. */
function unwrapped(apiVersion: string, reply: ArmReply): ArmReply {
  if (reply.status < 400 || reply.headers?.["x-ms-failure-cause"] || isAtLeast(apiVersion, "2022-04-01")) return reply;
  return isObject(reply.body) && isObject(reply.body.error) ? { ...reply, body: reply.body.error } : reply;
}
