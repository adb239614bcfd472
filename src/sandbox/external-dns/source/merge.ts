import type { Endpoint } from "../../../core/endpoint.ts";
import { compareText, sortedTargets } from "../targets.ts";

/**
 * What every source does last: endpoints of one name, type, set identifier and TTL become one with all their targets,
 * and the first one's labels and properties count. A CNAME can have one target only, so those are not joined.
 * (The real one walks a Go map here, so its order is random; this one's is fixed.)
 */
export function mergeEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  const merged = new Map<string, Endpoint>();
  for (const endpoint of endpoints) {
    const isCname = endpoint.recordType === "CNAME";
    if (isCname && endpoint.targets.length === 0) continue;
    const key = JSON.stringify([keyOf(endpoint), endpoint.recordTTL ?? 0, isCname ? endpoint.targets[0] : ""]);
    join(merged, key, endpoint);
  }
  return [...merged.values()].sort(compareEndpoints);
}

/**
 * What the service source does before that: Services that share a name share one endpoint, owned by the one whose
 * resource comes first, whatever their TTLs are.
 */
export function mergeServices(endpoints: readonly Endpoint[]): Endpoint[] {
  if (endpoints.length <= 1) return [...endpoints];
  const byResource = endpoints.toSorted((a, b) => compareText(a.labels?.resource ?? "", b.labels?.resource ?? ""));
  const merged = new Map<string, Endpoint>();
  for (const [index, endpoint] of byResource.entries()) {
    join(merged, endpoint.recordType === "CNAME" ? `${index}` : keyOf(endpoint), endpoint);
  }
  return [...merged.values()];
}

function join(merged: Map<string, Endpoint>, key: string, endpoint: Endpoint): void {
  const first = merged.get(key);
  const targets = sortedTargets([...(first?.targets ?? []), ...endpoint.targets]);
  merged.set(key, { ...(first ?? endpoint), targets });
}

function keyOf(endpoint: Endpoint): string {
  return JSON.stringify([endpoint.dnsName, endpoint.recordType, endpoint.setIdentifier ?? ""]);
}

/** By name, then type, then set identifier, then first target: a fixed order where the real one has none. */
export function compareEndpoints(left: Endpoint, right: Endpoint): number {
  return (
    compareText(left.dnsName, right.dnsName) ||
    compareText(left.recordType, right.recordType) ||
    compareText(left.setIdentifier ?? "", right.setIdentifier ?? "") ||
    compareText(left.targets[0] ?? "", right.targets[0] ?? "")
  );
}
