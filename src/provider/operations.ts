import { targetKind } from "../core/annotations/values.ts";
import { alternativeRelativeName } from "../core/names.ts";
import type { Write } from "../core/plan/operation.ts";
import { isToBeDeleted } from "../core/plan/upkeep.ts";
import type { EndpointDefinition, Profile, ProfileRef } from "../core/profile.ts";
import { snapshotOf } from "../core/snapshot.ts";
import { HOSTNAME_TAG, tagValue } from "../core/tags/names.ts";
import { parseHostnames } from "../core/tags/ownership.ts";
import type { TrafficManagerApi, VanityOutcome, VanityRecords, VanityTarget } from "./ports.ts";

/** What carrying out one operation came to, when it is more than that it was done. */
export interface OperationResult {
  /** Everything was as wanted already. */
  unchanged?: boolean;
  /** The vanity hostname stays as it is, and why. */
  problem?: string;
  /** The profile has changed since the plan was made. */
  outdated?: boolean;
  /** A profile that came into being in the same moment has been replaced. */
  replaced?: boolean;
}

export interface OperationPorts {
  api: TrafficManagerApi;
  vanity: VanityRecords | undefined;
  subscriptionId: string;
}

/** Carries out one operation, once. Throws `ArmError`. */
export async function carryOut(ref: ProfileRef, operation: Write, ports: OperationPorts): Promise<OperationResult> {
  const { api } = ports;
  switch (operation.kind) {
    case "createProfile":
      return createProfile(ref, operation.profile, ports);
    case "patchProfile":
      await api.patchProfile(ref, operation.settings);
      return {};
    case "mergeTags":
      await api.mergeTags(ref, operation.tags);
      return {};
    case "deleteTags":
      await api.deleteTags(ref, operation.names);
      return {};
    case "putEndpoint":
      await api.putEndpoint(ref, operation.endpoint);
      return {};
    case "deleteEndpoint":
      await api.deleteEndpoint(ref, operation.type, operation.name);
      return {};
    case "deleteProfile":
      return deleteProfile(ref, api);
    case "publish":
      return publish(ref, operation, ports);
    case "withdraw":
      return onVanityRecord(ref, ports, (vanity, target) => vanity.withdraw(operation.hostname, target));
  }
}

/**
 * The only PUT of a profile. Azure has no compare-and-swap, so the profile is looked for once more directly before it; a PUT that
 * answers 200 has replaced one that came in between.
 */
async function createProfile(
  ref: ProfileRef,
  profile: Extract<Write, { kind: "createProfile" }>["profile"],
  { api, subscriptionId }: OperationPorts,
): Promise<OperationResult> {
  const free = await api.isNameAvailable(ref.name.toLowerCase());
  const relativeName = free ? ref.name.toLowerCase() : alternativeRelativeName(ref, subscriptionId);
  if (await api.getProfile(ref)) return { outdated: true };
  const { created } = await api.createProfile(ref, { ...profile, relativeName });
  return created ? {} : { replaced: true };
}

/** Looked at before every attempt: when the answer to the first is lost, somebody else may have the name by the second. */
async function deleteProfile(ref: ProfileRef, api: TrafficManagerApi): Promise<OperationResult> {
  const profile = await api.getProfile(ref);
  const owned = profile && snapshotOf([profile]).profiles[0];
  if (!owned) return { unchanged: true };
  if (!isToBeDeleted(owned)) return { outdated: true };
  await api.deleteProfile(ref);
  return {};
}

/** A profile that was replaced in the moment it was created names the hostname no longer, and nobody would withdraw the record. */
async function publish(
  ref: ProfileRef,
  { hostname, rivals }: Extract<Write, { kind: "publish" }>,
  ports: OperationPorts,
): Promise<OperationResult> {
  const namesIt = ({ tags }: Profile) => parseHostnames(tagValue(tags, HOSTNAME_TAG)).includes(hostname);
  return onVanityRecord(ref, ports, (vanity, target) => vanity.publish(hostname, target), namesIt, rivals);
}

async function onVanityRecord(
  ref: ProfileRef,
  { api, vanity }: OperationPorts,
  act: (vanity: VanityRecords, target: VanityTarget) => Promise<VanityOutcome>,
  isStillWanted: (profile: Profile) => boolean = () => true,
  rivals: readonly string[] = [],
): Promise<OperationResult> {
  if (!vanity) return { unchanged: true };
  const profile = await api.getProfile(ref);
  if (!profile || !isStillWanted(profile)) return { outdated: true };
  const { changed, problem } = await act(vanity, vanityTarget(profile, rivals));
  return problem === undefined ? { unchanged: !changed } : { problem };
}

function vanityTarget(profile: Profile, rivals: readonly string[]): VanityTarget {
  const kinds = profile.endpoints.flatMap((endpoint) => kindOf(endpoint) ?? []);
  return { id: profile.id, fqdn: profile.fqdn, addressKinds: [...new Set(kinds)], rivals };
}

function kindOf(endpoint: EndpointDefinition) {
  return endpoint.type === "ExternalEndpoints" ? targetKind(endpoint.target ?? "") : "CNAME";
}
