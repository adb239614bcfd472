import type { Clock } from "../../time/clock.ts";
import type { ZoneView } from "../dns/zone.ts";
import { type RecordSetType, recordSetKind, type SetRecord } from "./record-set-kinds.ts";
import { type RecordSet, type Zone, zoneId } from "./zone.ts";
import { createZoneContents, type ZoneContents } from "./zone-contents.ts";

export interface StoredZone {
  zone: Zone;
  contents: ZoneContents;
}

/** All zones, for ARM by id, for DNS by name. */
export interface ZoneStore {
  get(id: string): StoredZone | undefined;
  all(): Iterable<StoredZone>;
  /** A new zone with its SOA and NS sets. */
  create(subscription: string, resourceGroup: string, name: string, tags: Record<string, string>): StoredZone;
  retag(stored: StoredZone, tags: Record<string, string>): Zone;
  delete(id: string): boolean;
  /** The longest zone around a name. Of two zones with one name the older answers: Azure would ask their parents. */
  view(name: string): ZoneView | undefined;
  nextEtag(): string;
}

const SOA_TTL = 3600;
const NS_TTL = 172800;

export function createZoneStore(clock: Clock): ZoneStore {
  const byId = new Map<string, StoredZone>();
  const byName = new Map<string, StoredZone[]>();
  let etags = 0;
  let created = 0;

  const nextEtag = () => {
    etags += 1;
    const time = clock.now().toString(16).padStart(12, "0").slice(-8);
    return `00000002-0000-0000-${time.slice(0, 4)}-${time.slice(4)}${etags.toString(16).padStart(8, "0")}`;
  };

  const replace = (stored: StoredZone, zone: Zone) => {
    stored.zone = zone;
    return zone;
  };

  return {
    get: (id) => byId.get(id.toLowerCase()),
    all: () => byId.values(),
    create(subscription, resourceGroup, name, tags) {
      created += 1;
      const nameServers = nameServersOf(created);
      const id = zoneId(subscription, resourceGroup, name);
      const zone = { id, subscription, resourceGroup, name, etag: nextEtag(), tags, nameServers };
      const stored = { zone, contents: createZoneContents(zone) };
      for (const set of apexSets(nameServers)) stored.contents.put({ ...set, etag: nextEtag() });
      byId.set(id.toLowerCase(), stored);
      byName.set(name.toLowerCase(), [...(byName.get(name.toLowerCase()) ?? []), stored]);
      return stored;
    },
    retag: (stored, tags) => replace(stored, { ...stored.zone, tags, etag: nextEtag() }),
    delete(id) {
      const stored = byId.get(id.toLowerCase());
      if (!stored) return false;
      byId.delete(id.toLowerCase());
      const name = stored.zone.name.toLowerCase();
      const others = (byName.get(name) ?? []).filter((other) => other !== stored);
      if (others.length > 0) byName.set(name, others);
      else byName.delete(name);
      return true;
    },
    view(name) {
      for (let suffix = name; suffix !== ""; suffix = parentOf(suffix)) {
        const found = byName.get(suffix)?.[0];
        if (found) return found.contents.view;
      }
      return undefined;
    },
    nextEtag,
  };
}

function parentOf(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1);
}

/** Azure spreads zones over sets of four name servers. */
function nameServersOf(created: number): string[] {
  const number = String(((created - 1) % 9) + 1).padStart(2, "0");
  return ["com", "net", "org", "info"].map((top, index) => `ns${index + 1}-${number}.azure-dns.${top}.`);
}

function apexSets(nameServers: readonly string[]): Omit<RecordSet, "etag">[] {
  const soa = { host: nameServers[0] ?? "", email: "azuredns-hostmaster.microsoft.com" };
  const servers = nameServers.map((nsdname) => ({ nsdname }));
  const common = { name: "@", metadata: undefined, alias: undefined };
  return [
    { ...common, type: "SOA", ttl: SOA_TTL, records: parseAll("SOA", [soa]) },
    { ...common, type: "NS", ttl: NS_TTL, records: parseAll("NS", servers) },
  ];
}

function parseAll(type: RecordSetType, raw: readonly unknown[]): SetRecord[] {
  return raw.map((one) => {
    const record = recordSetKind(type).parse(one);
    if (typeof record === "string") throw new Error(record);
    return record;
  });
}
