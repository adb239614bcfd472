import { type Clock, systemClock } from "../time/clock.ts";
import { type Arm, createArm } from "./azure/arm.ts";
import type { ZoneRef } from "./azure/dns-zone.ts";
import type { Cluster } from "./cluster/cluster.ts";
import { azureDnsProvider } from "./external-dns/azure-dns-provider.ts";
import { type ExternalDns, startExternalDns } from "./external-dns/external-dns.ts";
import { parseExternalDnsFlags } from "./external-dns/flags.ts";
import { sourceEndpoints } from "./external-dns/source/source-endpoints.ts";
import { connectWebhook } from "./external-dns/webhook-provider.ts";
import { parseManifests } from "./kubernetes/manifests.ts";
import { type ProviderEvent, type ProviderProcess, startProvider } from "./provider-process.ts";

/** One cluster with everything that runs in it: two External-DNS's and the provider. */
export interface Region {
  name: string;
  cluster: Cluster;
  /** The External-DNS that talks to the provider. */
  externalDns: ExternalDns;
  /** The External-DNS that publishes the Services' own names in Azure DNS. */
  azureDns: ExternalDns;
  provider(): ProviderProcess;
  /** As `kubectl apply --prune` of this one file would. Throws a `ManifestError` and changes nothing when it is wrong. */
  apply(manifests: string): Promise<void>;
  killProvider(): Promise<void>;
  startProvider(): Promise<void>;
  close(): Promise<void>;
}

export interface RegionOptions {
  name: string;
  cluster: Cluster;
  clock: Clock;
  armUrl: string;
  zone: ZoneRef & { name: string };
  providerFlags: readonly string[];
  /** Milliseconds of the clock before External-DNS's first synchronisation. */
  delay: number;
  log: RegionLog;
}

export type LogLevel = "info" | "warn" | "error";
export type RegionLog = (level: LogLevel, who: string, message: string) => void;

export async function startRegion(options: RegionOptions): Promise<Region> {
  const { name, cluster } = options;
  const start = () =>
    startProvider(options.providerFlags, ({ level, msg }) => options.log(levelOf(level), `provider of ${name}`, msg));
  let provider = await start();
  const externalDns = startWebhookExternalDns(options, () => provider.webhookUrl);
  const azureDns = startAzureExternalDns(options);
  return {
    name,
    cluster,
    externalDns,
    azureDns,
    provider: () => provider,
    apply: (manifests) => cluster.apply(parseManifests(manifests, `${name}.yaml`)),
    killProvider: () => provider.kill(),
    async startProvider() {
      provider = await start();
    },
    async close() {
      await Promise.all([externalDns.stop(), azureDns.stop()]);
      await Promise.all([provider.stop(), cluster.close()]);
    },
  };
}

function levelOf(level: ProviderEvent["level"]): LogLevel {
  if (level === "debug") return "info";
  return level === "fatal" ? "error" : level;
}

function startWebhookExternalDns(options: RegionOptions, url: () => string): ExternalDns {
  const { name, cluster, clock, delay } = options;
  const flags = ["--source=service", "--source=ingress", "--source=crd", `--txt-owner-id=${name}`];
  const parsed = parseExternalDnsFlags(flags, "webhook");
  return startExternalDns({
    options: parsed,
    clock,
    delay,
    // The provider is a real process, which takes real time to come up.
    connect: () => connectWebhook(url(), fetch, systemClock),
    readSources: () => sourceEndpoints(cluster.objects(), parsed),
    log: (level, message) => options.log(level, `external-dns of ${name}`, message),
  });
}

function startAzureExternalDns(options: RegionOptions): ExternalDns {
  const { name, cluster, clock, delay, zone } = options;
  const flags = ["--source=service", "--source=crd", `--txt-owner-id=${name}-dns`, `--domain-filter=${zone.name}`];
  const parsed = parseExternalDnsFlags(flags, "azure");
  const who = `external-dns of ${name} for Azure DNS`;
  const arm: Arm = createArm(options.armUrl, `external-dns-azure-${name}`);
  const provider = azureDnsProvider(arm, zone, parsed.domainFilter, (message) => options.log("info", who, message));
  return startExternalDns({
    options: parsed,
    clock,
    delay,
    connect: () => Promise.resolve(provider),
    readSources: () => sourceEndpoints(cluster.objects(), parsed),
    log: (level, message) => options.log(level, who, message),
  });
}
