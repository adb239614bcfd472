import type { RecordTypeName } from "../dns/record-types.ts";
import type { RecordSetView, ZoneView } from "../dns/zone.ts";
import { fullName, type RecordSet, type Zone } from "./zone.ts";

/** The record sets of one zone, for ARM by name and type, for DNS as a `ZoneView`. */
export interface ZoneContents {
  view: ZoneView;
  get(name: string, type: string): RecordSet | undefined;
  /** The sets at one relative name. */
  at(name: string): readonly RecordSet[];
  /** By name, then type; the apex first. */
  all(): RecordSet[];
  /** The sets that stand for another resource. */
  aliases(): readonly RecordSet[];
  put(set: RecordSet): void;
  delete(set: RecordSet): void;
  readonly size: number;
}

export function createZoneContents(zone: Zone): ZoneContents {
  const zoneName = zone.name.toLowerCase();
  const sets = new Map<string, Map<string, RecordSet>>();
  const views = new Map<string, Map<RecordTypeName, RecordSetView>>();
  /** How many sets are at a name or below it. */
  const below = new Map<string, number>();
  const aliases = new Map<string, RecordSet>();
  let size = 0;

  const count = (name: string, by: number) => {
    size += by;
    for (let at = name; ; at = at.slice(at.indexOf(".") + 1)) {
      const total = (below.get(at) ?? 0) + by;
      if (total > 0) below.set(at, total);
      else below.delete(at);
      if (at === zoneName) return;
    }
  };

  const remove = (set: RecordSet): void => {
    const name = fullName(zoneName, set.name);
    const here = sets.get(name);
    if (!here?.delete(set.type)) return;
    aliases.delete(`${name} ${set.type}`);
    views.get(name)?.delete(set.type);
    if (here.size === 0) {
      sets.delete(name);
      views.delete(name);
    }
    count(name, -1);
  };

  return {
    view: { name: zoneName, at: (name) => views.get(name), exists: (name) => below.has(name) },
    get: (name, type) => sets.get(fullName(zoneName, name))?.get(type),
    at: (name) => [...(sets.get(fullName(zoneName, name))?.values() ?? [])],
    all: () => [...sets.values()].flatMap((here) => [...here.values()]).sort(byNameAndType),
    aliases: () => [...aliases.values()],
    put(set) {
      remove(set);
      const name = fullName(zoneName, set.name);
      entry(sets, name).set(set.type, set);
      entry(views, name).set(set.type, viewOf(set, name));
      if (set.alias) aliases.set(`${name} ${set.type}`, set);
      count(name, 1);
    },
    delete: remove,
    get size() {
      return size;
    },
  };
}

function entry<K, V>(maps: Map<string, Map<K, V>>, name: string): Map<K, V> {
  const known = maps.get(name);
  if (known) return known;
  const fresh = new Map<K, V>();
  maps.set(name, fresh);
  return fresh;
}

function viewOf(set: RecordSet, name: string): RecordSetView {
  const { alias, ttl } = set;
  if (!alias) return { ttl, records: set.records.map((record) => record.dns(name, ttl)) };
  const profile = /\/trafficmanagerprofiles\/[^/]+$/i.test(alias.id);
  if (!profile) return { ttl, records: [], aliasName: aliasedName(alias.id) };
  return { ttl, records: [], aliasProfile: alias.id, flattened: alias.linked };
}

/** `…/dnszones/example.com/A/www` → "www.example.com". */
function aliasedName(recordSetId: string): string {
  const [zone = "", _type, name = ""] = recordSetId.split("/").slice(-3);
  return fullName(zone, name);
}

function byNameAndType(a: RecordSet, b: RecordSet): number {
  const rank = ({ name }: RecordSet) => (name === "@" ? "" : name.toLowerCase());
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.type < b.type ? -1 : Number(a.type > b.type);
}
