import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const resultSchema = z.object({ perSecond: z.number(), answered: z.number(), empty: z.number().optional() });

/** Runs a client in a process of its own, so that asking costs the answering process nothing, and takes its rate. */
export async function rateOf(client: "arm.ts" | "dns.ts", args: readonly string[]): Promise<number> {
  const file = fileURLToPath(new URL(client, import.meta.url));
  const { stdout } = await run(process.execPath, [file, ...args], { maxBuffer: 1 << 20 });
  const { perSecond, answered, empty = 0 } = resultSchema.parse(JSON.parse(stdout));
  if (answered === 0 || empty > 0) throw new Error(`${empty} of ${answered} answers had nothing in them`);
  return Math.round(perSecond);
}
