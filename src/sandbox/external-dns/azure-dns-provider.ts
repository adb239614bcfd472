import type { Changes, DomainFilter, Endpoint } from "../../core/endpoint.ts";
import type { Arm } from "../azure/arm.ts";
import {
  deleteRecordSet,
  listRecordSets,
  listZones,
  putRecordSet,
  type RecordSet,
  type ZoneRef,
} from "../azure/dns-zone.ts";
import { matchesDomainFilter } from "./domain-filter.ts";
import { type Provider, SoftError } from "./provider.ts";

/** What the Azure provider writes where the source says nothing. */
const DEFAULT_TTL = 300;

export type Log = (message: string) => void;

/**
 * `--provider=azure`: record sets in the Azure DNS zones of one resource group. A write that fails is logged and the
 * cycle goes on; a listing of record sets that fails is a soft error, a listing of zones that fails a fatal one.
 */
export function azureDnsProvider(arm: Arm, ref: ZoneRef, domainFilter: DomainFilter, log: Log): Provider {
  const zones = async () => (await listZones(arm, ref)).filter((zone) => matchesDomainFilter(domainFilter, zone));

  return {
    // Its own filter decides which zones it works on; the plan is narrowed by the command line's.
    domainFilter: {},
    async records() {
      const endpoints: Endpoint[] = [];
      for (const zone of await zones()) {
        for (const set of await softly(() => listRecordSets(arm, ref, zone))) endpoints.push(...endpointOf(set, zone));
      }
      return endpoints;
    },
    adjustEndpoints: (endpoints) => Promise.resolve([...endpoints]),
    async applyChanges(changes) {
      const names = await zones();
      const written = (endpoint: Endpoint) => matchesDomainFilter(domainFilter, endpoint.dnsName);
      for (const endpoint of changes.delete.filter(written)) {
        await inItsZone(names, endpoint, log, async (zone, name) => {
          log(`Deleting ${endpoint.recordType} record named '${name}' for Azure DNS zone '${zone}'.`);
          await deleteRecordSet(arm, ref, zone, endpoint.recordType, name);
        });
      }
      for (const endpoint of updates(changes).filter(written)) {
        await inItsZone(names, endpoint, log, async (zone, name) => {
          log(`Updating ${endpoint.recordType} record named '${name}' to '${endpoint.targets}' for zone '${zone}'.`);
          await putRecordSet(arm, ref, zone, recordSetOf(endpoint, name));
        });
      }
    },
  };
}

function updates(changes: Changes): Endpoint[] {
  return [...changes.create, ...changes.updateNew];
}

async function softly<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new SoftError(`failed to fetch dns records: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

async function inItsZone(
  zones: readonly string[],
  endpoint: Endpoint,
  log: Log,
  write: (zone: string, name: string) => Promise<void>,
): Promise<void> {
  const [zone] = zones
    .filter((zone) => endpoint.dnsName === zone || endpoint.dnsName.endsWith(`.${zone}`))
    .sort((left, right) => right.length - left.length);
  if (zone === undefined) {
    log(`Ignoring changes to '${endpoint.dnsName}' because a suitable Azure DNS zone was not found.`);
    return;
  }
  const name = endpoint.dnsName === zone ? "@" : endpoint.dnsName.slice(0, -zone.length - 1);
  try {
    await write(zone, name);
  } catch (error) {
    log(`Failed to write ${endpoint.recordType} record named '${name}' for DNS zone '${zone}': ${error}`);
  }
}

/** Alias record sets name a resource instead of targets: they are none of External-DNS's, as the real one holds too. */
function endpointOf(set: RecordSet, zone: string): Endpoint[] {
  const targets = targetsOf(set.properties);
  if (targets.length === 0) return [];
  return [
    {
      dnsName: set.name === "@" ? zone : `${set.name}.${zone}`,
      targets,
      recordType: set.type.slice(set.type.lastIndexOf("/") + 1),
      recordTTL: set.properties.TTL ?? 0,
      labels: {},
    },
  ];
}

function targetsOf(properties: RecordSet["properties"]): string[] {
  const { ARecords, AAAARecords, CNAMERecord, TXTRecords, MXRecords, NSRecords } = properties;
  if (ARecords?.length) return ARecords.map((record) => record.ipv4Address);
  if (AAAARecords?.length) return AAAARecords.map((record) => record.ipv6Address);
  if (CNAMERecord) return [CNAMERecord.cname];
  if (MXRecords?.length) return MXRecords.map((record) => `${record.preference} ${record.exchange}`);
  if (NSRecords?.length) return NSRecords.map((record) => record.nsdname);
  return TXTRecords?.[0]?.value.slice(0, 1) ?? [];
}

function recordSetOf(endpoint: Endpoint, name: string): RecordSet {
  const TTL = endpoint.recordTTL && endpoint.recordTTL > 0 ? endpoint.recordTTL : DEFAULT_TTL;
  return { name, type: endpoint.recordType, properties: { TTL, ...recordsOf(endpoint) } };
}

function recordsOf({ recordType, targets }: Endpoint): Omit<RecordSet["properties"], "TTL"> {
  const [first = ""] = targets;
  switch (recordType) {
    case "A":
      return { ARecords: targets.map((ipv4Address) => ({ ipv4Address })) };
    case "AAAA":
      return { AAAARecords: targets.map((ipv6Address) => ({ ipv6Address })) };
    case "CNAME":
      return { CNAMERecord: { cname: first } };
    case "TXT":
      return { TXTRecords: [{ value: [first] }] };
    default:
      throw new Error(`unsupported record type '${recordType}'`);
  }
}
