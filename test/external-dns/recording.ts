import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const words = z.record(z.string(), z.string());

const object = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.strictObject({
    name: z.string(),
    namespace: z.string().exactOptional(),
    annotations: words.exactOptional(),
    labels: words.exactOptional(),
  }),
  spec: z.unknown().optional(),
  status: z.unknown().optional(),
});

/** One request of external-dns and what it was answered. */
const exchange = z.strictObject({
  request: z.strictObject({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
  response: z.strictObject({ status: z.number(), body: z.unknown().optional() }),
});

const recording = z.strictObject({
  recordedFrom: z.string(),
  why: z.string(),
  namespace: z.string(),
  /** external-dns's flags besides provider, kubeconfig and namespace. */
  flags: z.array(z.string()).readonly(),
  /** Each begins with a fresh external-dns, so that its `GET /` comes first. */
  cycles: z.array(
    z.strictObject({
      what: z.string(),
      /** All objects in the namespace during this cycle, with their statuses. */
      objects: z.array(object),
      exchanges: z.array(exchange),
    }),
  ),
});

export type Exchange = z.infer<typeof exchange>;
export type Recording = z.infer<typeof recording>;

/** What the real external-dns said to a throwaway webhook, by the name of each case. */
export function readRecordings(): { name: string; recording: Recording }[] {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return globSync("*.json", { cwd: folder })
    .sort()
    .map((file) => ({
      name: basename(file, ".json"),
      recording: recording.parse(JSON.parse(readFileSync(`${folder}${file}`, "utf8"))),
    }));
}
