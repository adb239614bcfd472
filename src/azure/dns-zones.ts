import type { DnsManagementClient } from "@azure/arm-dns";
import type { Clock } from "../time/clock.ts";

export interface DnsZone {
  resourceGroup: string;
  /** In lower case. */
  name: string;
}

export interface DnsZones {
  /** The zone a hostname belongs to, the longest where several would do. */
  find(client: DnsManagementClient, hostname: string): Promise<DnsZone | undefined>;
  /** Looks again next time, as after a write to a zone that is gone. */
  forget(): void;
}

export interface DnsZonesOptions {
  clock: Clock;
  /** Milliseconds. */
  cacheDuration: number;
  /** The only groups to look in; without them the subscription. */
  resourceGroups: readonly string[] | undefined;
  options: { requestOptions: { timeout: number } };
}

/** The Azure DNS zones this identity can see, listed once in a while. */
export function createDnsZones({ clock, cacheDuration, resourceGroups, options }: DnsZonesOptions): DnsZones {
  let cached: { at: number; zones: DnsZone[] } | undefined;

  const list = async ({ zones }: DnsManagementClient): Promise<DnsZone[]> => {
    const listings = resourceGroups?.map((group) => zones.listByResourceGroup(group, options)) ?? [zones.list(options)];
    const found: DnsZone[] = [];
    for (const listing of listings) {
      for await (const zone of listing) {
        const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(zone.id ?? "")?.[1];
        const isPublic = (zone.zoneType ?? "Public") === "Public";
        if (resourceGroup && zone.name && isPublic) found.push({ resourceGroup, name: zone.name.toLowerCase() });
      }
    }
    return found;
  };

  return {
    async find(client, hostname) {
      if (!cached || clock.now() - cached.at > cacheDuration) cached = { at: clock.now(), zones: await list(client) };
      return cached.zones
        .filter(({ name }) => contains(name, hostname))
        .sort((a, b) => b.name.length - a.name.length)[0];
    },
    forget() {
      cached = undefined;
    },
  };
}

function contains(zone: string, hostname: string): boolean {
  return hostname === zone || hostname.endsWith(`.${zone}`);
}
