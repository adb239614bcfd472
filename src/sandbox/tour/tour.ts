import type { Narrator } from "../terminal/narrator.ts";
import { applied } from "./1-applied.ts";
import { shifted } from "./2-shifted.ts";
import { failover } from "./3-failover.ts";
import { restarted } from "./4-restarted.ts";
import { deleted } from "./5-deleted.ts";
import type { Figures, Step } from "./step.ts";

export const STORY: readonly Step[] = [applied, shifted, failover, restarted, deleted];

export interface TourReport {
  held: boolean;
  /** The step that did not hold. */
  failed?: { step: string; reason: string };
  steps: { step: string; seconds: number; figures: Figures }[];
}

/** Tells the story step by step, up to the first that does not hold. */
export async function runTour<Context extends { narrator: Narrator }>(
  context: Context,
  story: readonly Step<Context>[],
): Promise<TourReport> {
  const steps: TourReport["steps"] = [];
  for (const [index, step] of story.entries()) {
    context.narrator.step(index + 1, step.title);
    const begun = performance.now();
    try {
      const figures = await step.run(context);
      steps.push({ step: step.name, seconds: Math.round(performance.now() - begun) / 1000, figures });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.narrator.problem(reason);
      return { held: false, failed: { step: `${index + 1} (${step.title})`, reason }, steps };
    }
  }
  return { held: true, steps };
}
