import type { Endpoint } from "../../core/endpoint.ts";
import type { Clock, Timer } from "../../time/clock.ts";
import { runOnce } from "./controller.ts";
import type { ExternalDnsOptions } from "./flags.ts";
import { type Provider, SoftError } from "./provider.ts";

/** An External-DNS container as Kubernetes runs it: synchronises every interval, is started again when it ends. */
export interface ExternalDns {
  /** Synchronisations that ended well since the first start. */
  cycles(): number;
  /** How often it ended on a fatal error and was started again. */
  restarts(): number;
  stop(): Promise<void>;
}

export interface ExternalDnsSetup {
  options: ExternalDnsOptions;
  clock: Clock;
  /** Milliseconds between two synchronisations; a minute by default. */
  interval?: number;
  /** Milliseconds before the first one. */
  delay?: number;
  connect(): Promise<Provider>;
  readSources(): Endpoint[];
  log(level: "info" | "error", message: string): void;
}

const MINUTE = 60_000;
/** Kubernetes waits 10 s before it starts a crashed container again, twice as long each time, at most 5 minutes. */
const FIRST_BACK_OFF = 10_000;
const LONGEST_BACK_OFF = 300_000;

export function startExternalDns(setup: ExternalDnsSetup): ExternalDns {
  const { clock, interval = MINUTE } = setup;
  let provider: Provider | undefined;
  let cycles = 0;
  let restarts = 0;
  let backOff = FIRST_BACK_OFF;
  let isStopped = false;
  let timer: Timer | undefined;
  let running: Promise<void> = Promise.resolve();

  const schedule = (wait: number) => {
    if (!isStopped) timer = clock.after(wait, () => (running = synchronise()));
  };
  const synchronise = async () => {
    const begun = clock.now();
    try {
      provider ??= await setup.connect();
      await runOnce({ ...setup.options, provider, readSources: setup.readSources });
      cycles++;
      backOff = FIRST_BACK_OFF;
    } catch (error) {
      setup.log("error", describe(error));
      if (!(error instanceof SoftError)) return restart();
    }
    schedule(Math.max(0, begun + interval - clock.now()));
  };
  const restart = () => {
    provider = undefined;
    restarts++;
    schedule(backOff);
    backOff = Math.min(backOff * 2, LONGEST_BACK_OFF);
  };

  schedule(setup.delay ?? 0);
  return {
    cycles: () => cycles,
    restarts: () => restarts,
    async stop() {
      isStopped = true;
      timer?.cancel();
      await running;
    },
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${describe(error.cause)})`;
}
