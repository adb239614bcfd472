import type { Endpoint as SdkEndpoint, Profile as SdkProfile } from "@azure/arm-trafficmanager";
import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import { endpointToSdk, newProfileToSdk, profileFromSdk, settingsToSdk } from "../../src/azure/mapping.ts";
import { ArmError, type TrafficManagerApi, type VanityRecords } from "../../src/provider/ports.ts";
import { type Azure, bodyOf, profilePath, RESOURCE_GROUP } from "./azure.ts";

/** A port whose every call has its answer at once: the network in between makes it wait. */
export type Immediate<Port> = {
  [Name in keyof Port]: Port[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Answer
    : never;
};

/** What the official SDK does between the provider's mapping and the wire, in as much as it is needed. */
export function createTrafficManagerClient(azure: Azure): Immediate<TrafficManagerApi> {
  const endpointPath = (ref: Parameters<TrafficManagerApi["deleteEndpoint"]>[0], type: string, name: string) => [
    ...profilePath(ref),
    type,
    name,
  ];
  const patchTags = (ref: Parameters<TrafficManagerApi["mergeTags"]>[0], operation: string, tags: object) => {
    const path = [...profilePath(ref), "providers", "Microsoft.Resources", "tags", "default"];
    azure.ask("PATCH", path, { operation, properties: { tags } });
  };
  return {
    listProfiles() {
      const path = profilePath({ resourceGroup: RESOURCE_GROUP, name: "" }).slice(0, -1);
      const { value } = bodyOf(azure.ask("GET", path)) as { value: ProfileResource[] };
      return value.map(fromWire);
    },
    getProfile: (ref) =>
      unlessGone(undefined, () => fromWire(bodyOf(azure.ask("GET", profilePath(ref))) as ProfileResource)),
    createProfile(ref, profile) {
      const reply = azure.ask("PUT", profilePath(ref), toWire(newProfileToSdk(profile)));
      return { created: reply.status === 201, profile: fromWire(bodyOf(reply) as ProfileResource) };
    },
    patchProfile(ref, settings) {
      const relativeName = azure.profile(ref)?.properties.dnsConfig.relativeName;
      azure.ask("PATCH", profilePath(ref), toWire(settingsToSdk(settings, relativeName)));
    },
    deleteProfile: (ref) => unlessGone(undefined, () => void azure.ask("DELETE", profilePath(ref))),
    putEndpoint: (ref, endpoint) =>
      void azure.ask("PUT", endpointPath(ref, endpoint.type, endpoint.name), endpointOnWire(endpointToSdk(endpoint))),
    deleteEndpoint: (ref, type, name) =>
      unlessGone(undefined, () => void azure.ask("DELETE", endpointPath(ref, type, name))),
    mergeTags: (ref, tags) => patchTags(ref, "Merge", tags),
    deleteTags: (ref, names) => patchTags(ref, "Delete", Object.fromEntries(names.map((name) => [name, ""]))),
    isNameAvailable(name) {
      const path = ["providers", "Microsoft.Network", "checkTrafficManagerNameAvailabilityV2"];
      const type = "Microsoft.Network/trafficManagerProfiles";
      return (bodyOf(azure.ask("POST", path, { name, type })) as { nameAvailable: boolean }).nameAvailable;
    },
  };
}

/** Vanity records in memory: all are ours. */
export function createVanityClient({ records }: Azure): Immediate<VanityRecords> {
  return {
    publish(hostname, { id, fqdn, rivals }) {
      const before = records.get(hostname);
      if (before && rivals?.includes(before.profileId)) return { changed: false, problem: `it leads to a rival` };
      records.set(hostname, { profileId: id, fqdn });
      return { changed: before?.profileId !== id || before.fqdn !== fqdn };
    },
    withdraw(hostname, { id }) {
      if (records.get(hostname)?.profileId !== id) return { changed: false };
      records.delete(hostname);
      return { changed: true };
    },
  };
}

/** The SDK's models are the wire's with `properties` one level up; like the SDK, nothing is checked on the way. */
function fromWire({ properties, ...resource }: ProfileResource) {
  const endpoints = properties.endpoints.map(({ properties: inner, ...outer }) => ({ ...outer, ...inner }));
  return profileFromSdk({ ...resource, ...properties, endpoints } as unknown as SdkProfile);
}

function toWire({ location, tags, endpoints, ...properties }: SdkProfile) {
  return {
    ...(location && { location }),
    ...(tags && { tags }),
    properties: { ...properties, ...(endpoints && { endpoints: endpoints.map(endpointOnWire) }) },
  };
}

function endpointOnWire({ name, type, ...properties }: SdkEndpoint) {
  return { ...(name && { name }), ...(type && { type }), properties };
}

function unlessGone<Answer>(otherwise: Answer, ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    const gone = error instanceof ArmError && error.status === 404 && error.code !== "ResourceGroupNotFound";
    if (!gone) throw error;
    return otherwise;
  }
}
