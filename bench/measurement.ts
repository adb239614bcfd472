/** One line of the report. */
export interface Measurement {
  /** What was done, in a few words. */
  what: string;
  value: number;
  unit: Unit;
  /** What it ought to be. */
  target?: { most: number } | { least: number };
  /** What goes with the number: bytes, memory, how it was taken. */
  note?: string;
}

export type Unit = "ms" | "MB" | "MiB" | "per second" | "reads" | "writes";

/** A part of the bench: does its work with processes of its own and says what it measured. */
export interface Suite {
  name: string;
  /** What it is about, as the heading of its part of the table. */
  title: string;
  run(options: BenchOptions): Promise<Measurement[]>;
}

export interface BenchOptions {
  /** Each time is the median of so many. */
  runs: number;
  /** How long a rate is measured. */
  seconds: number;
  /** Smaller worlds, to see whether everything still works. */
  quick: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * The median time in milliseconds of `runs` runs, after `warmUps` that do not count. What `prepare` makes anew for each run is not
 * timed.
 */
export async function medianTime<Input>(
  { runs, warmUps = 3, prepare }: { runs: number; warmUps?: number; prepare: () => Input },
  work: (input: Input) => unknown,
): Promise<number> {
  const times: number[] = [];
  for (let run = -warmUps; run < runs; run += 1) {
    const input = prepare();
    const started = performance.now();
    await work(input);
    if (run >= 0) times.push(performance.now() - started);
  }
  return median(times);
}

export function isMissed({ value, target }: Measurement): boolean {
  if (!target) return false;
  return "most" in target ? !(value <= target.most) : !(value >= target.least);
}
