import type { DnsManagementClient, RecordSet, RecordType } from "@azure/arm-dns";
import { ArmError, type VanityOutcome, type VanityRecords, type VanityTarget } from "../provider/ports.ts";
import type { Clock } from "../time/clock.ts";
import { armCall } from "./arm-call.ts";
import { type AzureConnection, clientOptions, READ_TIMEOUT, WRITE_TIMEOUT, withoutTokens } from "./connection.ts";

/** The mark on record sets that are ours; one without it is never overwritten. */
const MARK = { name: "managedBy", value: "external-dns-traffic-manager" };
const TTL = 300;
const READ = { requestOptions: { timeout: READ_TIMEOUT } };

interface Zone {
  resourceGroup: string;
  name: string;
}

export interface VanityRecordsOptions {
  connection: AzureConnection;
  clock: Clock;
  /** Milliseconds the list of zones is kept. */
  zonesCacheDuration: number;
}

/**
 * Vanity hostnames as alias record sets in the Azure DNS zones this identity can see: a CNAME to the profile, at a zone's apex A and
 * AAAA. Every write says `If-Match` or `If-None-Match`, so that a record made meanwhile is not overwritten.
 */
export function createVanityRecords({ connection, clock, zonesCacheDuration }: VanityRecordsOptions): VanityRecords {
  let loading: Promise<DnsManagementClient> | undefined;
  let zones: { at: number; list: Zone[] } | undefined;
  const sdk = () => {
    loading ??= loadClient(connection);
    return loading;
  };

  const zoneOf = async (hostname: string): Promise<Zone | undefined> => {
    if (!zones || clock.now() - zones.at > zonesCacheDuration)
      zones = { at: clock.now(), list: await listZones(await sdk()) };
    return zones.list
      .filter(({ name }) => hostname === name || hostname.endsWith(`.${name}`))
      .sort((a, b) => b.name.length - a.name.length)[0];
  };

  const act = async (
    hostname: string,
    work: (client: DnsManagementClient, zone: Zone, name: string) => Promise<VanityOutcome>,
  ) => {
    return armCall(async (): Promise<VanityOutcome> => {
      const zone = await zoneOf(hostname);
      if (!zone) return { changed: false, problem: noZone(hostname) };
      const name = hostname === zone.name ? "@" : hostname.slice(0, -zone.name.length - 1);
      return work(await sdk(), zone, name);
    });
  };

  return {
    publish: (hostname, profile) =>
      act(hostname, async (client, zone, name) => {
        const types = recordTypesFor(name, profile);
        if (types.length === 0) return { changed: false, problem: apexNeedsAddresses(hostname) };
        let changed = false;
        for (const type of types) {
          const outcome = await publishOne(client, zone, name, type, profile, hostname);
          if (outcome.problem !== undefined) return outcome;
          changed ||= outcome.changed;
        }
        return { changed };
      }),
    withdraw: (hostname, profile) =>
      act(hostname, async (client, zone, name) => {
        let changed = false;
        for (const type of name === "@" ? (["A", "AAAA"] as const) : (["CNAME"] as const)) {
          const found = await getRecordSet(client, zone, name, type);
          if (!found || !isOurs(found) || !leadsTo(found, profile)) continue;
          const options = { ifMatch: found.etag ?? "*", requestOptions: { timeout: WRITE_TIMEOUT } };
          await client.recordSets.delete(zone.resourceGroup, zone.name, name, type, options);
          changed = true;
        }
        return { changed };
      }),
  };
}

async function publishOne(
  client: DnsManagementClient,
  zone: Zone,
  name: string,
  type: RecordType,
  profile: VanityTarget,
  hostname: string,
): Promise<VanityOutcome> {
  const found = await getRecordSet(client, zone, name, type);
  if (found && !isOurs(found)) return { changed: false, problem: notOurs(hostname, type) };
  if (found && leadsTo(found, profile)) return { changed: false };
  const condition = found ? { ifMatch: found.etag ?? "*" } : { ifNoneMatch: "*" };
  const recordSet: RecordSet = { ttl: TTL, targetResource: { id: profile.id }, metadata: { [MARK.name]: MARK.value } };
  try {
    await client.recordSets.createOrUpdate(zone.resourceGroup, zone.name, name, type, recordSet, {
      ...condition,
      requestOptions: { timeout: WRITE_TIMEOUT },
    });
  } catch (error) {
    if (statusOf(error) === 412) return { changed: false, problem: notOurs(hostname, type) };
    if (statusOf(error) === 400 || statusOf(error) === 409)
      return { changed: false, problem: `Azure DNS refused ${type} ${hostname}: ${messageOf(error)}` };
    throw error;
  }
  return { changed: true };
}

/** A CNAME, but at the apex, where DNS allows none, an A and AAAA alias, which need a profile of addresses (Azure docs: dns-alias). */
function recordTypesFor(name: string, { addressKinds }: VanityTarget): RecordType[] {
  if (name !== "@") return ["CNAME"];
  if (addressKinds.includes("CNAME")) return [];
  return (["A", "AAAA"] as const).filter((kind) => addressKinds.includes(kind));
}

async function getRecordSet(
  client: DnsManagementClient,
  zone: Zone,
  name: string,
  type: RecordType,
): Promise<RecordSet | undefined> {
  try {
    return await client.recordSets.get(zone.resourceGroup, zone.name, name, type, READ);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function listZones(client: DnsManagementClient): Promise<Zone[]> {
  const found: Zone[] = [];
  for await (const zone of client.zones.list(READ)) {
    const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(zone.id ?? "")?.[1];
    if (resourceGroup && zone.name) found.push({ resourceGroup, name: zone.name.toLowerCase() });
  }
  return found;
}

async function loadClient(connection: AzureConnection): Promise<DnsManagementClient> {
  const { DnsManagementClient } = await import("@azure/arm-dns");
  const client = new DnsManagementClient(connection.credential, connection.subscriptionId, clientOptions(connection));
  return withoutTokens(client, connection);
}

function isOurs({ metadata }: RecordSet): boolean {
  return metadata?.[MARK.name] === MARK.value;
}

function leadsTo({ targetResource }: RecordSet, profile: VanityTarget): boolean {
  return targetResource?.id?.toLowerCase() === profile.id.toLowerCase();
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof ArmError) return error.status;
  return typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

function noZone(hostname: string): string {
  return `no Azure DNS zone for ${hostname} is visible to this identity: create the zone or grant DNS Zone Contributor on it, or start with --vanity=none and make the record yourself`;
}

function notOurs(hostname: string, type: string): string {
  return `a ${type} record ${hostname} exists that was not made by this software and is left alone: remove it, or choose another hostname`;
}

function apexNeedsAddresses(hostname: string): string {
  return `${hostname} is the top of its zone, where only address records can be: every endpoint's target must be an IP address; use a name below it, or addresses as targets`;
}
