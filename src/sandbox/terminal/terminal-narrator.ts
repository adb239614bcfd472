import { bar } from "./bar.ts";
import { duration } from "./duration.ts";
import type { Narrator } from "./narrator.ts";
import type { Style } from "./style.ts";

const BAR_WIDTH = 40;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 80;
const MARGIN = 6;
const ERASE_LINE = "\r\u001b[2K";

/** For a terminal: colours, bars, and a line that moves while something takes its time. */
export function createTerminalNarrator(
  write: (text: string) => void,
  style: Style,
  columns: () => number = () => 80,
): Narrator {
  let erase = "";
  const line = (text = "") => {
    write(`${erase}${text}\n`);
    erase = "";
  };

  return {
    headline(text, details) {
      line();
      line(style.bold(text));
      for (const detail of details) line(style.dim(detail));
    },
    step(number, title) {
      line();
      line(style.bold(`${number}  ${title}`));
    },
    fact: (text) => line(`   ${style.good("✔")} ${text}`),
    note: (text) => line(`     ${style.dim(text)}`),
    problem: (text) => line(`   ${style.bad("✘")} ${text}`),
    split({ rows, resolutions, queries }) {
      line(`   ${style.dim(`${thousands(resolutions)} resolutions, ${thousands(queries)} UDP queries`)}`);
      for (const [index, { region, count, expected }] of rows.entries()) {
        const share = count / resolutions;
        const drawn = style.region(index, bar(share, BAR_WIDTH).padEnd(BAR_WIDTH));
        const aim = expected === undefined ? "" : style.dim(`  (weights say ${percent(expected)})`);
        line(`     ${region.padEnd(5)} ${drawn} ${thousands(count).padStart(6)}  ${percent(share).padStart(7)}${aim}`);
      }
    },
    waiting(what) {
      const begun = performance.now();
      let frame = 0;
      const draw = () => {
        const time = duration(performance.now() - begun);
        // A line that wraps could not be taken away again.
        const text = `${what} … ${time}`.slice(0, Math.max(0, columns() - MARGIN));
        write(`${ERASE_LINE}   ${FRAMES[frame++ % FRAMES.length]} ${style.dim(text)}`);
        erase = ERASE_LINE;
      };
      draw();
      const timer = setInterval(draw, FRAME_MILLISECONDS);
      return () => {
        clearInterval(timer);
        write(erase);
        erase = "";
      };
    },
    conclusion(isGood, text) {
      line();
      line(isGood ? style.bold(style.good(text)) : style.bold(style.bad(text)));
    },
  };
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function thousands(count: number): string {
  return count.toLocaleString("en-US");
}
