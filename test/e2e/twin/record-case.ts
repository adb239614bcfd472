import { join } from "node:path";
import { canonicalExchange } from "../../external-dns/canonical.ts";
import type { Recording } from "../../external-dns/recording.ts";
import type { Programs } from "../programs/build.ts";
import { eventually } from "../world/eventually.ts";
import type { KubernetesAccess, KubernetesClient, KubernetesObject } from "../world/kubernetes-client.ts";
import { aNamespace } from "../world/manifests.ts";
import { startProgram } from "../world/program.ts";
import { startRecordingWebhook } from "./recording-webhook.ts";
import type { TwinCase } from "./twin-case.ts";

export interface RecordingPlace {
  programs: Programs;
  access: KubernetesAccess;
  client: KubernetesClient;
  folder: string;
  recordedFrom: string;
}

/** Runs the real external-dns once per cycle (`--once`) against the throwaway webhook and returns what they said to each other. */
export async function recordCase(place: RecordingPlace, twinCase: TwinCase): Promise<Recording> {
  const webhook = await startRecordingWebhook(twinCase.rows ?? [], twinCase.adjust ?? ((endpoints) => endpoints));
  const cycles: Recording["cycles"] = [];
  let present: KubernetesObject[] = [];
  try {
    await place.client.apply(aNamespace(twinCase.name));
    for (const { what, objects } of twinCase.cycles) {
      await makePresent(place.client, present, objects);
      present = objects;
      await runOnce(place, twinCase, webhook.url);
      cycles.push({ what, objects, exchanges: webhook.takeExchanges().map(canonicalExchange) });
    }
  } finally {
    for (const object of present) await place.client.delete(object);
    await webhook.close();
  }
  return {
    recordedFrom: place.recordedFrom,
    why: twinCase.why,
    namespace: twinCase.name,
    flags: twinCase.flags,
    cycles,
  };
}

async function makePresent(
  client: KubernetesClient,
  before: KubernetesObject[],
  after: KubernetesObject[],
): Promise<void> {
  const key = ({ kind, metadata }: KubernetesObject) => `${kind}/${metadata.name}`;
  const wanted = new Set(after.map(key));
  for (const object of before) if (!wanted.has(key(object))) await client.delete(object);
  for (const object of after) await client.apply(object);
}

async function runOnce(place: RecordingPlace, twinCase: TwinCase, url: string): Promise<void> {
  const program = startProgram({
    name: "external-dns",
    command: place.programs.externalDns,
    args: [
      "--once",
      "--provider=webhook",
      `--webhook-provider-url=${url}`,
      `--kubeconfig=${place.access.kubeconfig}`,
      `--namespace=${twinCase.name}`,
      "--metrics-address=127.0.0.1:0",
      "--log-level=debug",
      ...twinCase.flags,
    ],
    logFile: join(place.folder, `${twinCase.name}.log`),
  });
  const ended = await eventually(`the end of external-dns --once for ${twinCase.name}`, () => program.ended(), {
    detail: () => program.log().slice(-2_000),
  });
  if (ended !== "exited with 0")
    throw new Error(`${twinCase.name}: external-dns ${ended}\n${program.log().slice(-2_000)}`);
}
