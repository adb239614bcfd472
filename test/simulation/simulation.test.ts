import { describe, expect, it } from "vitest";
import { failedSeeds } from "./failed-seeds.ts";
import { randomHistory } from "./random-history.ts";
import { explain } from "./shrink.ts";
import { simulate } from "./simulation.ts";

const SEEDS = 1000;
const AT_ONCE = 100;

/** Lives through the seeds' histories; the first that goes wrong is told, shrunk. */
async function liveThrough(seeds: readonly number[]) {
  const total = { held: 0, of: 0 };
  for (const seed of seeds) {
    const { violation, held, of } = await simulate(randomHistory(seed));
    if (violation !== undefined) expect.fail(`${violation}\n\n${await explain(seed, violation)}`);
    total.held += held;
    total.of += of;
  }
  return total;
}

describe("under faults, crashes, hand edits and each other, clusters keep every rule", () => {
  const starts = Array.from({ length: SEEDS / AT_ONCE }, (_, index) => 1 + index * AT_ONCE);

  it.each(starts)(`in ${AT_ONCE} histories from seed %d on`, { timeout: 60_000 }, async (start) => {
    const seeds = Array.from({ length: AT_ONCE }, (_, index) => start + index);
    const { held, of } = await liveThrough(seeds);
    // Most Services are in nobody's way; what they ask for must be there at the end.
    expect(held / of).toBeGreaterThan(0.5);
  });

  it("in the histories that have failed before", { timeout: 60_000 }, async () => {
    await liveThrough(failedSeeds);
  });
});
