import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import { isAtLeast } from "../arm/api-version.ts";
import { invalidRequestContent, locationNotAvailable, locationRequired, resourceNotFound } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { fillPriorities } from "./endpoint-input.ts";
import { readEndpointList } from "./endpoint-list-input.ts";
import { badRequest, domainNameTaken, endpointsInPatch, profileLimitReached, recordTypeFixed } from "./errors.ts";
import { createJsonReader, isObject } from "./json-reader.ts";
import { PROFILES_PER_SUBSCRIPTION } from "./limits.ts";
import { mergeProfile } from "./merge-patch.ts";
import { type ProfilePlace, ruleContext, type TrafficManagerParts } from "./parts.ts";
import { readProfileSettings } from "./profile-input.ts";
import { profileText, readingText } from "./profile-text.ts";
import { PROFILE_TYPE, subscriptionOf } from "./resource-names.ts";
import { readTags } from "./tags-input.ts";
import { validateProfile } from "./validation/validate.ts";

/** Profiles_Get · Profiles_CreateOrUpdate · Profiles_Update · Profiles_Delete, in the REST API's names. */

export function getProfile(request: ArmRequest, place: ProfilePlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.id);
  if (!profile) return resourceNotFound(place.type, place.name, place.resourceGroup);
  return { status: 200, text: readingText(profile, request.apiVersion, parts.health) };
}

/** Replaces the profile whole: endpoints that are not in the body are gone (terraform #6041, #7470, #10468). */
export function putProfile(request: ArmRequest, place: ProfilePlace, parts: TrafficManagerParts): ArmReply {
  const { body } = request;
  if (!isObject(body)) return invalidRequestContent("The request body must be a JSON object");
  const location = locationProblem(body.location, place.type);
  if (location) return location;
  const tags = readTags(body.tags);
  if ("problem" in tags) return tags.problem;

  const previous = parts.store.get(place.id);
  const problems: string[] = [];
  const properties = createJsonReader(body.properties, "properties", problems);
  const settings = readProfileSettings(properties, problems);
  const endpoints = readEndpointList(body.properties, previous?.id ?? place.id, parts, problems);
  if (problems.length > 0) return badRequest(problems);

  const profile: ProfileResource = {
    ...identity(place, previous),
    ...(tags.given && { tags: tags.given }),
    properties: { ...settings, endpoints: fillPriorities(endpoints) },
  };
  return store(request, profile, previous, parts);
}

/** Merges what is given into the profile; endpoints cannot be given. */
export function patchProfile(request: ArmRequest, place: ProfilePlace, parts: TrafficManagerParts): ArmReply {
  const { body } = request;
  const previous = parts.store.get(place.id);
  if (!previous) return resourceNotFound(place.type, place.name, place.resourceGroup);
  if (!isObject(body)) return invalidRequestContent("The request body must be a JSON object");
  const given = isObject(body.properties) ? body.properties : {};
  if (given.endpoints !== undefined && given.endpoints !== null) return endpointsInPatch();
  const tags = readTags(body.tags);
  if ("problem" in tags) return tags.problem;

  const problems: string[] = [];
  const merged = createJsonReader(mergeProfile(previous.properties, given), "properties", problems);
  const settings = readProfileSettings(merged, problems);
  if (problems.length > 0) return badRequest(problems);
  const newTags = tags.given ?? previous.tags;
  const profile: ProfileResource = {
    ...identity(place, previous),
    ...(newTags && { tags: newTags }),
    properties: { ...settings, endpoints: previous.properties.endpoints },
  };
  return store(request, profile, previous, parts);
}

/** 200 when there was something to delete, 204 when not (azure-powershell TestProfileRemoveNonExisting). */
export function deleteProfile(request: ArmRequest, place: ProfilePlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.id);
  if (!profile) return { status: 204 };
  parts.store.delete(place.id);
  const { fqdn } = profile.properties.dnsConfig;
  if (fqdn) parts.reservedNames.reserve(fqdn, subscriptionOf(profile.id));
  // The body that the specification promises came with 2026-09-01; before, the recordings show none.
  return isAtLeast(request.apiVersion, "2026-09-01")
    ? { status: 200, body: { properties: { boolean: true } } }
    : { status: 200 };
}

/** The rules that hold for every way a profile changes, endpoints' PUTs included; then it is in the store. */
export function acceptProfile(
  profile: ProfileResource,
  previous: ProfileResource | undefined,
  parts: TrafficManagerParts,
): ArmReply | undefined {
  const sentences = validateProfile(profile, ruleContext(parts, previous));
  if (sentences.length > 0) return badRequest(sentences);
  const before = previous?.properties.recordType;
  if (before && before !== profile.properties.recordType) return recordTypeFixed();
  const conflict = previous ? undefined : creationConflict(profile, parts);
  if (conflict) return conflict;
  parts.store.put(profile);
  return undefined;
}

function store(
  request: ArmRequest,
  draft: ProfileResource,
  previous: ProfileResource | undefined,
  parts: TrafficManagerParts,
): ArmReply {
  const profile = canonicalLocations(draft, parts);
  const refusal = acceptProfile(profile, previous, parts);
  if (refusal) return refusal;
  return { status: previous ? 200 : 201, text: profileText(profile, request.apiVersion, parts.health) };
}

function creationConflict(profile: ProfileResource, parts: TrafficManagerParts): ArmReply | undefined {
  const subscription = subscriptionOf(profile.id);
  const fqdn = profile.properties.dnsConfig.fqdn ?? "";
  if (parts.store.byFqdn(fqdn) || parts.reservedNames.isReservedFrom(fqdn, subscription)) return domainNameTaken(fqdn);
  let count = 0;
  for (const other of parts.store.all()) if (subscriptionOf(other.id) === subscription) count += 1;
  return count < PROFILES_PER_SUBSCRIPTION ? undefined : profileLimitReached(PROFILES_PER_SUBSCRIPTION);
}

function identity(place: ProfilePlace, previous: ProfileResource | undefined) {
  const { id, name } = previous ?? place;
  return { id, name, type: PROFILE_TYPE, location: "global" };
}

function locationProblem(location: unknown, type: string): ArmReply | undefined {
  if (typeof location !== "string" || location === "") return locationRequired();
  return location.toLowerCase() === "global" ? undefined : locationNotAvailable(location, type);
}

function canonicalLocations(profile: ProfileResource, parts: TrafficManagerParts): ProfileResource {
  const endpoints = profile.properties.endpoints.map((endpoint) => canonicalLocation(endpoint, parts));
  return { ...profile, properties: { ...profile.properties, endpoints } };
}

export function canonicalLocation(endpoint: EndpointResource, parts: TrafficManagerParts): EndpointResource {
  const { endpointLocation } = endpoint.properties;
  const name = endpointLocation ? parts.regionName(endpointLocation) : endpointLocation;
  if (!name || name === endpointLocation) return endpoint;
  return { ...endpoint, properties: { ...endpoint.properties, endpointLocation: name } };
}
