import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program of ours in a process of its own, as it runs in production. */
export interface Program {
  /** Megabytes (10^6 bytes) of resident memory: now, and the most since the last `forgetPeak`. */
  memory(): { rss: number; peak: number };
  forgetPeak(): void;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Relative to the root of the repository. */
  main: string;
  flags: readonly string[];
  /** Node's own. */
  nodeFlags?: readonly string[];
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Starts a program and waits for the line of its output in which `find` finds something. */
export async function startProgram<Found>(
  { main, flags, nodeFlags = [] }: StartOptions,
  find: (line: string) => Found | undefined,
): Promise<{ program: Program; found: Found }> {
  const child = spawn(process.execPath, [...nodeFlags, main, ...flags], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  const found = await firstFound(child, find);
  return {
    found,
    program: {
      memory: () => ({ rss: statusOf(child, "VmRSS"), peak: statusOf(child, "VmHWM") }),
      forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, "5"),
      async stop() {
        process.off("exit", killWithParent);
        child.kill("SIGKILL");
        await ended;
      },
    },
  };
}

function firstFound<Found>(child: ChildProcess, find: (line: string) => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${child.spawnargs.join(" ")} ended at once, with ${code}`)));
    if (!child.stdout) return;
    const seen: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => {
      seen.push(line);
      const found = find(line);
      if (found !== undefined) resolve(found);
    });
  });
}

/** Linux only, as the peak of another process cannot be learned elsewhere. */
function statusOf({ pid }: ChildProcess, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024) / 1e6;
}
