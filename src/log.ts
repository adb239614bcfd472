import { pino, stdTimeFunctions } from "pino";
import type { Log } from "./provider/ports.ts";

export interface LogOptions {
  level: "debug" | "info" | "warn" | "error";
  /** `json` for machines, `text` for a terminal. */
  format: "json" | "text";
}

/** The process's log, a line per event on standard output. Errors carry their cause; credentials are never handed to it. */
export function createLog({ level, format }: LogOptions): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return format === "json"
    ? pino(options)
    : pino(options, { write: (line: string) => void process.stdout.write(asText(line)) });
}

const ALWAYS = new Set(["level", "time", "msg", "err"]);

function asText(line: string): string {
  const event = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(event)
    .filter(([name]) => !ALWAYS.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const time = String(event.time).slice(11, 19);
  return `${time} ${String(event.level).toUpperCase().padEnd(5)} ${String(event.msg)}${fields.join("")}\n`;
}
