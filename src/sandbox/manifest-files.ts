import { watch } from "node:fs";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Manifests } from "./tour/step.ts";

export const EXAMPLES = fileURLToPath(new URL("../../examples/two-regions", import.meta.url));

/** Editors save in several steps; this long after the last one the file is read. */
const SETTLED_MILLISECONDS = 100;

export interface ManifestWatch {
  close(): void;
}

/**
 * Calls `onChange` with the text of `<region>.yaml`, now and whenever it was saved with another content; a file that is
 * not there is an empty one. One call at a time for each file.
 */
export async function watchManifests(
  folder: string,
  regions: readonly string[],
  onChange: (region: string, text: string) => Promise<void>,
): Promise<ManifestWatch> {
  const known = new Map<string, string>();
  const settling = new Map<string, NodeJS.Timeout>();
  const queue = new Map<string, Promise<void>>();

  const read = async (region: string) => {
    const text = await readOrEmpty(join(folder, `${region}.yaml`));
    if (known.get(region) === text) return;
    known.set(region, text);
    await onChange(region, text);
  };
  const readInTurn = (region: string) => {
    const turn = (queue.get(region) ?? Promise.resolve()).then(() => read(region));
    queue.set(region, turn);
    return turn;
  };
  // The folder is watched, not the files: many editors save by putting a new file in the place of the old one.
  const watcher = watch(folder, (_, file) => {
    for (const region of regions) {
      if (file !== null && file !== `${region}.yaml`) continue;
      clearTimeout(settling.get(region));
      settling.set(
        region,
        setTimeout(() => void readInTurn(region), SETTLED_MILLISECONDS),
      );
    }
  });
  for (const region of regions) await readInTurn(region);
  return {
    close() {
      watcher.close();
      for (const timer of settling.values()) clearTimeout(timer);
    },
  };
}

/** A copy of the example to play with, so that the tour edits nobody's files. */
export async function copyExample(): Promise<{ folder: string; manifests: Manifests; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "two-regions-"));
  await cp(EXAMPLES, folder, { recursive: true });
  const fileOf = (region: string) => join(folder, `${region}.yaml`);
  return {
    folder,
    manifests: {
      read: (region) => readOrEmpty(fileOf(region)),
      async write(region, text) {
        await writeFile(`${fileOf(region)}.new`, text);
        await rename(`${fileOf(region)}.new`, fileOf(region));
      },
      remove: (region) => rm(fileOf(region), { force: true }),
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
