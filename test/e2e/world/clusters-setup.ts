import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findPrograms, type Programs } from "../programs/build.ts";
import { startKubernetesApi } from "./kubernetes-api.ts";
import type { KubernetesAccess } from "./kubernetes-client.ts";

declare module "vitest" {
  export interface ProvidedContext {
    programs: Programs;
    clusters: { east: KubernetesAccess; west: KubernetesAccess };
  }
}

/** Starts the two clusters' API servers that all journeys share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = findPrograms();
  if (!programs) throw new Error("the programs are not built: use `npm run test:e2e`");
  const folder = mkdtempSync(join(tmpdir(), "traffic-manager-clusters-"));
  const [east, west] = await Promise.all([
    startKubernetesApi(programs, "east", join(folder, "east")),
    startKubernetesApi(programs, "west", join(folder, "west")),
  ]);
  project.provide("programs", programs);
  project.provide("clusters", { east: east.access, west: west.access });
  return async () => {
    await Promise.all([east.stop(), west.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}
