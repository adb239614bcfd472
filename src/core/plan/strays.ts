import { type Member, memberOf } from "../rows/member.ts";
import { refKey, type Snapshot } from "../snapshot.ts";
import type { ProfileRequests, Requests } from "./requests.ts";

/**
 * Endpoints of `owner` that were left behind when their Service moved to another profile: same hostname, same name, elsewhere.
 * External-DNS tells rows apart by just these two and so sees only one of them; they leave as any move does.
 */
export function straysOf(profiles: readonly ProfileRequests[], snapshot: Snapshot, owner: string): Requests["moves"] {
  const all = profiles.flatMap(({ puts }) => puts);
  const puts = new Map(all.map((put) => [keyOf(put.member), put]));
  /** Where another Service takes the place over. */
  const places = new Set(all.map(({ member }) => placeOf(member)));
  return snapshot.profiles.flatMap((owned) =>
    owned.ownership.owned.flatMap((entry) => {
      const member = memberOf(owned, entry);
      const to = entry.owner === owner ? puts.get(keyOf(member)) : undefined;
      if (!to || places.has(placeOf(member))) return [];
      return [{ from: { member, owner, object: to.object }, to }];
    }),
  );
}

function keyOf({ dnsName, endpointName }: { dnsName: string; endpointName: string }): string {
  return `${dnsName}\n${endpointName.toLowerCase()}`;
}

function placeOf({ ref, endpointName }: Member): string {
  return `${refKey(ref)}/${endpointName.toLowerCase()}`;
}
