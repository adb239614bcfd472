import { recordSetKind } from "./record-set-kinds.ts";
import { fullName, type RecordSet } from "./zone.ts";
import type { StoredZone } from "./zone-store.ts";

/** The first api-version that shows linked Traffic Manager profiles. */
const WITH_PROFILE_LINKS = "2023-07-01-preview";

export function zoneJson({ zone, contents }: StoredZone): Record<string, unknown> {
  return {
    id: zone.id,
    name: zone.name,
    type: "Microsoft.Network/dnszones",
    etag: zone.etag,
    location: "global",
    tags: zone.tags,
    properties: {
      maxNumberOfRecordSets: 10000,
      maxNumberOfRecordsPerRecordSet: null,
      nameServers: zone.nameServers,
      numberOfRecordSets: contents.size,
      zoneType: "Public",
    },
  };
}

export function recordSetId({ zone }: StoredZone, set: Pick<RecordSet, "type" | "name">): string {
  return `${zone.id}/${set.type}/${set.name}`;
}

export function recordSetJson(stored: StoredZone, set: RecordSet, apiVersion: string): Record<string, unknown> {
  const { alias } = set;
  const showsLinks = alias?.linked || apiVersion >= WITH_PROFILE_LINKS;
  return {
    id: recordSetId(stored, set),
    name: set.name,
    type: `Microsoft.Network/dnszones/${set.type}`,
    etag: set.etag,
    properties: {
      ...(set.metadata && { metadata: set.metadata }),
      fqdn: `${fullName(stored.zone.name, set.name)}.`,
      TTL: set.ttl,
      ...recordsJson(set),
      targetResource: alias && !alias.linked ? { id: alias.id } : {},
      ...(showsLinks && { trafficManagementProfile: alias?.linked ? { id: alias.id } : {} }),
      provisioningState: "Succeeded",
    },
  };
}

/** An alias shows no records, an empty set an empty list (azure-cli recording test_dns_alias). */
function recordsJson(set: RecordSet): Record<string, unknown> {
  if (set.alias) return {};
  const { property, single } = recordSetKind(set.type);
  const records = set.records.map(({ json }) => json);
  if (!single) return { [property]: records };
  return records[0] ? { [property]: records[0] } : {};
}
