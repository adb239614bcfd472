import type { DnsManagementClient, RecordSet } from "@azure/arm-dns";
import { ArmError, type VanityOutcome, type VanityRecords, type VanityTarget } from "../provider/ports.ts";
import type { Clock } from "../time/clock.ts";
import { armCall } from "./arm-call.ts";
import { type AzureConnection, clientOptions, READ_TIMEOUT, WRITE_TIMEOUT, withoutTokens } from "./connection.ts";
import { createDnsZones, type DnsZone } from "./dns-zones.ts";

/** The mark on record sets that are ours; one without it is never overwritten. */
const MARK = { name: "managedBy", value: "external-dns-traffic-manager" };
/** Asked for, but an alias takes the profile's own (azure-cli recordings). */
const TTL = 60;
const READ = { requestOptions: { timeout: READ_TIMEOUT } };
const WRITE = { requestOptions: { timeout: WRITE_TIMEOUT } };

type AliasType = "A" | "AAAA" | "CNAME";
const APEX_TYPES: readonly AliasType[] = ["A", "AAAA"];

export interface VanityRecordsOptions {
  connection: AzureConnection;
  clock: Clock;
  /** Milliseconds the list of zones is kept. */
  zonesCacheDuration: number;
  /** Where zones are looked for; without them the whole subscription. */
  dnsResourceGroups?: readonly string[];
}

/** One name in one zone, and the client to reach it with. */
interface Place {
  client: DnsManagementClient;
  zone: DnsZone;
  name: string;
  hostname: string;
}

/**
 * Vanity hostnames as alias record sets in the Azure DNS zones this identity can see: a CNAME to the profile, at a zone's apex A and
 * AAAA. Every write says `If-Match` or `If-None-Match`, so that a record made meanwhile is not overwritten.
 */
export function createVanityRecords(options: VanityRecordsOptions): VanityRecords {
  const { connection, clock, zonesCacheDuration, dnsResourceGroups } = options;
  let loading: Promise<DnsManagementClient> | undefined;
  const zones = createDnsZones({
    clock,
    cacheDuration: zonesCacheDuration,
    resourceGroups: dnsResourceGroups,
    options: READ,
  });

  const find = async (hostname: string): Promise<Place | undefined> => {
    loading ??= loadClient(connection);
    const client = await loading;
    const zone = await armCall(() => zones.find(client, hostname));
    const name = zone && (hostname === zone.name ? "@" : hostname.slice(0, -zone.name.length - 1));
    return zone && name ? { client, zone, name, hostname } : undefined;
  };
  const at = async (given: string, work: (place: Place) => Promise<VanityOutcome>): Promise<VanityOutcome> => {
    const hostname = given.toLowerCase();
    try {
      const place = await find(hostname);
      return place ? await work(place) : { changed: false, problem: noZone(hostname) };
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
      if (error.status === 404) zones.forget();
      const problem = refusal(hostname, error);
      if (problem === undefined) throw error;
      return { changed: false, problem };
    }
  };

  return {
    publish: (hostname, profile) =>
      at(hostname, async (place) => {
        const types = recordTypesFor(place.name, profile);
        if (types.length === 0) return { changed: false, problem: apexNeedsAddresses(place.hostname) };
        let changed = false;
        for (const type of types) {
          const outcome = await publishOne(place, type, profile);
          if (outcome.problem !== undefined) return outcome;
          changed ||= outcome.changed;
        }
        const others = place.name === "@" ? APEX_TYPES.filter((type) => !types.includes(type)) : [];
        return { changed: (await withdrawAll(place, others, profile)) || changed };
      }),
    withdraw: (hostname, profile) =>
      at(hostname, async (place) => {
        const types = place.name === "@" ? APEX_TYPES : (["CNAME"] as const);
        return { changed: await withdrawAll(place, types, profile) };
      }),
  };
}

async function publishOne(place: Place, type: AliasType, profile: VanityTarget): Promise<VanityOutcome> {
  const { client, zone, name, hostname } = place;
  const found = await getRecordSet(place, type);
  if (found && !isOurs(found)) return { changed: false, problem: notOurs(hostname, type) };
  if (found && leadsTo(found, profile)) return { changed: false };
  const rival = found && profile.rivals?.find((id) => leadsTo(found, { id }));
  if (rival !== undefined) return { changed: false, problem: taken(hostname, rival) };
  const condition = found ? { ifMatch: found.etag ?? "*" } : { ifNoneMatch: "*" };
  const recordSet: RecordSet = { ttl: TTL, targetResource: { id: profile.id }, metadata: { [MARK.name]: MARK.value } };
  await armCall(() =>
    client.recordSets.createOrUpdate(zone.resourceGroup, zone.name, name, type, recordSet, { ...WRITE, ...condition }),
  );
  return { changed: true };
}

/** Removes what is ours and leads to this profile; whether that was anything. */
async function withdrawAll(place: Place, types: readonly AliasType[], profile: VanityTarget): Promise<boolean> {
  const { client, zone, name } = place;
  let changed = false;
  for (const type of types) {
    const found = await getRecordSet(place, type);
    if (!found || !isOurs(found) || !leadsTo(found, profile)) continue;
    const condition = { ifMatch: found.etag ?? "*" };
    await armCall(() =>
      client.recordSets.delete(zone.resourceGroup, zone.name, name, type, { ...WRITE, ...condition }),
    );
    changed = true;
  }
  return changed;
}

/** A CNAME, but at the apex, where DNS allows none, an A and AAAA alias, which need a profile of addresses (Azure docs: dns-alias). */
function recordTypesFor(name: string, { addressKinds }: VanityTarget): readonly AliasType[] {
  if (name !== "@") return ["CNAME"];
  if (addressKinds.includes("CNAME")) return [];
  return APEX_TYPES.filter((kind) => addressKinds.includes(kind));
}

async function getRecordSet({ client, zone, name }: Place, type: AliasType): Promise<RecordSet | undefined> {
  try {
    return await armCall(() => client.recordSets.get(zone.resourceGroup, zone.name, name, type, READ));
  } catch (error) {
    // The zone itself may be gone, which the write that follows will be told.
    if (error instanceof ArmError && error.status === 404) return undefined;
    throw error;
  }
}

async function loadClient(connection: AzureConnection): Promise<DnsManagementClient> {
  const { DnsManagementClient } = await import("@azure/arm-dns");
  const client = new DnsManagementClient(connection.credential, connection.subscriptionId, clientOptions(connection));
  return withoutTokens(client, connection);
}

function isOurs({ metadata }: RecordSet): boolean {
  return metadata?.[MARK.name] === MARK.value;
}

function leadsTo({ targetResource }: RecordSet, profile: { id: string }): boolean {
  return targetResource?.id?.toLowerCase() === profile.id.toLowerCase();
}

/** What Azure's refusal means to the user; nothing where another attempt may do. */
function refusal(hostname: string, { status, code, message }: ArmError): string | undefined {
  switch (status) {
    case 403:
      return `Azure does not let this identity publish ${hostname} (${code}): grant DNS Zone Contributor on its zone and name the zone's group with --azure-dns-resource-groups, or start with --vanity=none and make the record yourself`;
    case 404:
      return `the Azure DNS zone or group of ${hostname} is gone (${code}: ${message}): create it, or choose another hostname`;
    case 412:
      return `the record ${hostname} was changed by somebody else in the same moment and is left alone; it is looked at again`;
    case 400:
    case 409:
      return `Azure DNS refuses ${hostname} (${code}): ${message}`;
    default:
      return undefined;
  }
}

function noZone(hostname: string): string {
  return `no Azure DNS zone for ${hostname} is visible to this identity: create the zone or grant DNS Zone Contributor on it, or start with --vanity=none and make the record yourself`;
}

function notOurs(hostname: string, type: string): string {
  return `a ${type} record ${hostname} exists that was not made by this software and is left alone: remove it, or choose another hostname`;
}

function taken(hostname: string, rival: string): string {
  return `${hostname} leads to the profile ${rival.split("/").at(-1)}, which has the same hostname and serves, and is left there: give each profile its own hostname`;
}

function apexNeedsAddresses(hostname: string): string {
  return `${hostname} is the top of its zone, where only address records can be: every endpoint's target must be an IP address; use a name below it, or addresses as targets`;
}
