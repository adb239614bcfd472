import type { ProfileRef } from "../profile.ts";
import { type OwnedProfile, refKey, type Snapshot } from "../snapshot.ts";

/**
 * The ids of other profiles of ours that name this hostname too and serve: where the record leads to one of them, it stays there, and
 * whoever wants it is told. A profile with nothing but `owner`'s own endpoints does not count: its owner is free to move on.
 */
export function rivalsFor(hostname: string, ref: ProfileRef, snapshot: Snapshot, owner?: string): string[] {
  return snapshot.profiles
    .filter((other) => refKey(other.profile) !== refKey(ref) && serves(other, hostname))
    .filter(
      ({ profile, ownership }) =>
        !profile.endpoints.every(({ name }) => owner && ownership.find(name)?.owner === owner),
    )
    .map(({ profile }) => profile.id);
}

/** By hostname, the profiles that serve under it: when one has left it to another, the record may have to follow. */
export function servingProfiles({ profiles }: Snapshot): Map<string, string> {
  const serving = new Map<string, string>();
  for (const owned of profiles) {
    for (const hostname of owned.ownership.hostnames.filter((name) => serves(owned, name)))
      serving.set(hostname, `${serving.get(hostname) ?? ""} ${refKey(owned.profile)}`);
  }
  return serving;
}

/** Whether the record of this hostname may lead to this profile: it names it and has an answer. */
export function serves({ profile, ownership }: OwnedProfile, hostname: string): boolean {
  return ownership.managed && ownership.hostnames.includes(hostname) && profile.endpoints.length > 0;
}
