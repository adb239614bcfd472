import { locationDisplayName, locationKey } from "../annotations/location.ts";
import { printSubnet } from "../annotations/values.ts";
import type { EndpointDefinition, TrafficManagerEndpoint } from "../profile.ts";
import type { Member } from "../rows/member.ts";

/**
 * What the PUT of a member's endpoint says. A drained endpoint is Disabled and keeps the weight it has, since Azure knows no weight
 * of 0; a priority that the profile's method does not use stays as Azure numbered it.
 */
export function definitionOf(member: Member, existing: TrafficManagerEndpoint | undefined): EndpointDefinition {
  const { weight, priority, endpointLocation, ...rest } = member.endpoint;
  const drained = weight === 0;
  const rank = priority ?? existing?.priority;
  return {
    ...rest,
    name: member.endpointName,
    endpointStatus: drained ? "Disabled" : member.endpointStatus,
    weight: drained ? (existing?.weight ?? 1) : weight,
    ...(rank === undefined ? {} : { priority: rank }),
    ...(endpointLocation ? { endpointLocation: locationDisplayName(endpointLocation) } : {}),
  };
}

/** What a PUT of `wanted` would change, as `weight 100 → 50, …`; empty when it would change nothing. */
export function endpointChanges(existing: EndpointDefinition | undefined, wanted: EndpointDefinition): string {
  const now = parts(wanted);
  if (!existing) return ["target", "weight"].map((name) => `${name} ${now.get(name)}`).join(", ");
  const before = parts(existing);
  const changes: string[] = [];
  for (const [name, value] of now) {
    const old = before.get(name) ?? "";
    if (old !== value) changes.push(`${name} ${old || "none"} → ${value || "none"}`);
  }
  return changes.join(", ");
}

function parts(endpoint: EndpointDefinition): Map<string, string> {
  const nested = endpoint.type === "NestedEndpoints";
  return new Map([
    ["type", endpoint.type],
    ["target", targetOf(endpoint)],
    ["status", endpoint.endpointStatus],
    ["weight", String(endpoint.weight ?? 1)],
    ["priority", String(endpoint.priority ?? "")],
    ["location", locationKey(endpoint.endpointLocation ?? "")],
    ["alwaysServe", endpoint.alwaysServe],
    ["geoMapping", [...endpoint.geoMapping].sort().join(",")],
    ["subnets", endpoint.subnets.map(printSubnet).sort().join(",")],
    [
      "headers",
      endpoint.customHeaders
        .map(({ name, value }) => `${name}:${value}`)
        .sort()
        .join(","),
    ],
    ["minChildEndpoints", nested ? String(endpoint.minChildEndpoints ?? 1) : ""],
    ["minChildEndpointsIPv4", nested ? String(endpoint.minChildEndpointsIPv4 ?? 0) : ""],
    ["minChildEndpointsIPv6", nested ? String(endpoint.minChildEndpointsIPv6 ?? 0) : ""],
  ]);
}

/** What an endpoint leads to, comparable: the target of an external one, the resource of the others. */
export function targetOf(endpoint: Pick<EndpointDefinition, "type" | "target" | "targetResourceId">): string {
  const target = endpoint.type === "ExternalEndpoints" ? endpoint.target : endpoint.targetResourceId;
  return target?.toLowerCase() ?? "";
}
