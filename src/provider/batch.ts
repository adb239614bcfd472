import type { Clock } from "../time/clock.ts";

export type ApplyOutcome = { done: true } | { done: false; message: string };

/**
 * One batch of changes at a time, answered before external-dns gives up: what is not through in time goes on in the background, and
 * until it is, every further batch is turned away, so that no change is ever in flight twice.
 */
export function createBatches(clock: Clock, timeout: number) {
  let changed = 0;
  let running: { total: number; through: number; promise: Promise<ApplyOutcome> } | undefined;

  const stillApplying = () =>
    `still applying ${(running?.total ?? 0) - (running?.through ?? 0)} of ${running?.total ?? 0} changes`;

  return {
    isRunning: () => running !== undefined,
    /** Grows whenever a batch begins or ends: what was read between two equal values was not changed by one meanwhile. */
    count: () => changed,
    describe: () => (running ? stillApplying() : undefined),
    /** Resolves when what runs now has ended. */
    settled: async () => void (await running?.promise.catch(() => undefined)),
    async run(
      total: number,
      work: (onProgress: (changes: number) => void) => Promise<ApplyOutcome>,
    ): Promise<ApplyOutcome> {
      if (running) return { done: false, message: stillApplying() };
      const batch = { total, through: 0, promise: Promise.resolve<ApplyOutcome>({ done: true }) };
      running = batch;
      changed += 1;
      batch.promise = work((changes) => {
        batch.through += changes;
      }).finally(() => {
        running = undefined;
        changed += 1;
      });
      return new Promise((resolve, reject) => {
        const late = clock.after(timeout, () => resolve({ done: false, message: stillApplying() }));
        batch.promise.then(resolve, reject).finally(() => late.cancel());
      });
    },
  };
}
