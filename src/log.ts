import { type DestinationStream, pino, stdTimeFunctions } from "pino";
import type { Log } from "./provider/ports.ts";

export interface LogOptions {
  level: "debug" | "info" | "warn" | "error";
  /** `json` for machines, `text` for a terminal. */
  format: "json" | "text";
}

/** The process's log, a line per event on standard output unless told otherwise. Credentials are never handed to it. */
export function createLog(
  { level, format }: LogOptions,
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Log {
  const stream: DestinationStream = { write: format === "json" ? write : (line) => write(asText(line)) };
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      serializers: { err: asFields },
    },
    stream,
  );
}

/**
 * An error by its words alone: the libraries' errors carry the request they made, with its token, and pino would copy whatever is on
 * them. What has a status is Azure's answer, and where in this program it arrived tells nothing.
 */
function asFields(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const isAnswer = "status" in error;
  return {
    type: error.name,
    message: error.message,
    ...(isAnswer ? { status: error.status } : { stack: error.stack }),
    ...(error.cause instanceof Error && { cause: `${error.cause.name}: ${firstLine(error.cause.message)}` }),
  };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

const ALWAYS = new Set(["level", "time", "msg", "err"]);

function asText(line: string): string {
  const event = new Map<string, unknown>(Object.entries(JSON.parse(line)));
  const fields = [...event]
    .filter(([name]) => !ALWAYS.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const time = String(event.get("time")).slice(11, 19);
  const level = String(event.get("level")).toUpperCase().padEnd(5);
  return `${time} ${level} ${event.get("msg")}${fields.join("")}\n${stackOf(event.get("err"))}`;
}

function stackOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("stack" in error)) return "";
  return `${String(error.stack).replace(/^/gm, "  ")}\n`;
}
