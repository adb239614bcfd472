import type { Endpoint } from "./endpoint.ts";
import { memberOf } from "./rows/member.ts";
import { printRow } from "./rows/row.ts";
import type { OwnedProfile, Snapshot } from "./snapshot.ts";

/**
 * What `GET /records` says: a row for every owned endpoint, of every owner, each with its owner's label. One that nobody owns is
 * not listed, so that a create for it arrives and can adopt it. `onlyOwner` narrows the list for `--registry=noop`, which
 * believes it owns whatever it sees.
 */
export function recordsOf(snapshot: Snapshot, onlyOwner?: string): Endpoint[] {
  return snapshot.profiles.flatMap((profile) => recordsOfProfile(profile, onlyOwner));
}

function recordsOfProfile(owned: OwnedProfile, onlyOwner: string | undefined): Endpoint[] {
  return owned.ownership.owned
    .filter(({ owner }) => onlyOwner === undefined || owner === onlyOwner)
    .map((entry) => printRow(memberOf(owned, entry), owned.profile.fqdn, { owner: entry.owner }));
}
