import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** A provider as it runs beside External-DNS in a pod: a process of its own, talked to over HTTP only. */
export interface ProviderProcess {
  pid: number | undefined;
  webhookUrl: string;
  statusUrl: string;
  /** The last lines of its log. */
  log(): readonly string[];
  /** Asks it to finish (SIGTERM) and waits. */
  stop(): Promise<void>;
  /** SIGKILL: nothing in flight is finished. */
  kill(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const START_MILLISECONDS = 20_000;
const STOP_MILLISECONDS = 5_000;
const KEPT_LINES = 400;

const event = z.object({
  level: z.enum(["debug", "info", "warn", "error", "fatal"]),
  msg: z.string(),
  webhook: z.string().optional(),
  status: z.unknown().optional(),
});
export type ProviderEvent = z.infer<typeof event>;

/** Starts the real provider with these flags and waits until it listens. Every line that it logs is handed on. */
export async function startProvider(
  flags: readonly string[],
  onEvent: (event: ProviderEvent) => void,
): Promise<ProviderProcess> {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      process.off("exit", killWithParent);
      resolve();
    });
  });
  const lines: string[] = [];
  const addresses = await firstListening(child, lines, onEvent);
  return {
    pid: child.pid,
    webhookUrl: `http://${addresses.webhook}`,
    statusUrl: `http://${addresses.status}`,
    log: () => lines,
    async stop() {
      child.kill("SIGTERM");
      const insist = setTimeout(killWithParent, STOP_MILLISECONDS);
      await ended;
      clearTimeout(insist);
    },
    async kill() {
      killWithParent();
      await ended;
    },
  };
}

function firstListening(
  child: ChildProcess,
  lines: string[],
  onEvent: (event: ProviderEvent) => void,
): Promise<{ webhook: string; status: string }> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timeout);
      child.kill("SIGKILL");
      reject(new Error(`the provider ${why}:\n${lines.slice(-20).join("\n")}`));
    };
    const timeout = setTimeout(() => fail(`did not listen within ${START_MILLISECONDS / 1000} s`), START_MILLISECONDS);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("close", (code, signal) => fail(`ended at once (${signal ?? `exit code ${code}`})`));
    const note = (line: string) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      const logged = parseEvent(line);
      if (!logged) return;
      onEvent(logged);
      if (logged.msg !== "listening" || !logged.webhook || typeof logged.status !== "string") return;
      clearTimeout(timeout);
      child.removeAllListeners("error");
      resolve({ webhook: logged.webhook, status: logged.status });
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on("line", note);
  });
}

function parseEvent(line: string): ProviderEvent | undefined {
  try {
    return event.safeParse(JSON.parse(line)).data;
  } catch {
    // Not JSON: what Node itself prints when a program breaks.
    return undefined;
  }
}
