import { request } from "node:https";
import { listRecordSets, type RecordSet } from "../azure/dns-zone.ts";
import { getProfile, type ProfileId, type ProfileView, profilePath } from "../azure/profile.ts";
import { measureSplit } from "../dns/split.ts";
import { RESOURCE_GROUP, type Sandbox, SUBSCRIPTION_ID, ZONE } from "../sandbox.ts";
import type { SplitView } from "../terminal/narrator.ts";

export const VANITY = "my-app.example.com";
export const PROFILE: ProfileId = {
  subscriptionId: SUBSCRIPTION_ID,
  resourceGroup: RESOURCE_GROUP,
  name: "my-app-global",
};
export const RESOLUTIONS = 1_000;

export function readProfile(sandbox: Sandbox): Promise<ProfileView | undefined> {
  return getProfile(sandbox.arm, PROFILE);
}

export function readZone(sandbox: Sandbox): Promise<RecordSet[]> {
  return listRecordSets(sandbox.arm, { subscriptionId: SUBSCRIPTION_ID, resourceGroup: RESOURCE_GROUP }, ZONE);
}

/** Resolves the vanity hostname `resolutions` times over UDP and counts the regions that the addresses belong to. */
export async function readSplit(
  sandbox: Sandbox,
  expected: ReadonlyMap<string, number> = new Map(),
  resolutions = RESOLUTIONS,
): Promise<SplitView> {
  const { counts, queries } = await measureSplit(sandbox.dns, VANITY, resolutions);
  const byRegion = new Map(sandbox.regions.map(({ name }) => [name, 0]));
  for (const [address, count] of counts) {
    const region = sandbox.regionAt(address) ?? address;
    byRegion.set(region, (byRegion.get(region) ?? 0) + count);
  }
  const rows = [...byRegion].map(([region, count]) => {
    const share = expected.get(region);
    return share === undefined ? { region, count } : { region, count, expected: share };
  });
  return { rows, resolutions, queries };
}

export function countOf(split: SplitView, region: string): number {
  return split.rows.find((row) => row.region === region)?.count ?? 0;
}

/** What the application behind a load balancer's address says of itself, over HTTPS. */
export function askApp(sandbox: Sandbox, address: string): Promise<string> {
  const place = sandbox.regions
    .flatMap(({ cluster }) => cluster.places())
    .find((candidate) => candidate.address === address && candidate.port === 443);
  return new Promise((resolve, reject) => {
    // The certificate is self-made, which Traffic Manager's probes do not mind either.
    const options = { host: "127.0.0.1", port: place?.app.port(), path: "/", rejectUnauthorized: false, agent: false };
    const outgoing = request({ ...options, servername: VANITY }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve(Buffer.concat(chunks).toString("utf8").trim()));
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

/** ARM writes since a mark in the request log, by caller; those who wrote nothing are left out. */
export function writesSince(sandbox: Sandbox, mark: number): Map<string, number> {
  const writers = [...sandbox.requests.countByCaller({ since: mark })].filter(([, { writes }]) => writes > 0);
  return new Map(writers.map(([caller, { writes }]) => [caller, writes]));
}

/** `east's provider 1, west's provider 1`, from the names that the callers gave themselves in their User-Agent. */
export function describeWrites(writes: ReadonlyMap<string, number>): string {
  const named = [...writes].map(([caller, count]) => `${callerName(caller)} ${count}`);
  return named.length === 0 ? "none" : named.sort().join(", ");
}

function callerName(caller: string): string {
  const provider = /cluster\/(\w+)/.exec(caller)?.[1];
  if (provider !== undefined) return `${provider}'s provider`;
  const azureDns = /^external-dns-azure-(\w+)$/.exec(caller)?.[1];
  return azureDns === undefined ? caller : `${azureDns}'s records`;
}

export function total(writes: ReadonlyMap<string, number>): number {
  return [...writes.values()].reduce((sum, count) => sum + count, 0);
}

/** Which place in the log the last successful request of this kind has; -1 for none. */
export function positionOf(sandbox: Sandbox, mark: number, method: string, path: string): number {
  return sandbox.requests
    .entries({ since: mark })
    .findLastIndex(
      (entry) =>
        entry.method === method &&
        entry.status >= 200 &&
        entry.status < 300 &&
        entry.path.split("?")[0]?.toLowerCase() === path.toLowerCase(),
    );
}

export const PROFILE_PATH = profilePath(PROFILE);
export const VANITY_PATH = `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP}/providers/Microsoft.Network/dnsZones/${ZONE}/CNAME/my-app`;
