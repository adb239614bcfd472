import { type BrakeState, brakeDeletions, withoutDeletions } from "../core/brake.ts";
import type { Requests } from "../core/plan/requests.ts";
import type { Snapshot } from "../core/snapshot.ts";
import type { Clock } from "../time/clock.ts";
import type { Log, ProviderEvents } from "./ports.ts";

export interface DeletionBrake {
  /** The requests that may be carried out now: without the deletions when there are too many of them. */
  apply(requests: Requests, snapshot: Snapshot, owner: string): Requests;
  /** Nothing is asked for any more, or what was let through is done: the next alarm waits from the beginning. */
  release(): void;
  held(): number;
}

/** Holds mass deletions back for `grace` milliseconds, and says so once. A restart begins the wait anew. */
export function createDeletionBrake(grace: number, clock: Clock, log: Log, events: ProviderEvents): DeletionBrake {
  let state: BrakeState = {};
  let heldNow = 0;

  const setHeld = (held: number) => {
    heldNow = held;
    events.held(held);
  };

  return {
    apply(requests, snapshot, owner) {
      const verdict = brakeDeletions(requests, snapshot, owner, state, { now: clock.now(), grace });
      state = verdict.state;
      const { held, of } = verdict;
      if (held > 0 && heldNow === 0) {
        const seconds = Math.ceil(verdict.remaining / 1000);
        log.warn(
          { held, of, seconds },
          `holding back the deletion of ${held} of ${of} endpoints for ${seconds} s, as more than half would go in one sync; see --deletion-grace`,
        );
      }
      setHeld(held);
      return held > 0 ? withoutDeletions(requests) : requests;
    },
    release() {
      state = {};
      setHeld(0);
    },
    held: () => heldNow,
  };
}
