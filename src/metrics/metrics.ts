import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { PROBLEM_KINDS } from "../core/problem.ts";
import type { Profile } from "../core/profile.ts";
import type { ProviderEvents } from "../provider/ports.ts";
import type { Clock } from "../time/clock.ts";

export interface Metrics {
  events: ProviderEvents;
  onRequest(route: string, status: number, seconds: number): void;
  render(): Promise<{ text: string; contentType: string }>;
}

const PREFIX = "external_dns_traffic_manager_";
const ENDPOINT_STATES = [
  "Online",
  "Degraded",
  "CheckingEndpoint",
  "Disabled",
  "Inactive",
  "Stopped",
  "Unmonitored",
] as const;

export interface MetricsOptions {
  version: string;
  clock: Clock;
  /** Health that is older than this is no longer shown: its profile is gone, or cannot be read. Milliseconds. */
  healthExpiry: number;
}

/**
 * The provider's events as Prometheus metrics. Profiles and endpoints are labels, as they are few and what alerts are about; DNS names
 * are not, as there may be ten thousand.
 */
export function createMetrics({ version, clock, healthExpiry }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });

  gauge("build_info", "The running version; always 1", ["version"]).set({ version }, 1);
  const requests = new Histogram({
    name: `${PREFIX}webhook_request_seconds`,
    help: "Webhook requests of external-dns, by route and status",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 8, 12],
    registers,
  });
  const listing = new Histogram({
    name: `${PREFIX}listing_seconds`,
    help: "How long Azure took to list the profiles",
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  const lastListing = gauge("last_listing_timestamp_seconds", "When Azure was last listed with success");
  const profiles = gauge("profiles", "Profiles in scope at the last listing");
  const endpoints = gauge("endpoints", "Endpoints in scope at the last listing, whoever owns them");
  const operations = counter("operations_total", "Writes to Azure, by kind and outcome (done, refused, failed)", [
    "kind",
    "outcome",
  ]);
  const operationSeconds = counter("operation_seconds_total", "Time spent in writes to Azure, retries included", [
    "kind",
  ]);
  const retries = counter("retries_total", "Attempts at Azure that failed and were made again");
  const problems = gauge("problems", "Problems a user can mend, now, by kind; the log says which", ["kind"]);
  const held = gauge("held_deletions", "Deletions the brake holds back now");
  const putBack = counter(
    "hand_edits_put_back_total",
    "Endpoints that somebody changed in Azure and that were put back",
  );
  const races = counter("creation_races_total", "Profiles created in the same moment as by another cluster");
  const seen = new Map<string, { profile: Profile; at: number }>();
  new Gauge({
    name: `${PREFIX}endpoint_status`,
    help: "1 for the status Azure reports for the endpoint, 0 for the others",
    labelNames: ["resource_group", "profile", "endpoint", "status"],
    registers,
    collect() {
      this.reset();
      for (const [key, { profile, at }] of seen) {
        if (clock.now() - at > healthExpiry) seen.delete(key);
        else for (const [labels, value] of endpointStates(profile)) this.set(labels, value);
      }
    },
  });

  return {
    events: {
      problems(current) {
        for (const kind of PROBLEM_KINDS)
          problems.set({ kind }, current.filter((problem) => problem.kind === kind).length);
      },
      operation(kind, outcome, seconds) {
        operations.inc({ kind, outcome });
        operationSeconds.inc({ kind }, seconds);
      },
      retried: () => retries.inc(),
      listed(count, seconds) {
        profiles.set(count.profiles);
        endpoints.set(count.endpoints);
        listing.observe(seconds);
        lastListing.set(clock.now() / 1000);
      },
      health: (profile) => void seen.set(profile.id.toLowerCase(), { profile, at: clock.now() }),
      held: (count) => held.set(count),
      putBack: (count) => putBack.inc(count),
      creationRace: () => races.inc(),
    },
    onRequest: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    render: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}

function* endpointStates(profile: Profile) {
  for (const endpoint of profile.endpoints) {
    const labels = { resource_group: profile.resourceGroup, profile: profile.name, endpoint: endpoint.name };
    for (const status of ENDPOINT_STATES) {
      yield [{ ...labels, status }, endpoint.endpointMonitorStatus === status ? 1 : 0] as const;
    }
  }
}
