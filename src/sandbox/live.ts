import { relative } from "node:path";
import { ManifestError } from "./kubernetes/manifests.ts";
import { EXAMPLES, watchManifests } from "./manifest-files.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Narrator } from "./terminal/narrator.ts";
import { readProfile, readSplit, VANITY } from "./tour/observe.ts";
import { cyclesOf, StepFailed } from "./tour/step.ts";
import { shares } from "./tour/weights.ts";

export interface Live {
  close(): void;
}

/** Keeps the example's own files applied and shows, after each save, where the answers go. */
export async function startLive(sandbox: Sandbox, narrator: Narrator): Promise<Live> {
  const names = sandbox.regions.map(({ name }) => name);
  const known = new Set<string>();
  let saves = 0;
  let isShowing = false;

  /** After the last save has had its effect: who saves twice in a row is shown the end of it. */
  const show = async () => {
    if (isShowing) return;
    isShowing = true;
    try {
      for (let shown = -1; shown !== saves; ) {
        shown = saves;
        await cyclesOf({ sandbox, narrator }, names, 2);
      }
      narrator.split(await readSplit(sandbox, await expectedShares(sandbox)));
    } catch (error) {
      narrator.problem(error instanceof StepFailed ? error.message : String(error));
    } finally {
      isShowing = false;
    }
  };

  const watch = await watchManifests(EXAMPLES, names, async (region, text) => {
    const isSave = known.has(region);
    known.add(region);
    try {
      await sandbox.region(region).apply(text);
      if (isSave) narrator.note(`${region}.yaml was saved and is applied`);
      saves++;
      void show();
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      narrator.problem(`${error.message} (nothing is changed)`);
    }
  });
  narrator.headline("The sandbox stays up: try it", [
    `  dig @127.0.0.1 -p ${sandbox.dnsPort} ${VANITY}`,
    ...names.map(
      (name) =>
        `  edit ${relative(process.cwd(), `${EXAMPLES}/${name}.yaml`)}: save another weight, and the split moves`,
    ),
    `  curl ${sandbox.controlUrl}/state shows what Azure knows`,
    "  Ctrl-C ends it",
  ]);
  return { close: () => watch.close() };
}

/** By the weights of the endpoints that can be answered with, where they lead to a cluster's address. */
async function expectedShares(sandbox: Sandbox): Promise<Map<string, number>> {
  const profile = await readProfile(sandbox);
  const weights = new Map<string, number>();
  if (profile?.trafficRoutingMethod !== "Weighted") return weights;
  for (const { properties } of profile.endpoints) {
    const isServed = properties.endpointStatus === "Enabled" && properties.endpointMonitorStatus !== "Degraded";
    const { address } = await sandbox.dns.resolve(properties.target ?? "");
    const region = address === undefined ? undefined : sandbox.regionAt(address);
    if (isServed && region !== undefined) weights.set(region, (weights.get(region) ?? 0) + (properties.weight ?? 1));
  }
  return shares(weights);
}
