/** How many DNS answers a second the emulator gives over loopback UDP, and whether that depends on how much it holds. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { EndpointResource, ProfileResource, TrafficRoutingMethod } from "../src/arm/traffic-manager.ts";
import { createResolver } from "../src/emulator/dns/resolver.ts";
import { createDnsServer } from "../src/emulator/dns/server.ts";
import { createHealthMonitor } from "../src/emulator/health/health.ts";
import { createProfileStore } from "../src/emulator/traffic-manager/profile-store.ts";
import { createManualClock } from "../src/time/manual-clock.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const TARGET = 20_000;
const REGIONS = ["East US", "West Europe", "Southeast Asia", "Brazil South", "Australia East", "Japan East"];
const run = promisify(execFile);
const resultSchema = z.object({ perSecond: z.number(), answered: z.number(), empty: z.number() });

interface Load {
  profiles: number;
  endpoints: number;
  method: TrafficRoutingMethod;
}

const loads: Load[] = [
  { profiles: 1, endpoints: 2, method: "Weighted" },
  { profiles: 1, endpoints: 200, method: "Weighted" },
  { profiles: 200, endpoints: 200, method: "Weighted" },
  { profiles: 200, endpoints: 200, method: "Priority" },
  { profiles: 200, endpoints: 200, method: "Performance" },
  { profiles: 200, endpoints: 200, method: "Geographic" },
  { profiles: 200, endpoints: 200, method: "Subnet" },
];

console.log("  profiles × endpoints  method        answers/s      RSS");
let missed = false;
for (const load of loads) {
  const { perSecond, rss } = await measure(load);
  missed ||= perSecond < TARGET;
  const size = `${load.profiles} × ${load.endpoints}`.padEnd(22);
  console.log(`  ${size}${load.method.padEnd(12)}${perSecond.toLocaleString("en").padStart(11)}  ${rss} MB`);
}
console.log(missed ? `  Below the target of ${TARGET} answers/s.` : `  All above the target of ${TARGET} answers/s.`);
process.exitCode = missed ? 1 : 0;

async function measure({ profiles, endpoints, method }: Load): Promise<{ perSecond: number; rss: number }> {
  const store = createProfileStore();
  // Probes are left out: the clock stands still, so that answering is all there is to measure.
  const health = createHealthMonitor({ store, clock: createManualClock(), probe: async () => ({ passed: true }) });
  const locations = [{ cidr: "127.0.0.0/8", geography: "DE" }];
  const resolver = createResolver({ store, health, random: Math.random, options: { locations } });
  const server = createDnsServer(resolver);
  for (let index = 0; index < profiles; index += 1) store.put(profile(`p${index}`, endpoints, method));
  const { port } = await server.listen({ host: "127.0.0.1", port: 0 });
  try {
    const names = Array.from({ length: profiles }, (_, index) => `p${index}.trafficmanager.net`);
    const client = await run(process.execPath, ["bench/dns-client.ts", String(port), String(SECONDS), ...names]);
    const { perSecond, answered, empty } = resultSchema.parse(JSON.parse(client.stdout));
    if (answered === 0 || empty > 0) throw new Error(`${empty} of ${answered} answers had no record in them`);
    return { perSecond: Math.round(perSecond), rss: Math.round(process.memoryUsage.rss() / 2 ** 20) };
  } finally {
    await server.close();
    resolver.close();
    health.close();
  }
}

function profile(name: string, endpoints: number, trafficRoutingMethod: TrafficRoutingMethod): ProfileResource {
  const id = `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/trafficManagerProfiles/${name}`;
  return {
    id,
    name,
    type: "Microsoft.Network/trafficManagerProfiles",
    location: "global",
    properties: {
      profileStatus: "Enabled",
      trafficRoutingMethod,
      dnsConfig: { relativeName: name, fqdn: `${name}.trafficmanager.net`, ttl: 30 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
      endpoints: Array.from({ length: endpoints }, (_, index) => endpoint(id, index)),
    },
  };
}

function endpoint(profileId: string, index: number): EndpointResource {
  const name = `e${index}`;
  return {
    id: `${profileId}/externalEndpoints/${name}`,
    name,
    type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
    properties: {
      endpointStatus: "Enabled",
      target: `20.10.${index >> 8}.${index & 255}`,
      weight: (index % 10) + 1,
      priority: index + 1,
      endpointLocation: REGIONS[index % REGIONS.length] ?? "East US",
      geoMapping: index === 0 ? ["WORLD"] : [],
      subnets: index === 0 ? [] : [{ first: `10.${index}.0.0`, scope: 16 }],
    },
  };
}
