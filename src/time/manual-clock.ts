import type { Clock } from "./clock.ts";

interface Due {
  at: number;
  order: number;
  run: () => void;
}

export interface ManualClock extends Clock {
  /** Moves time forward, running what falls due in order and letting promises settle after each. */
  advance(milliseconds: number): Promise<void>;
  /** When the next timer falls due, if any. */
  nextDue(): number | undefined;
}

/** A clock that moves only when told to: for tests, simulations and a paused emulator. */
export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let time = start;
  let order = 0;
  const due = new Set<Due>();

  const earliest = (): Due | undefined => {
    let first: Due | undefined;
    for (const timer of due) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  };

  return {
    now: () => time,
    after(milliseconds, run) {
      const timer: Due = { at: time + Math.max(0, milliseconds), order: order++, run };
      due.add(timer);
      return { cancel: () => due.delete(timer) };
    },
    nextDue: () => earliest()?.at,
    async advance(milliseconds) {
      const end = time + milliseconds;
      await settle();
      for (let timer = earliest(); timer && timer.at <= end; timer = earliest()) {
        due.delete(timer);
        time = timer.at;
        timer.run();
        await settle();
      }
      time = end;
    },
  };
}

/** One turn of the event loop: every promise chain that needs no I/O has run to its end. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
