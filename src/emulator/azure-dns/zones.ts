import type { Clock } from "../../time/clock.ts";
import { parentResourceNotFound } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { parseResourcePath, type ResourcePath } from "../arm/resource-path.ts";
import type { ZoneOf } from "../dns/zone.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { badRequest } from "./errors.ts";
import { listRecordSets, listZones } from "./lists.ts";
import { recordSetType } from "./record-set-kinds.ts";
import { recordSetOperation } from "./record-set-operations.ts";
import { resourceReferences } from "./resource-references.ts";
import { zoneId } from "./zone.ts";
import { type ZonePlace, zoneOperation } from "./zone-operations.ts";
import { createZoneStore, type StoredZone } from "./zone-store.ts";

/** A zone to begin with. */
export interface InitialZone {
  resourceGroup: string;
  name: string;
}

export interface AzureDnsOptions {
  clock: Clock;
  profiles: ProfileStore;
  subscription: string;
  zones?: readonly InitialZone[];
}

export interface AzureDns {
  /** The reply of Microsoft.Network/dnsZones; `undefined` for a request that is none of its. */
  api(request: ArmRequest, origin?: string): ArmReply | undefined;
  /** For the DNS server. */
  zoneOf: ZoneOf;
  close(): void;
}

const LISTS_OF_ALL: ReadonlySet<string> = new Set(["all", "recordsets"]);

/** Azure DNS zones, in memory: ARM's api-versions 2018-05-01 and 2023-07-01-preview, and what a DNS server needs. */
export function createAzureDns({ clock, profiles, subscription, zones: initial = [] }: AzureDnsOptions): AzureDns {
  const zones = createZoneStore(clock);
  for (const { resourceGroup, name } of initial) zones.create(subscription, resourceGroup, name, {});
  const unsubscribe = profiles.subscribe((id) => {
    for (const stored of zones.all()) followProfile(stored, id);
  });

  /** An alias has its profile's TTL; without the profile it is an empty set (Azure docs: alias). */
  const followProfile = (stored: StoredZone, id: string) => {
    for (const set of stored.contents.aliases()) {
      if (set.alias?.id.toLowerCase() !== id) continue;
      const ttl = profiles.get(id)?.properties.dnsConfig.ttl;
      if (ttl === undefined) stored.contents.put({ ...set, alias: undefined, etag: zones.nextEtag() });
      else if (ttl !== set.ttl) stored.contents.put({ ...set, ttl });
    }
  };

  const inZone = (path: ResourcePath, place: ZonePlace, request: ArmRequest, origin: string): ArmReply | undefined => {
    const home = zones.get(zoneId(place.subscription, place.resourceGroup, place.name));
    if (!home) return parentResourceNotFound(place.name);
    const [, typeText = ""] = path.types;
    const [, name] = path.names;
    const type = recordSetType(typeText);
    if (name === undefined && request.method === "GET") {
      if (type || LISTS_OF_ALL.has(typeText.toLowerCase())) return listRecordSets(home, type, request, origin);
    }
    if (!type) return badRequest(`The record type '${typeText}' is not supported.`);
    if (name === undefined) return undefined;
    return recordSetOperation({ home, type, name }, request, { profiles, nextEtag: zones.nextEtag });
  };

  const zoneList = ({ subscription: id, resourceGroup }: ResourcePath, request: ArmRequest, origin: string) => {
    const listed = [...zones.all()].filter(
      ({ zone }) =>
        same(zone.subscription, id) && (resourceGroup === undefined || same(zone.resourceGroup, resourceGroup)),
    );
    return listZones(listed, request, origin);
  };

  const operate = (path: ResourcePath, request: ArmRequest, origin: string): ArmReply | undefined => {
    const { subscription: id = "", resourceGroup, names, types } = path;
    const [name] = names;
    if (name === undefined) return request.method === "GET" ? zoneList(path, request, origin) : undefined;
    if (resourceGroup === undefined) return undefined;
    const place = { subscription: id, resourceGroup, name: name.replace(/\.$/, "") };
    return types.length === 1 ? zoneOperation(place, request, zones, origin) : inZone(path, place, request, origin);
  };

  return {
    api(request, origin = "https://management.azure.com") {
      const path = parseResourcePath(request.segments);
      if (!same(path.provider, "Microsoft.Network") || path.extension) return undefined;
      switch (path.types[0]?.toLowerCase()) {
        case "dnszones":
          return operate(path, request, origin);
        case "dnsoperationstatuses":
          return { status: 200, body: { status: "Succeeded" } };
        case "dnsoperationresults":
          return { status: 200 };
        case "getdnsresourcereference":
          return request.method === "POST" ? resourceReferences(request, zones) : undefined;
        default:
          return undefined;
      }
    },
    zoneOf: (name) => zones.view(name),
    close: unsubscribe,
  };
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}
