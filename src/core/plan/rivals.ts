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

/** By hostname that several profiles name, those of them that serve: when it changes, the record may have to follow. */
export function sharedHostnames({ profiles }: Snapshot): Map<string, string> {
  const naming = new Map<string, OwnedProfile[]>();
  for (const owned of profiles.filter(({ ownership }) => ownership.managed)) {
    for (const hostname of owned.ownership.hostnames) naming.set(hostname, [...(naming.get(hostname) ?? []), owned]);
  }
  const shared = new Map<string, string>();
  for (const [hostname, all] of naming) {
    if (all.length < 2) continue;
    const serving = all.filter((owned) => serves(owned, hostname)).map(({ profile }) => refKey(profile));
    shared.set(hostname, serving.sort().join(" "));
  }
  return shared;
}

/** Whether the record of this hostname may lead to this profile: it names it and has an answer. */
export function serves({ profile, ownership }: OwnedProfile, hostname: string): boolean {
  return ownership.managed && ownership.hostnames.includes(hostname) && profile.endpoints.length > 0;
}
