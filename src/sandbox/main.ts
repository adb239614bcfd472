import { readCommandLine } from "./command-line.ts";
import { startLive } from "./live.ts";
import { copyExample, watchManifests } from "./manifest-files.ts";
import type { LogLevel } from "./region.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { duration } from "./terminal/duration.ts";
import type { Narrator } from "./terminal/narrator.ts";
import { createPlainNarrator } from "./terminal/plain-narrator.ts";
import { createStyle } from "./terminal/style.ts";
import { createTerminalNarrator } from "./terminal/terminal-narrator.ts";
import { runTour, STORY, type TourReport } from "./tour/tour.ts";

const commandLine = readCommandLine(process.argv.slice(2));
const output = commandLine.json ? process.stderr : process.stdout;
const narrator = createNarrator();
const logged: string[] = [];
const begun = performance.now();
const KEPT_LINES = 200;
let isPlaying = false;

try {
  process.exitCode = await main();
} catch (error) {
  narrator.conclusion(false, error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
// What is still open by now (a keep-alive connection, say) must not keep the program.
process.exit();

async function main(): Promise<number> {
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve("interrupted"));
  });
  const done = narrator.waiting("starting the emulated Azure, two clusters and their providers");
  const sandbox = await startSandbox({ ...commandLine, log }).finally(done);
  try {
    introduce(sandbox);
    const report = await Promise.race([tour(sandbox), interrupted]);
    if (report === "interrupted") return 130;
    conclude(report);
    if (report.held && !commandLine.tour && process.stdout.isTTY) await stayUp(sandbox, interrupted);
    return report.held ? 0 : 1;
  } finally {
    await sandbox.close();
  }
}

/** The story, on a copy of the example's files that is edited and watched as a person's would be. */
async function tour(sandbox: Sandbox): Promise<TourReport> {
  const { folder, manifests, remove } = await copyExample();
  const names = sandbox.regions.map(({ name }) => name);
  const watch = await watchManifests(folder, names, (region, text) => sandbox.region(region).apply(text));
  try {
    return await runTour({ sandbox, narrator, manifests }, STORY);
  } finally {
    watch.close();
    await remove();
  }
}

async function stayUp(sandbox: Sandbox, interrupted: Promise<unknown>): Promise<void> {
  isPlaying = true;
  const live = await startLive(sandbox, narrator);
  await interrupted;
  live.close();
}

function introduce(sandbox: Sandbox): void {
  const providers = sandbox.regions.map(({ name, provider }) => `${name}: process ${provider().pid}`);
  narrator.headline("Two clusters share one Traffic Manager profile, on an emulated Azure", [
    `  Azure Resource Manager ${sandbox.armUrl}, DNS 127.0.0.1:${sandbox.dnsPort}, control ${sandbox.controlUrl}`,
    `  one real provider for each cluster (${providers.join(", ")})`,
    `  emulated time runs ${sandbox.speed} times as fast, and durations are told in it`,
  ]);
}

function conclude(report: TourReport): void {
  const time = duration(performance.now() - begun);
  if (report.failed) {
    for (const line of logged.slice(-20)) narrator.note(line);
    narrator.conclusion(false, `Step ${report.failed.step} did not hold, after ${time}: ${report.failed.reason}`);
  } else {
    narrator.conclusion(true, `All ${report.steps.length} steps held, in ${time}`);
  }
  if (commandLine.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}

/** Kept for the case that a step fails; shown when asked for, and whoever plays sees what the provider complains of. */
function log(level: LogLevel, who: string, message: string): void {
  const line = `${who}: ${message}`;
  logged.push(line);
  if (logged.length > KEPT_LINES) logged.shift();
  if (level !== "info" && (isPlaying || commandLine.verbose)) narrator.problem(line);
  else if (commandLine.verbose) narrator.note(line);
}

function createNarrator(): Narrator {
  const write = (text: string) => void output.write(text);
  const isTerminal = output.isTTY === true && process.env.TERM !== "dumb";
  if (!isTerminal) return createPlainNarrator(write);
  return createTerminalNarrator(write, createStyle(process.env.NO_COLOR === undefined), () => output.columns ?? 80);
}
