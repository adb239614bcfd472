import type { Requests } from "./plan/requests.ts";
import { refKey, type Snapshot } from "./snapshot.ts";

/** What the deletion brake remembers between two syncs. */
export interface BrakeState {
  /** When a sync first asked for so much, milliseconds since 1970; absent when the last one did not. */
  heldSince?: number;
}

export interface BrakeVerdict {
  state: BrakeState;
  /** Deletions held back now; 0 when all may go. */
  held: number;
  of: number;
  /** Milliseconds until they are carried out, if they are still asked for. */
  remaining: number;
}

const FEW = 3;

/**
 * Holds back a sync that would delete more than half of an owner's endpoints, and more than three, until it has been asked for
 * during `grace` milliseconds: an annotation prefix that changed, or sources that came back empty, must not take a fleet down in
 * one cycle. An endpoint that only moves or is renamed is not counted. A grace of 0 switches it off.
 */
export function brakeDeletions(
  requests: Requests,
  snapshot: Snapshot,
  owner: string,
  state: BrakeState,
  { now, grace }: { now: number; grace: number },
): BrakeVerdict {
  const of = snapshot.profiles.reduce(
    (sum, { ownership }) => sum + ownership.owned.filter((entry) => entry.owner === owner).length,
    0,
  );
  const put = new Set(requests.profiles.flatMap(({ puts }) => puts.map(({ member }) => member.dnsName)));
  const deletions = requests.profiles.reduce((sum, profile) => {
    const owned = snapshot.find(profile.ref)?.ownership;
    const gone = profile.removals.filter(
      ({ member }) => owned?.find(member.endpointName)?.owner === owner && !put.has(member.dnsName),
    );
    return sum + gone.length;
  }, 0);
  const tooMany = grace > 0 && deletions > FEW && deletions > of / 2;
  if (!tooMany) return { state: {}, held: 0, of, remaining: 0 };
  const heldSince = state.heldSince ?? now;
  const remaining = heldSince + grace - now;
  // Still remembered when the time is over: what is left after a half-done sync goes without another wait.
  return { state: { heldSince }, held: remaining > 0 ? deletions : 0, of, remaining: Math.max(0, remaining) };
}

/** The requests without the deletions that are held back; what is put stays. */
export function withoutDeletions(requests: Requests): Requests {
  const put = new Set(
    requests.profiles.flatMap(({ puts }) => puts.map(({ member }) => `${refKey(member.ref)}/${member.dnsName}`)),
  );
  return {
    ...requests,
    profiles: requests.profiles.map((profile) => ({
      ...profile,
      removals: profile.removals.filter(({ member }) => put.has(`${refKey(member.ref)}/${member.dnsName}`)),
    })),
  };
}
