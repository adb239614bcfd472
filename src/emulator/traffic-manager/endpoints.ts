import type { EndpointResource, EndpointType, ProfileResource } from "../../arm/traffic-manager.ts";
import { isAtLeast } from "../arm/api-version.ts";
import { invalidRequestContent, parentResourceNotFound, resourceNotFound } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { fillPriorities, readEndpoint } from "./endpoint-input.ts";
import { nameProblem } from "./endpoint-list-input.ts";
import { badRequest, endpointNotFound } from "./errors.ts";
import { createJsonReader, isObject } from "./json-reader.ts";
import { mergeEndpoint } from "./merge-patch.ts";
import type { ProfilePlace, TrafficManagerParts } from "./parts.ts";
import { acceptProfile, canonicalLocation } from "./profiles.ts";
import { renderEndpoint } from "./rendering.ts";
import { findEndpoint } from "./resource-names.ts";

/** Endpoints_Get · Endpoints_CreateOrUpdate · Endpoints_Update · Endpoints_Delete, in the REST API's names. */

export interface EndpointPlace {
  profile: ProfilePlace;
  type: EndpointType;
  name: string;
}

export function getEndpoint(request: ArmRequest, place: EndpointPlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.profile.id);
  if (!profile) return missingProfile(request, place.profile);
  const endpoint = findEndpoint(profile, place.type, place.name);
  if (!endpoint) return endpointNotFound(place.name, place.type, place.profile.name);
  return reply(200, request, profile, endpoint, parts);
}

/** Answers 201 whether it creates or updates (azure-cli and azure-powershell recordings). */
export function putEndpoint(request: ArmRequest, place: EndpointPlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.profile.id);
  if (!profile) return missingProfile(request, place.profile);
  const previous = findEndpoint(profile, place.type, place.name);
  const draft = readBody(request.body, place, profile, parts);
  if ("problem" in draft) return draft.problem;
  // Where nobody says a priority, the endpoint keeps its own.
  const priority = draft.endpoint.properties.priority ?? previous?.properties.priority ?? null;
  const endpoint = { ...draft.endpoint, properties: { ...draft.endpoint.properties, priority } };
  return writeEndpoint(request, 201, profile, endpoint, previous, parts);
}

export function patchEndpoint(request: ArmRequest, place: EndpointPlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.profile.id);
  if (!profile) return missingProfile(request, place.profile);
  const previous = findEndpoint(profile, place.type, place.name);
  if (!previous) return endpointNotFound(place.name, place.type, place.profile.name);
  const draft = readBody(request.body, place, profile, parts, previous);
  if ("problem" in draft) return draft.problem;
  return writeEndpoint(request, 200, profile, draft.endpoint, previous, parts);
}

export function deleteEndpoint(request: ArmRequest, place: EndpointPlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.profile.id);
  if (!profile) return missingProfile(request, place.profile);
  const endpoint = findEndpoint(profile, place.type, place.name);
  if (!endpoint) return { status: 204 };
  parts.store.put(withEndpoints(profile, without(profile, endpoint)));
  return { status: 200 };
}

function readBody(
  body: unknown,
  place: EndpointPlace,
  profile: ProfileResource,
  parts: TrafficManagerParts,
  base?: EndpointResource,
): { endpoint: EndpointResource } | { problem: ArmReply } {
  if (!isObject(body)) return { problem: invalidRequestContent("The request body must be a JSON object") };
  const problems = nameProblem(place.name);
  const properties = base ? mergeEndpoint(base.properties, body.properties) : body.properties;
  const at = { profileId: profile.id, type: place.type, name: place.name };
  const endpoint = readEndpoint(createJsonReader(properties, "properties", problems), at, parts.findTarget);
  return problems.length > 0 ? { problem: badRequest(problems) } : { endpoint: canonicalLocation(endpoint, parts) };
}

function writeEndpoint(
  request: ArmRequest,
  status: number,
  profile: ProfileResource,
  draft: EndpointResource,
  previous: EndpointResource | undefined,
  parts: TrafficManagerParts,
): ArmReply {
  const endpoint = previous ? { ...draft, id: previous.id, name: previous.name } : draft;
  const { endpoints } = profile.properties;
  const list = previous ? endpoints.map((one) => (one === previous ? endpoint : one)) : [...endpoints, endpoint];
  const changed = withEndpoints(profile, fillPriorities(list));
  const refusal = acceptProfile(changed, profile, parts);
  if (refusal) return refusal;
  const stored = changed.properties.endpoints.find(({ id }) => id === endpoint.id) ?? endpoint;
  return reply(status, request, changed, stored, parts);
}

function reply(
  status: number,
  { apiVersion }: ArmRequest,
  profile: ProfileResource,
  endpoint: EndpointResource,
  { health }: TrafficManagerParts,
): ArmReply {
  return { status, body: renderEndpoint(endpoint, apiVersion, health.endpointMonitorStatus(profile, endpoint)) };
}

function withEndpoints(profile: ProfileResource, endpoints: EndpointResource[]): ProfileResource {
  return { ...profile, properties: { ...profile.properties, endpoints } };
}

function without(profile: ProfileResource, endpoint: EndpointResource): EndpointResource[] {
  return profile.properties.endpoints.filter((one) => one !== endpoint);
}

/** The gateway's words for it changed in 2022 (azure-powershell Test…FromNonExistingProfile, 01/2022 and 12/2022). */
function missingProfile(request: ArmRequest, profile: ProfilePlace): ArmReply {
  return isAtLeast(request.apiVersion, "2022-04-01-preview")
    ? parentResourceNotFound(profile.name)
    : resourceNotFound(profile.type, profile.name, profile.resourceGroup);
}
