import { duration } from "./duration.ts";
import type { Narrator } from "./narrator.ts";
import { percent, thousands } from "./terminal-narrator.ts";

const PATIENCE_MILLISECONDS = 2_000;

/** For a log file or a pipe: a line for each thing, and one when something takes more than two seconds. */
export function createPlainNarrator(write: (text: string) => void): Narrator {
  const line = (text: string) => write(`${text}\n`);
  return {
    headline(text, details) {
      line(text);
      for (const detail of details) line(detail);
    },
    step: (number, title) => line(`\n${number}. ${title}`),
    fact: (text) => line(`   ok  ${text}`),
    note: (text) => line(`       ${text}`),
    problem: (text) => line(`   !!  ${text}`),
    split({ rows, resolutions, queries }) {
      const shares = rows.map(({ region, count, expected }) => {
        const aim = expected === undefined ? "" : `, weights say ${percent(expected)}`;
        return `${region} ${thousands(count)} (${percent(count / resolutions)}${aim})`;
      });
      line(`       ${thousands(resolutions)} resolutions, ${thousands(queries)} UDP queries: ${shares.join("; ")}`);
    },
    waiting(what) {
      const begun = performance.now();
      let timer: NodeJS.Timeout;
      // Ever more seldom: who reads a log wants to know that it goes on, not every second of it.
      const wait = (milliseconds: number) => {
        timer = setTimeout(() => {
          line(`       ${what} … ${duration(performance.now() - begun)}`);
          wait(milliseconds * 2);
        }, milliseconds);
      };
      wait(PATIENCE_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    conclusion: (_, text) => line(`\n${text}`),
  };
}
