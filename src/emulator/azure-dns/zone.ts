import type { RecordSetType, SetRecord } from "./record-set-kinds.ts";

/** What a record set stands for instead of having records. */
export interface Alias {
  /** An ARM id: of a profile, or of another record set. */
  id: string;
  /** A linked record (`trafficManagementProfile`): its answers never name trafficmanager.net. */
  linked: boolean;
}

/** A record set as it is kept. Never changed, only replaced. */
export interface RecordSet {
  /** Relative to the zone, as first written; "@" at the apex. */
  name: string;
  type: RecordSetType;
  ttl: number;
  etag: string;
  metadata: Readonly<Record<string, string>> | undefined;
  records: readonly SetRecord[];
  alias: Alias | undefined;
}

export interface Zone {
  /** With `dnszones` in lower case, as ARM shows it. */
  id: string;
  subscription: string;
  resourceGroup: string;
  name: string;
  etag: string;
  tags: Readonly<Record<string, string>>;
  nameServers: readonly string[];
}

export function zoneId(subscription: string, resourceGroup: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/dnszones/${name}`;
}

/** "www" in "example.com" → "www.example.com"; "@" → "example.com". Lower case. */
export function fullName(zoneName: string, relative: string): string {
  return (relative === "@" ? zoneName : `${relative}.${zoneName}`).toLowerCase();
}
