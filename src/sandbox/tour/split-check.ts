import { tolerance } from "../dns/split.ts";
import type { SplitView } from "../terminal/narrator.ts";
import { readSplit } from "./observe.ts";
import { check, type StepContext } from "./step.ts";
import { shares } from "./weights.ts";

/** Measures the split, shows it, and fails when it is further from the weights than chance explains. */
export async function checkSplit(
  { sandbox, narrator }: StepContext,
  weights: ReadonlyMap<string, number>,
): Promise<SplitView> {
  const done = narrator.waiting("asking DNS");
  const split = await readSplit(sandbox, shares(weights)).finally(done);
  narrator.split(split);
  for (const { region, count, expected = 0 } of split.rows) {
    const share = count / split.resolutions;
    const allowed = tolerance(expected, split.resolutions);
    check(
      Math.abs(share - expected) <= allowed,
      `${region} got ${percentage(share)} of the answers, its weight asks for ${percentage(expected)} ± ${percentage(allowed)}`,
    );
  }
  return split;
}

export function splitFigures({ rows, resolutions, queries }: SplitView) {
  return { resolutions, queries, counts: Object.fromEntries(rows.map(({ region, count }) => [region, count])) };
}

function percentage(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
