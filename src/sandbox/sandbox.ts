import { createEmulator, type EmulatorControl } from "../emulator/emulator.ts";
import { createServerCertificate } from "../emulator/tls/certificate.ts";
import type { Clock } from "../time/clock.ts";
import { type Arm, createArm } from "./azure/arm.ts";
import { createZone } from "./azure/dns-zone.ts";
import { type Cluster, createCluster, type Place } from "./cluster/cluster.ts";
import { createLoadBalancers } from "./cluster/load-balancers.ts";
import { createDnsClient, type DnsClient } from "./dns/dns-client.ts";
import { type Region, type RegionLog, startRegion } from "./region.ts";

export const SUBSCRIPTION_ID = "00000000-0000-0000-0000-000000000000";
export const RESOURCE_GROUP = "my-tm-rg";
export const ZONE = "example.com";

/** The emulated Azure, two clusters, and what it takes to look at them from outside. */
export interface Sandbox {
  speed: number;
  /** Emulated time. */
  clock: Clock;
  armUrl: string;
  dnsPort: number;
  controlUrl: string;
  regions: readonly Region[];
  region(name: string): Region;
  /** The region behind a load balancer's address. */
  regionAt(address: string): string | undefined;
  dns: DnsClient;
  /** ARM, for looking only: its requests are logged under a name of their own. */
  arm: Arm;
  requests: EmulatorControl["requests"];
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Emulated seconds in a real one. */
  speed: number;
  dnsPort: number;
  armPort: number;
  controlPort: number;
  log: RegionLog;
}

const REGIONS = [
  { name: "east", second: 10 },
  { name: "west", second: 20 },
];

const MINUTE = 60_000;
/** How long the provider keeps an empty profile, and what it takes a bigger deletion to be allowed. */
const RETENTION = 10 * MINUTE;

/** Starts everything; half a start is taken back. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { speed, log } = options;
  const emulator = createEmulator({
    speed,
    subscriptions: [SUBSCRIPTION_ID],
    // The addresses are made up: what has no route must not be looked for in the real internet.
    unroutedProbes: "fail",
    onError: (error) => log("error", "emulator", String(error)),
  });
  const regions: Region[] = [];
  let dns: DnsClient | undefined;
  const close = async () => {
    await Promise.all(regions.map((region) => region.close()));
    dns?.close();
    await emulator.close();
  };

  try {
    const { armPort = 0, dnsPort = 0, controlPort = 0 } = await emulator.listen(options);
    const armUrl = `http://127.0.0.1:${armPort}`;
    const arm = createArm(armUrl, "sandbox");
    const zone = { subscriptionId: SUBSCRIPTION_ID, resourceGroup: RESOURCE_GROUP, name: ZONE };
    await createZone(arm, zone, ZONE);
    dns = await createDnsClient(dnsPort);

    const clusters: Cluster[] = await createClusters(() => {
      emulator.control.routes.replace(clusters.flatMap((cluster) => cluster.places().flatMap(routeTo)));
    });
    const clock = emulator.control.clock;
    const starting = clusters.map((cluster, index) =>
      startRegion({
        name: cluster.region,
        cluster,
        clock,
        armUrl,
        zone,
        providerFlags: providerFlags(cluster.region, armUrl, speed),
        // Two clusters never tick together; here they are half a minute apart.
        delay: (index * MINUTE) / clusters.length,
        log,
      }).then((region) => regions.push(region)),
    );
    await Promise.all(starting);
    regions.sort((left, right) => left.name.localeCompare(right.name));

    return {
      speed,
      clock,
      armUrl,
      dnsPort,
      controlUrl: `http://127.0.0.1:${controlPort}`,
      regions,
      region: (name) => regionNamed(regions, name),
      regionAt: (address) => clusters.find((cluster) => cluster.places().some((p) => p.address === address))?.region,
      dns,
      arm,
      requests: emulator.control.requests,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createClusters(onPlacesChanged: () => void): Promise<Cluster[]> {
  const certificate = await createServerCertificate(["localhost", "127.0.0.1", `*.${ZONE}`]);
  return REGIONS.map(({ name, second }) =>
    createCluster({ region: name, loadBalancers: createLoadBalancers(second), certificate, onPlacesChanged }),
  );
}

/** What connects to the load balancer's address reaches the application, if it runs. */
function routeTo({ address, port, app }: Place) {
  const local = app.port();
  return local === undefined ? [] : [{ from: { address, port }, to: { address: "127.0.0.1", port: local } }];
}

function regionNamed(regions: readonly Region[], name: string): Region {
  const region = regions.find((candidate) => candidate.name === name);
  if (!region) throw new Error(`there is no cluster ${name}`);
  return region;
}

/** The provider's clock is the real one, so its waits are shortened as much as emulated time is faster. */
function providerFlags(region: string, armUrl: string, speed: number): string[] {
  const retention = `${Math.max(1, Math.round(RETENTION / speed / 1000))}s`;
  return [
    "--webhook-port=0",
    "--metrics-address=127.0.0.1:0",
    `--azure-emulator=${armUrl}`,
    `--azure-subscription-id=${SUBSCRIPTION_ID}`,
    `--azure-resource-group=${RESOURCE_GROUP}`,
    `--cluster-id=${region}`,
    `--cluster-name=${region}`,
    `--owner-id=${region}`,
    `--profile-retention=${retention}`,
    `--deletion-grace=${retention}`,
    "--vanity=azure-dns",
    `--domain-filter=${ZONE}`,
    "--log-format=json",
  ];
}
