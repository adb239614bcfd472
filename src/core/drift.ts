import type { Request, Requests } from "./plan/requests.ts";
import { memberOf } from "./rows/member.ts";
import { printRow } from "./rows/row.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The puts that only undo what somebody did in Azure: the last listing showed exactly what is asked for, and none of our own writes
 * came in between. They are carried out like any other; this is for counting and telling.
 */
export function handEdits({ profiles }: Requests, lastListing: Snapshot): Request[] {
  return profiles.flatMap(({ puts }) => puts.filter((put) => wasAsAsked(put, lastListing)));
}

function wasAsAsked({ member }: Request, lastListing: Snapshot): boolean {
  const owned = lastListing.find(member.ref);
  const entry = owned?.ownership.find(member.endpointName);
  return owned !== undefined && entry !== undefined && printed(memberOf(owned, entry)) === printed(member);
}

function printed(member: Parameters<typeof printRow>[0]): string {
  return JSON.stringify(printRow(member, "", {}));
}
