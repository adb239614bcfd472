import { describeProblem, type Problem } from "../core/problem.ts";
import type { Clock } from "../time/clock.ts";
import type { Log, ProviderEvents } from "./ports.ts";

/** Where a problem was found: each part replaces its own problems and leaves the others'. */
export type ProblemSource = "adjust" | "apply" | "vanity" | "brake";

/** The problems there are now. Each is logged when it appears, once an hour while it lasts, and when it is gone. */
export interface ProblemBook {
  replace(source: ProblemSource, problems: readonly Problem[]): void;
  add(source: ProblemSource, problem: Problem): void;
  current(): Problem[];
}

const REMINDER = 60 * 60_000;

export function createProblemBook(clock: Clock, log: Log, events: ProviderEvents): ProblemBook {
  const bySource = new Map<ProblemSource, readonly Problem[]>();
  const loggedAt = new Map<string, number>();

  const current = () => [...bySource.values()].flat();
  const report = () => {
    const problems = current();
    const texts = new Set<string>();
    for (const problem of problems) {
      const text = describeProblem(problem);
      texts.add(text);
      if (clock.now() - (loggedAt.get(text) ?? Number.NEGATIVE_INFINITY) < REMINDER) continue;
      loggedAt.set(text, clock.now());
      log.warn(
        { problem: problem.kind, object: problem.object, annotation: problem.annotation, value: problem.value },
        text,
      );
    }
    for (const text of loggedAt.keys()) {
      if (texts.has(text)) continue;
      loggedAt.delete(text);
      log.info({}, `no longer a problem: ${text}`);
    }
    events.problems(problems);
  };

  return {
    current,
    replace(source, problems) {
      bySource.set(source, problems);
      report();
    },
    add(source, problem) {
      bySource.set(source, [...(bySource.get(source) ?? []), problem]);
      report();
    },
  };
}
