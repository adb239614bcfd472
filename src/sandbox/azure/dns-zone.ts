import { z } from "zod";
import type { Arm } from "./arm.ts";

const API_VERSION = "2018-05-01";

export interface ZoneRef {
  subscriptionId: string;
  resourceGroup: string;
}

const recordSet = z.object({
  name: z.string(),
  type: z.string(),
  properties: z.object({
    TTL: z.number().optional(),
    ARecords: z.array(z.object({ ipv4Address: z.string() })).nullish(),
    AAAARecords: z.array(z.object({ ipv6Address: z.string() })).nullish(),
    CNAMERecord: z.object({ cname: z.string() }).nullish(),
    TXTRecords: z.array(z.object({ value: z.array(z.string()) })).nullish(),
    MXRecords: z.array(z.object({ preference: z.number(), exchange: z.string() })).nullish(),
    NSRecords: z.array(z.object({ nsdname: z.string() })).nullish(),
  }),
});
export type RecordSet = z.infer<typeof recordSet>;

const zoneList = z.object({ value: z.array(z.object({ name: z.string() })), nextLink: z.string().nullish() });
const recordSetList = z.object({ value: z.array(recordSet), nextLink: z.string().nullish() });

export async function createZone(arm: Arm, ref: ZoneRef, zone: string): Promise<void> {
  await arm.call("PUT", `${zonesPath(ref)}/${zone}?api-version=${API_VERSION}`, { location: "global" });
}

export function listZones(arm: Arm, ref: ZoneRef): Promise<string[]> {
  return listAll(arm, `${zonesPath(ref)}?api-version=${API_VERSION}`, zoneList, (zone) => zone.name);
}

export function listRecordSets(arm: Arm, ref: ZoneRef, zone: string): Promise<RecordSet[]> {
  return listAll(arm, `${zonesPath(ref)}/${zone}/all?api-version=${API_VERSION}`, recordSetList, (set) => set);
}

export async function putRecordSet(arm: Arm, ref: ZoneRef, zone: string, set: RecordSet): Promise<void> {
  const path = `${zonesPath(ref)}/${zone}/${set.type}/${set.name}?api-version=${API_VERSION}`;
  await arm.call("PUT", path, { properties: set.properties });
}

export async function deleteRecordSet(arm: Arm, ref: ZoneRef, zone: string, type: string, name: string): Promise<void> {
  await arm.call("DELETE", `${zonesPath(ref)}/${zone}/${type}/${name}?api-version=${API_VERSION}`);
}

async function listAll<Item, Result>(
  arm: Arm,
  path: string,
  page: z.ZodType<{ value: Item[]; nextLink?: string | null | undefined }>,
  pick: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { value, nextLink } = page.parse(await arm.call("GET", next));
    results.push(...value.map(pick));
    next = nextLink ? pathOf(nextLink) : undefined;
  }
  return results;
}

function pathOf(link: string): string {
  const url = new URL(link);
  return `${url.pathname}${url.search}`;
}

function zonesPath({ subscriptionId, resourceGroup }: ZoneRef): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/dnsZones`;
}
