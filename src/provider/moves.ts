import { definitionOf, targetOf } from "../core/plan/definition.ts";
import type { ProfileRequests, Request, Requests } from "../core/plan/requests.ts";
import type { ProfileRef } from "../core/profile.ts";
import { type OwnedProfile, refKey, type Snapshot } from "../core/snapshot.ts";
import type { OperationRunner } from "./operation-runner.ts";
import type { ArmError } from "./ports.ts";

export type Move = Requests["moves"][number];

/**
 * The moves whose endpoint is seen in its new profile, as ours, leading and as open as asked. Into a profile that this sync created a move is over only in the next:
 * another cluster may be about to replace it.
 */
export async function arrivedMoves(
  moves: readonly Move[],
  snapshot: Snapshot,
  owner: string,
  runner: OperationRunner,
): Promise<{ arrived: Move[]; failures: ArmError[] }> {
  const arrived: Move[] = [];
  const failures: ArmError[] = [];
  for (const [ref, group] of byProfile(moves, ({ to }) => to)) {
    if (!snapshot.find(ref)) continue;
    const read = await runner.read(ref);
    if (read.kind === "failed") failures.push(read.error);
    else {
      const { owned } = read;
      arrived.push(...group.filter(({ to }) => owned && isThere(to, owned, owner)));
    }
  }
  return { arrived, failures };
}

function isThere({ member }: Request, { ownership }: OwnedProfile, owner: string): boolean {
  const found = ownership.find(member.endpointName);
  if (found?.owner !== owner) return false;
  const wanted = definitionOf(member, found.endpoint);
  return targetOf(found.endpoint) === targetOf(wanted) && found.endpoint.endpointStatus === wanted.endpointStatus;
}

/** What leaves each old profile. */
export function departures(moves: readonly Move[]): { asked: ProfileRequests; goals: ProfileRef[] }[] {
  return byProfile(moves, ({ from }) => from).map(([ref, group]) => ({
    asked: { ref, puts: [], removals: group.map(({ from }) => from) },
    goals: byProfile(group, ({ to }) => to).map(([goal]) => goal),
  }));
}

function byProfile(moves: readonly Move[], end: (move: Move) => Request): [ProfileRef, Move[]][] {
  const groups = new Map<string, [ProfileRef, Move[]]>();
  for (const move of moves) {
    const { ref } = end(move).member;
    const group = groups.get(refKey(ref)) ?? [ref, []];
    group[1].push(move);
    groups.set(refKey(ref), group);
  }
  return [...groups.values()];
}
