import { join } from "node:path";
import type { Programs } from "../programs/build.ts";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import type { KubernetesAccess } from "./kubernetes-client.ts";
import { type Program, startProgram } from "./program.ts";

export interface ExternalDnsOptions {
  name: string;
  programs: Programs;
  access: KubernetesAccess;
  namespace: string;
  /** Flags besides those every one of them gets. */
  args: readonly string[];
  env?: Record<string, string>;
  folder: string;
}

/** A real external-dns, with the shortest cycle it has: one second. */
export interface ExternalDns extends Program {
  /** How many change sets it has sent to its webhook so far. */
  changeSets(): Promise<number>;
  /** Resolves when `count` whole cycles have passed from now on. */
  afterCycles(count: number): Promise<void>;
}

/** Starts one that reads Services, Ingresses and DNSEndpoints of one namespace. */
export async function startExternalDns(options: ExternalDnsOptions): Promise<ExternalDns> {
  const metricsPort = await freePort();
  const program = startProgram({
    name: options.name,
    command: options.programs.externalDns,
    args: [
      `--kubeconfig=${options.access.kubeconfig}`,
      `--namespace=${options.namespace}`,
      `--metrics-address=127.0.0.1:${metricsPort}`,
      "--interval=1s",
      "--log-level=debug",
      ...options.args,
    ],
    ...(options.env ? { env: options.env } : {}),
    logFile: join(options.folder, `${options.name}.log`),
  });
  return {
    ...program,
    changeSets: async () => (await metric(metricsPort, "webhook_provider_applychanges_requests_total")) ?? 0,
    async afterCycles(count) {
      let last = await eventually(`a cycle of ${options.name}`, () => latestCycle(metricsPort));
      // The one that is under way when we begin to look may have read the world before; the last one has only begun.
      for (let toCome = count + 1; toCome > 0; toCome -= 1) {
        last = await eventually(`${toCome} more cycles of ${options.name}`, async () => later(last, metricsPort), {
          detail: () => `${program.ended() ?? "it runs"}\n${program.log().slice(-2_000)}`,
        });
      }
    },
  };
}

/** When its latest cycle began, as its metrics say; nothing before the first. */
async function latestCycle(metricsPort: number): Promise<number | undefined> {
  return (await metric(metricsPort, "controller_last_reconcile_timestamp_seconds")) || undefined;
}

async function metric(metricsPort: number, name: string): Promise<number | undefined> {
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  const [, value] = new RegExp(`^external_dns_${name} (\\S+)$`, "m").exec(await answer.text()) ?? [];
  return value === undefined ? undefined : Number(value);
}

async function later(than: number, metricsPort: number): Promise<number | undefined> {
  const latest = await latestCycle(metricsPort);
  return latest !== undefined && latest > than ? latest : undefined;
}
