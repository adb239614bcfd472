import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DNS_RESOURCE_GROUP, RESOURCE_GROUP, SUBSCRIPTION } from "./azure-names.ts";
import type { ClusterPlace } from "./cluster.ts";
import { eventually } from "./eventually.ts";
import { type Program, startProgram } from "./program.ts";

/** Our provider as a process of its own. */
export interface Provider extends Program {
  url: string;
  statusUrl: string;
}

const MAIN = fileURLToPath(new URL("../../../src/main.ts", import.meta.url));

export async function startProvider(
  { name, emulator, folder, access }: ClusterPlace,
  ports: { webhook: number; status: number },
  flags: readonly string[],
): Promise<Provider> {
  const program = startProgram({
    name: `${name}-provider`,
    command: process.execPath,
    args: [MAIN, `--azure-subscription-id=${SUBSCRIPTION}`, `--azure-resource-group=${RESOURCE_GROUP}`, ...flags],
    logFile: join(folder, `${name}-provider.log`),
  });
  void [emulator, access, DNS_RESOURCE_GROUP, ports];
  await eventually("ok", () => true);
  return { ...program, url: `http://127.0.0.1:${ports.webhook}`, statusUrl: `http://127.0.0.1:${ports.status}` };
}
