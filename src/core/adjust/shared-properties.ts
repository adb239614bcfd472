import type { Endpoint, ProviderSpecificProperty } from "../endpoint.ts";

/**
 * Gives endpoints back the properties that external-dns v0.21 loses: it drops those of other providers (`azure-tags`, `aws-…`) by
 * shortening a list that all endpoints of one object share, so that one endpoint, another each time, misses as many of ours, and
 * all show empty ones. Endpoints of one object have the same annotations, so each of them gets what any of them has.
 */
export function restoreSharedProperties(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const damaged = new Set(endpoints.filter(isDamaged).map(objectOf));
  if (damaged.size === 0) return endpoints;
  const whole = new Map<string, Map<string, ProviderSpecificProperty>>();
  for (const endpoint of endpoints) {
    const object = objectOf(endpoint);
    if (!damaged.has(object)) continue;
    const properties = whole.get(object) ?? new Map<string, ProviderSpecificProperty>();
    for (const property of endpoint.providerSpecific ?? []) if (property.name) properties.set(property.name, property);
    whole.set(object, properties);
  }
  return endpoints.map((endpoint) => {
    const properties = whole.get(objectOf(endpoint));
    return properties ? { ...endpoint, providerSpecific: [...properties.values()] } : endpoint;
  });
}

/** The endpoints of a DNSEndpoint have lists of their own, and may differ. */
function isDamaged(endpoint: Endpoint): boolean {
  const object = objectOf(endpoint);
  if (object === "" || object.startsWith("crd/")) return false;
  return (endpoint.providerSpecific ?? []).some(({ name }) => name === "");
}

function objectOf({ labels }: Endpoint): string {
  return labels?.resource ?? "";
}
