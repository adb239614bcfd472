import type { Authority, Found, Lookup } from "./authority.ts";
import { type DnsRecord, withName } from "./record.ts";
import type { RecordTypeName } from "./record-types.ts";
import type { RecordSetView, ZoneOf, ZoneView } from "./zone.ts";

/** The records that a Traffic Manager profile stands for, under the alias's own name and TTL. */
export type ResolveAlias = (set: RecordSetView, type: RecordTypeName, question: Lookup) => DnsRecord[];

const MINIMUM_OFFSET = 4;

/** Answers from zones as RFC 1034 (4.3.2) has it: delegations, wildcards, CNAMEs, names that only lie in between. */
export function createZoneAuthority(zoneOf: ZoneOf, resolveAlias: ResolveAlias): Authority {
  const recordsOf = (
    zone: ZoneView,
    type: RecordTypeName,
    set: RecordSetView,
    question: Lookup,
  ): readonly DnsRecord[] => {
    if (set.aliasProfile) return resolveAlias(set, type, question);
    const records = set.aliasName ? (zone.at(set.aliasName)?.get(type)?.records ?? []) : set.records;
    // The records of a wildcard, and of another set, carry the name that was asked for.
    return records.map((record) => (record.name === question.name ? record : withName(record, question.name)));
  };

  const answerFrom = (zone: ZoneView, sets: ReadonlyMap<RecordTypeName, RecordSetView>, question: Lookup): Found => {
    const wanted = [...sets].filter(([type]) => type === question.type || type === "CNAME" || question.type === "ANY");
    const records = wanted.flatMap(([type, set]) => recordsOf(zone, type, set, question));
    const byAddress = wanted.some(([, set]) => set.aliasProfile !== undefined);
    return { rcode: "NOERROR", records, authorities: records.length > 0 ? [] : soaOf(zone), byAddress };
  };

  return {
    chasesOwnNames: true,
    zoneOf: (name) => zoneOf(name)?.name,
    lookup(question) {
      const zone = zoneOf(question.name);
      if (!zone) return { rcode: "NXDOMAIN", records: [], authorities: [] };
      const delegation = delegationAbove(zone, question.name);
      if (delegation) return { rcode: "NOERROR", records: [], authorities: delegation, delegated: true };
      const sets = zone.at(question.name);
      if (sets) return answerFrom(zone, sets, question);
      if (zone.exists(question.name)) return { rcode: "NOERROR", records: [], authorities: soaOf(zone) };
      const wildcard = zone.at(`*.${closestEncloser(zone, question.name)}`);
      if (wildcard) return answerFrom(zone, wildcard, question);
      return { rcode: "NXDOMAIN", records: [], authorities: soaOf(zone) };
    },
  };
}

/** The NS records of the highest name between the zone's and this one that was given to other servers. */
function delegationAbove(zone: ZoneView, name: string): readonly DnsRecord[] | undefined {
  const labels = name.slice(0, Math.max(0, name.length - zone.name.length - 1)).split(".");
  for (let index = labels.length - 1; index >= 0; index -= 1) {
    const ancestor = `${labels.slice(index).join(".")}.${zone.name}`;
    const delegated = zone.at(ancestor)?.get("NS");
    if (delegated && delegated.records.length > 0) return delegated.records;
  }
  return undefined;
}

function closestEncloser(zone: ZoneView, name: string): string {
  let parent = name;
  do parent = parent.slice(parent.indexOf(".") + 1);
  while (parent !== zone.name && !zone.exists(parent));
  return parent;
}

/** The zone's SOA with the TTL that negative answers are kept for (RFC 2308, 3). */
function soaOf(zone: ZoneView): readonly DnsRecord[] {
  const set = zone.at(zone.name)?.get("SOA");
  return (set?.records ?? []).map((record) => ({ ...record, ttl: Math.min(record.ttl, minimumOf(record)) }));
}

function minimumOf({ wire }: DnsRecord): number {
  return new DataView(wire.buffer, wire.byteOffset, wire.byteLength).getUint32(wire.byteLength - MINIMUM_OFFSET);
}
