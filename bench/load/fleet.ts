import { PROPERTY_PREFIX } from "../../src/core/annotations/names.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";

/** So many profiles, and so many Services that join each of them. */
export interface Fleet {
  profiles: number;
  endpoints: number;
}

/** What external-dns makes of annotated Services like the README's: every one of them enabled. */
export function sourcesOf({ profiles, endpoints }: Fleet, more: Record<string, string> = {}): Endpoint[] {
  return Array.from({ length: profiles }, (_, profile) =>
    Array.from({ length: endpoints }, (_, endpoint) => sourceOf(profile, endpoint, more)),
  ).flat();
}

function sourceOf(profile: number, endpoint: number, more: Record<string, string>): Endpoint {
  const app = `shop-${profile}`;
  const annotations = {
    enabled: "true",
    "resource-group": "rg",
    "profile-name": `${app}-global`,
    hostname: `${app}.example.com`,
    weight: String(1 + (endpoint % 100)),
    "endpoint-name": `region-${endpoint}`,
    "endpoint-location": "westeurope",
    ...more,
  };
  return {
    dnsName: `${app}-region-${endpoint}.example.com`,
    recordType: "A",
    targets: [`20.${profile % 200}.${endpoint >> 8}.${endpoint & 255}`],
    labels: { resource: `service/team-${profile}/${app}-region-${endpoint}` },
    providerSpecific: Object.entries(annotations).map(([name, value]) => ({ name: PROPERTY_PREFIX + name, value })),
  };
}

/** The rows with another value of one property: what an edited annotation comes to. */
export function withProperty(row: Endpoint, name: string, value: string): Endpoint {
  const rest = (row.providerSpecific ?? []).map((property) =>
    property.name === PROPERTY_PREFIX + name ? { ...property, value } : property,
  );
  return { ...row, providerSpecific: rest };
}

export function describeFleet({ profiles, endpoints }: Fleet): string {
  const all = (profiles * endpoints).toLocaleString("en");
  return `${all} endpoints (${profiles} × ${endpoints})`;
}
