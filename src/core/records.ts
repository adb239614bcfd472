import { PROPERTY_PREFIX } from "./annotations/names.ts";
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
  return withoutTwins(snapshot.profiles.flatMap((profile) => recordsOfProfile(profile, onlyOwner)));
}

/**
 * A Service that moves has its endpoint in two profiles for a while, and External-DNS would see one of two equal rows, any of them. It
 * is shown one that differs from whatever is wanted, by having no weight, so that it asks for the move until it is over.
 */
function withoutTwins(rows: readonly Endpoint[]): Endpoint[] {
  const byKey = new Map<string, Endpoint>();
  for (const row of rows) {
    const key = `${row.dnsName}\n${row.setIdentifier?.toLowerCase()}\n${row.labels?.owner}`;
    byKey.set(key, byKey.has(key) ? withoutWeight(row) : row);
  }
  return [...byKey.values()];
}

function withoutWeight(row: Endpoint): Endpoint {
  const providerSpecific = row.providerSpecific?.filter(({ name }) => name !== `${PROPERTY_PREFIX}weight`) ?? [];
  return { ...row, providerSpecific };
}

function recordsOfProfile(owned: OwnedProfile, onlyOwner: string | undefined): Endpoint[] {
  return owned.ownership.owned
    .filter(({ owner }) => onlyOwner === undefined || owner === onlyOwner)
    .map((entry) => printRow(memberOf(owned, entry), owned.profile.fqdn, { owner: entry.owner }));
}
