import dnsPacket from "dns-packet";
import { noCredential } from "../../src/azure/connection.ts";
import { createTrafficManager } from "../../src/azure/traffic-manager.ts";
import { createVanityRecords } from "../../src/azure/vanity-records.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { describeProblem } from "../../src/core/problem.ts";
import { createEmulator, type EmulatorOptions } from "../../src/emulator/emulator.ts";
import type { ProviderOptions } from "../../src/provider/options.ts";
import { noEvents, noLog } from "../../src/provider/ports.ts";
import { createProvider } from "../../src/provider/provider.ts";
import { seededRandom } from "../../src/random/random.ts";
import { runOnce } from "../../src/sandbox/external-dns/controller.ts";
import { parseExternalDnsFlags } from "../../src/sandbox/external-dns/flags.ts";
import { connectWebhook } from "../../src/sandbox/external-dns/webhook-provider.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { createWebhook } from "../../src/webhook/routes.ts";
import { createFetchHttpClient } from "./fetch-http-client.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

/** An Azure of its own on a clock that stands still until told otherwise; no socket anywhere. */
export function anAzure(options: EmulatorOptions = {}) {
  const clock = createManualClock();
  const emulator = createEmulator({
    clock,
    random: seededRandom(1),
    zones: [{ resourceGroup: "dns-rg", name: "example.com" }],
    probe: async () => ({ passed: true }),
    ...options,
  });
  const ask = (name: string, type: "A" | "CNAME" = "CNAME"): string[] => {
    const question = dnsPacket.encode({ type: "query", id: 1, questions: [{ type, name }] });
    const reply = emulator.resolve(question, { address: "127.0.0.1", transport: "udp" });
    const answers = reply ? (dnsPacket.decode(Buffer.from(reply)).answers ?? []) : [];
    return answers.flatMap((answer) => ("data" in answer && typeof answer.data === "string" ? [answer.data] : []));
  };
  return {
    clock,
    emulator,
    ask,
    writes: (since = 0) =>
      emulator.control.requests
        .entries({ since })
        .filter(({ method }) => method !== "GET")
        .map(({ method, path, status }) => `${method} ${shortPath(path)} ${status}`),
    reads: (since = 0) => emulator.control.requests.entries({ since }).filter(({ method }) => method === "GET").length,
    mark: () => emulator.control.requests.mark(),
    endpoints: () =>
      Object.fromEntries(
        emulator.control
          .state()
          .profiles.map(({ id, endpoints }) => [id.split("/").at(-1), endpoints.map(({ name }) => name)]),
      ),
  };
}

export type Azure = ReturnType<typeof anAzure>;

/** A cluster with external-dns's likeness and the real provider behind the real webhook; `cycle()` is one interval. */
export function aCluster(azure: Azure, name: string, options: Partial<ProviderOptions> & { flags?: string[] } = {}) {
  const { flags = [`--txt-owner-id=${name}`], ...providerOptions } = options;
  const connection = {
    subscriptionId: SUBSCRIPTION,
    endpoint: "http://arm.emulated",
    scope: "http://arm.emulated/.default",
    credential: noCredential,
    emulated: true,
    userAgent: name,
    httpClient: createFetchHttpClient(azure.emulator.fetch),
  };
  const problems = new Set<string>();
  const start = () =>
    createProvider({
      api: createTrafficManager({ connection, resourceGroups: undefined, log: noLog }),
      vanity: createVanityRecords({ connection, clock: azure.clock, zonesCacheDuration: 600_000 }),
      clock: azure.clock,
      random: seededRandom(2),
      log: noLog,
      events: {
        ...noEvents,
        problems(current) {
          problems.clear();
          for (const problem of current) problems.add(describeProblem(problem));
        },
      },
      subscriptionId: SUBSCRIPTION,
      domainFilter: {},
      defaults: { resourceGroup: "rg" },
      access: [],
      clusterId: () => name,
      dryRun: false,
      retention: 600_000,
      deletionGrace: 600_000,
      applyTimeout: 8_000,
      healthInterval: 0,
      attempts: 3,
      ...providerOptions,
    });
  let provider = start();
  let sources: Endpoint[] = [];
  let lastError: Error | undefined;

  return {
    problems: () => [...problems],
    provider: () => provider,
    /** What the cluster's Services ask for from now on. */
    wants(...wanted: Endpoint[]) {
      sources = wanted;
    },
    restart() {
      provider = start();
    },
    lastError: () => lastError,
    /** One synchronisation, with time standing still; answers the soft error external-dns would log, if any. */
    async cycle(): Promise<string | undefined> {
      const { fetch } = createWebhook({
        provider,
        log: options.log ?? noLog,
        clock: azure.clock,
        bodyLimit: 1_000_000,
        deadline: 12_000,
        onRequest: () => undefined,
      });
      const webhook = await connectWebhook("http://webhook", async (request) => fetch(request), azure.clock);
      const external = parseExternalDnsFlags(flags, "webhook");
      const finished = runOnce({ ...external, provider: webhook, readSources: () => sources }).then(
        () => undefined,
        (error: Error) => {
          lastError = error;
          return error.message;
        },
      );
      const outcome = await finished;
      await new Promise((resolve) => setImmediate(resolve));
      return outcome;
    },
  };
}

function shortPath(path: string): string {
  return path
    .replace(/^.*\/providers\/Microsoft\.Network\//i, "")
    .replace(/\/providers\/Microsoft\.Resources\/tags\/default$/i, "/tags");
}
