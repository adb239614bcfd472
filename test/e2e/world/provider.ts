import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RESOURCE_GROUP, SUBSCRIPTION } from "./azure-names.ts";
import type { ClusterPlace } from "./cluster.ts";
import { eventually } from "./eventually.ts";
import { type Program, startProgram } from "./program.ts";

/** Our provider as a process of its own. */
export interface Provider extends Program {
  url: string;
  /** Where /healthz, /readyz and /metrics are. */
  statusUrl: string;
}

export interface ProviderPorts {
  webhook: number;
  status: number;
}

const MAIN = fileURLToPath(new URL("../../../src/main.ts", import.meta.url));

export async function startProvider(
  { name, emulator, folder }: ClusterPlace,
  ports: ProviderPorts,
  flags: readonly string[],
): Promise<Provider> {
  const program = startProgram({
    name: `${name}-provider`,
    command: process.execPath,
    args: [
      MAIN,
      `--azure-emulator=${emulator.armUrl}`,
      `--azure-subscription-id=${SUBSCRIPTION}`,
      `--resource-groups=${RESOURCE_GROUP}`,
      `--webhook-port=${ports.webhook}`,
      `--metrics-address=127.0.0.1:${ports.status}`,
      ...flags,
    ],
    logFile: join(folder, `${name}-provider.log`),
  });
  const statusUrl = `http://127.0.0.1:${ports.status}`;
  await eventually(
    `the provider of ${name}`,
    async () => program.ended() !== undefined || (await fetch(`${statusUrl}/healthz`)).ok,
    { within: 30_000, detail: () => program.log() },
  );
  return { ...program, url: `http://127.0.0.1:${ports.webhook}`, statusUrl };
}
