import { describeHistory, type History, type Step } from "./history.ts";
import { randomHistory } from "./random-history.ts";
import { simulate } from "./simulation.ts";

/** Fewer steps that still fail: chunks first, then one by one, until nothing more can go. */
export async function shrink(history: History, stillFails: (smaller: History) => Promise<boolean>): Promise<History> {
  let steps: readonly Step[] = history.steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let start = 0;
    while (start < steps.length) {
      const fewer = [...steps.slice(0, start), ...steps.slice(start + size)];
      if (await stillFails({ ...history, steps: fewer })) {
        steps = fewer;
        if (size === 1) start = 0;
      } else start += size;
    }
  }
  return { ...history, steps: [...steps] };
}

/** The shortest history that fails like this seed's, and what happens in it, line by line. */
export async function explain(seed: number, violation: string): Promise<string> {
  const kind = kindOf(violation);
  const shortest = await shrink(randomHistory(seed), async (history) => {
    const outcome = await simulate(history);
    return outcome.violation !== undefined && kindOf(outcome.violation) === kind;
  });
  const told: string[] = [];
  await simulate(shortest, { trace: (line) => told.push(line) });
  const telling = told.filter((line) => !/listProfiles → done|cycle done/.test(line));
  return `${describeHistory(shortest)}\n\n${telling.join("\n")}`;
}

/** What kind of failure it is: its words without names and numbers. */
export function kindOf(violation: string): string {
  return violation.replace(/\S*\d\S*/g, "…").slice(0, 40);
}
