import type { Changes, Endpoint } from "../endpoint.ts";
import type { Problem } from "../problem.ts";
import type { ProfileRef } from "../profile.ts";
import type { Member } from "../rows/member.ts";
import { parseRow } from "../rows/row.ts";
import { refKey } from "../snapshot.ts";

/** One endpoint somebody wants to exist as said, or to be gone. */
export interface Request {
  member: Member;
  /** `labels.owner`; absent with `--registry=noop`. */
  owner: string | undefined;
  object: string;
  /** Azure has refused exactly this a moment ago: it is not tried again yet, and what stands stays. */
  refused?: Problem;
  /** Likewise the profile settings that it decides; its endpoint is another matter. */
  refusedSettings?: Problem;
}

/** What is asked of one profile, by endpoint name: an endpoint both deleted and created is simply put. */
export interface ProfileRequests {
  ref: ProfileRef;
  puts: Request[];
  removals: Request[];
}

export interface Requests {
  profiles: ProfileRequests[];
  /** Endpoints that go to another profile: out of the old one only once they are in the new one. */
  moves: { from: Request; to: Request }[];
  problems: Problem[];
}

/**
 * Sorts changes by profile. Companion TXT rows and whatever is not a row of ours are dropped. A row whose hostname changed comes
 * as a delete and a create and leaves as one put; one whose profile changed is a move.
 */
export function requestsOf(changes: Changes): Requests {
  const problems: Problem[] = [];
  const puts = parseRows([...changes.create, ...changes.updateNew], problems);
  const removals = parseRows([...changes.delete, ...changes.updateOld], problems);
  for (const key of puts.keys()) removals.delete(key);

  const putByDnsName = new Map([...puts.values()].map((request) => [request.member.dnsName, request]));
  // Where somebody changed the target by hand, the row in Azure has lost its hostname, but not its name: the move comes as a create.
  const created = new Set(changes.create.map(({ setIdentifier }) => setIdentifier?.toLowerCase()));
  const putByName = new Map(
    [...puts.values()]
      .map((request) => [request.member.endpointName.toLowerCase(), request] as const)
      .filter(([name]) => created.has(name)),
  );
  const profiles = new Map<string, ProfileRequests>();
  const moves: Requests["moves"] = [];
  const profileOf = ({ member }: Request): ProfileRequests => {
    const key = refKey(member.ref);
    const known = profiles.get(key) ?? { ref: member.ref, puts: [], removals: [] };
    profiles.set(key, known);
    return known;
  };
  for (const request of inOrder(puts)) profileOf(request).puts.push(request);
  for (const request of inOrder(removals)) {
    const { dnsName, endpointName } = request.member;
    const to = putByDnsName.get(dnsName) ?? putByName.get(endpointName.toLowerCase());
    if (to && refKey(to.member.ref) !== refKey(request.member.ref)) moves.push({ from: request, to });
    else profileOf(request).removals.push(request);
  }
  return { profiles: [...profiles.values()], moves, problems };
}

/** Rows by profile and endpoint name. */
function parseRows(rows: readonly Endpoint[], problems: Problem[]): Map<string, Request> {
  const requests = new Map<string, Request>();
  for (const row of rows) {
    const parsed = parseRow(row);
    if (parsed && "problems" in parsed) problems.push(...parsed.problems);
    if (!parsed || "problems" in parsed) continue;
    const { member, object } = parsed;
    const key = `${refKey(member.ref)}/${member.endpointName.toLowerCase()}`;
    requests.set(key, { member, object, owner: row.labels?.owner || undefined });
  }
  return requests;
}

function inOrder(requests: ReadonlyMap<string, Request>): Request[] {
  return [...requests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request);
}
