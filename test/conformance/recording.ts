import { existsSync, readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Traffic of the real service, as azure-powershell and azure-cli recorded it. */

const step = z.object({
  method: z.string(),
  path: z.string(),
  apiVersion: z.string(),
  request: z.unknown(),
  status: z.number(),
  response: z.unknown(),
});

const recording = z.object({ source: z.string(), recorded: z.string(), steps: z.array(step) });

export type Step = z.infer<typeof step>;
export type Recording = z.infer<typeof recording> & { name: string };

const folder = new URL("../../../shared/recordings/", import.meta.url);

/** Empty where the folder is absent, as in a plain clone. */
export function readRecordings(): Recording[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ""),
      ...recording.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8"))),
    }));
}
