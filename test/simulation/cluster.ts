import { ArmError, type Log, noEvents, noLog, type TrafficManagerApi } from "../../src/provider/ports.ts";
import { createProvider, type Provider } from "../../src/provider/provider.ts";
import type { Random } from "../../src/random/random.ts";
import { type Controller, runOnce } from "../../src/sandbox/external-dns/controller.ts";
import { DEFAULT_MANAGED_RECORD_TYPES } from "../../src/sandbox/external-dns/plan.ts";
import type { Provider as ExternalDnsProvider } from "../../src/sandbox/external-dns/provider.ts";
import { noopRegistry, txtRegistry } from "../../src/sandbox/external-dns/registry.ts";
import { mergeEndpoints, mergeServices } from "../../src/sandbox/external-dns/source/merge.ts";
import type { Clock } from "../../src/time/clock.ts";
import { type Azure, RESOURCE_GROUP, SUBSCRIPTION } from "./azure.ts";
import type { ClusterSetup } from "./history.ts";
import { connect, type Life, type Link, type Observer } from "./network.ts";
import { type Service, sourceEndpoint } from "./service.ts";
import { createTrafficManagerClient, createVanityClient } from "./traffic-manager-client.ts";

export const APPLY_TIMEOUT = 8_000;
export const RETENTION = 150_000;
/** External-DNS's own limit for one round trip. */
const ROUND_TRIP = 15_000;

/** What a cluster does that somebody must see. */
export interface ClusterEvents {
  /** The sources were read, from which the changes of this cycle come. */
  sourcesRead(cluster: number): void;
  /** The changes of this cycle are being applied. */
  applying(cluster: number): void;
  cycleEnded(cluster: number, answer: "done" | "failed" | "died"): void;
  crashed(cluster: number): void;
  /** External-DNS would have exited, or the provider threw what no cycle can mend. */
  fatal(cluster: number, why: string): void;
}

export interface Cluster {
  readonly setup: ClusterSetup;
  readonly link: Link;
  readonly services: Map<string, Service>;
  /** Restarts external-dns: what it waited for is lost to it. */
  restartExternalDns(): void;
  isUp(): boolean;
}

export interface ClusterOptions {
  index: number;
  setup: ClusterSetup;
  azure: Azure;
  clock: Clock;
  random: Random;
  deletionGrace: number;
  interval: number;
  slowness: number;
  firstCycle: number;
  observer: Observer;
  events: ClusterEvents;
  /** Where a rule of the provider is broken on purpose. */
  tamper: (api: TrafficManagerApi, setup: ClusterSetup) => TrafficManagerApi;
}

/** One cluster: its Services, an external-dns that runs a cycle a minute, and a provider that can die and come back. */
export function createCluster(options: ClusterOptions): Cluster {
  const { index, setup, azure, clock, events } = options;
  const client = { ...createTrafficManagerClient(azure), ...createVanityClient(azure) };
  const services = new Map<string, Service>();
  let life: Life = { alive: false, endedAt: 0 };
  let provider: Provider | undefined;
  /** Grows with every restart of external-dns: older ones never go on. */
  let generation = 0;

  const link: Link = {
    cluster: index,
    random: options.random,
    slowness: options.slowness,
    armed: [],
    outage: { until: 0, status: 0 },
    crash(seconds) {
      if (!life.alive) return;
      life.alive = false;
      life.endedAt = clock.now();
      provider = undefined;
      generation += 1;
      events.crashed(index);
      events.cycleEnded(index, "died");
      clock.after(seconds * 1000, () => start(0));
    },
  };

  const boot = () => {
    const born: Life = { alive: true, endedAt: 0 };
    life = born;
    const ports = connect(link, born, client, clock, options.observer);
    provider = createProvider({
      api: options.tamper(ports.api, setup),
      vanity: ports.vanity,
      clock: clockOf(born, clock),
      random: options.random,
      log: { ...noLog, error: reportBug },
      events: noEvents,
      subscriptionId: SUBSCRIPTION,
      domainFilter: {},
      defaults: { resourceGroup: RESOURCE_GROUP },
      access: [],
      ...(setup.registry === "noop" ? { ownerId: setup.owner } : {}),
      clusterId: () => setup.identity,
      dryRun: false,
      retention: RETENTION,
      deletionGrace: options.deletionGrace,
      applyTimeout: APPLY_TIMEOUT,
      healthInterval: 0,
      attempts: 4,
    });
  };
  const reportBug: Log["error"] = (fields: { err?: unknown }) => {
    if (!(fields.err instanceof ArmError)) events.fatal(index, `the provider failed: ${text(fields.err)}`);
  };

  const controllerOf = (provider: Provider, mine: number): Controller => {
    const answered = <Answer>(what: string, answer: Promise<Answer>) =>
      within(
        clock,
        answer,
        () => mine === generation,
        what,
        (why) => events.fatal(index, why),
      );
    const webhook: ExternalDnsProvider = {
      domainFilter: provider.domainFilter(),
      records: () => answered("records", provider.records()),
      adjustEndpoints: (endpoints) => answered("adjustEndpoints", provider.adjustEndpoints([...endpoints])),
      async applyChanges(changes) {
        if (provider.readiness().details.applying === "nothing") events.applying(index);
        const outcome = await answered("applyChanges", provider.applyChanges(changes));
        if (!outcome.done) throw new ArmError({ status: 503, code: "StillApplying", message: outcome.message });
      },
    };
    return {
      provider: webhook,
      registry:
        setup.registry === "noop"
          ? noopRegistry()
          : txtRegistry({ ownerId: setup.owner, managedRecordTypes: DEFAULT_MANAGED_RECORD_TYPES, txtPrefix: "" }),
      policy: "sync",
      domainFilter: {},
      managedRecordTypes: DEFAULT_MANAGED_RECORD_TYPES,
      readSources() {
        events.sourcesRead(index);
        const endpoints = [...services].map(([name, one]) => sourceEndpoint(`service/production/${name}`, one));
        return mergeEndpoints(mergeServices(endpoints));
      },
    };
  };

  const cycle = async (mine: number) => {
    if (!provider) return;
    const started = clock.now();
    let answer: "done" | "failed" = "done";
    try {
      await runOnce(controllerOf(provider, mine));
    } catch (error) {
      if (!(error instanceof ArmError)) events.fatal(index, `the webhook would have failed: ${text(error)}`);
      answer = "failed";
    }
    if (mine !== generation) return;
    events.cycleEnded(index, answer);
    next(mine, Math.max(0, started + options.interval - clock.now()));
  };
  const next = (mine: number, wait: number) => {
    clock.after(wait, () => {
      if (mine === generation) void cycle(mine);
    });
  };
  const start = (wait: number) => {
    boot();
    next(generation, wait);
  };
  start(options.firstCycle);

  return {
    setup,
    link,
    services,
    restartExternalDns() {
      if (!life.alive) return;
      generation += 1;
      events.cycleEnded(index, "died");
      next(generation, 1_000);
    },
    isUp: () => life.alive,
  };
}

/** Timers that end with the life they were set in. */
function clockOf(life: Life, clock: Clock): Clock {
  return {
    now: () => clock.now(),
    after: (milliseconds, run) => clock.after(milliseconds, () => life.alive && run()),
  };
}

/** The answer, in time for external-dns; never, when nobody waits for it any more. */
function within<Answer>(
  clock: Clock,
  answer: Promise<Answer>,
  isAwaited: () => boolean,
  what: string,
  fatal: (why: string) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = clock.after(ROUND_TRIP, () => {
      if (isAwaited()) fatal(`${what} was not answered within ${ROUND_TRIP / 1000} s`);
    });
    answer
      .finally(() => late.cancel())
      .then(
        (value) => isAwaited() && resolve(value),
        (error) => isAwaited() && reject(error),
      );
  });
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
