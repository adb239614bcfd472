import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

export interface ProgramOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** Everything the program prints goes here. */
  logFile: string;
}

/** A program that runs until it is stopped. */
export interface Program {
  name: string;
  pid: number;
  /** How it ended; `undefined` while it runs. */
  ended(): string | undefined;
  /** Resolves with how it ended, whoever ended it. */
  gone: Promise<string>;
  /** All it has printed so far. */
  log(): string;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL for one that does not listen; resolves when it is gone. */
  stop(): Promise<void>;
}

const PATIENCE = 5_000;

/** Starts a program; what it prints is kept in its log file. */
export function startProgram(options: ProgramOptions): Program {
  const log = openSync(options.logFile, "a");
  const child = spawn(options.command, [...options.args], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const killWithUs = () => child.kill("SIGKILL"); // even when this process dies of an error
  process.once("exit", killWithUs);
  let ended: string | undefined;
  const gone = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `exited with ${code}`));
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
  });
  void gone.then((how) => {
    ended = how;
    process.off("exit", killWithUs);
  });
  return {
    name: options.name,
    pid: child.pid ?? 0,
    ended: () => ended,
    gone,
    log: () => readFileSync(options.logFile, "utf8"),
    kill: (signal) => void child.kill(signal),
    async stop() {
      if (ended === undefined) child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
      await gone;
      clearTimeout(timer);
    },
  };
}
