import type { Profile, ProfileRef, TrafficManagerEndpoint } from "./profile.ts";
import { type Ownership, ownershipOf } from "./tags/ownership.ts";

/** One profile with what its tags say. */
export interface OwnedProfile {
  profile: Profile;
  ownership: Ownership;
}

/** All profiles in scope, as one listing returned them, findable by group and name in any case. */
export interface Snapshot {
  readonly profiles: readonly OwnedProfile[];
  find(ref: ProfileRef): OwnedProfile | undefined;
}

export function snapshotOf(profiles: readonly Profile[]): Snapshot {
  const owned = profiles.map((profile) => ({ profile, ownership: ownershipOf(profile) }));
  const byRef = new Map(owned.map((entry) => [refKey(entry.profile), entry]));
  return { profiles: owned, find: (ref) => byRef.get(refKey(ref)) };
}

export function refKey(ref: ProfileRef): string {
  return `${ref.resourceGroup}/${ref.name}`.toLowerCase();
}

export function findEndpoint(profile: Profile, name: string): TrafficManagerEndpoint | undefined {
  const wanted = name.toLowerCase();
  return profile.endpoints.find((endpoint) => endpoint.name.toLowerCase() === wanted);
}
