import type { CustomHeader, EndpointType, StatusCodeRange } from "../../arm/traffic-manager.ts";
import { ANNOTATION_NAMES, type AnnotationName, PROPERTY_PREFIX } from "../annotations/names.ts";
import { readWish } from "../annotations/read-wish.ts";
import { printSubnet } from "../annotations/values.ts";
import type { Endpoint, ProviderSpecificProperty } from "../endpoint.ts";
import type { Problem } from "../problem.ts";
import type { Member, ProfileDecision } from "./member.ts";

const TYPE_NAMES: Record<EndpointType, string> = {
  ExternalEndpoints: "External",
  AzureEndpoints: "Azure",
  NestedEndpoints: "Nested",
};

/**
 * The row of a member: CNAME dnsName → the profile's FQDN. External-DNS compares rows property for property, so everything that
 * can differ is written out, in one spelling and one order, and nothing else. No TTL: the profile's is a property.
 */
export function printRow(member: Member, fqdn: string, labels: Record<string, string>): Endpoint {
  return {
    dnsName: member.dnsName,
    targets: [fqdn],
    recordType: "CNAME",
    setIdentifier: member.endpointName,
    labels,
    providerSpecific: printProperties(member),
  };
}

/** The member a row stands for; rows are annotations in canonical form, so they are read by the same rules. */
export function parseRow(row: Endpoint): { member: Member; object: string } | { problems: Problem[] } | undefined {
  if (row.recordType !== "CNAME" || !row.setIdentifier) return undefined;
  const reading = readWish(row, {});
  if (reading.kind === "ignored") return undefined;
  if (reading.kind === "invalid") return { problems: reading.problems };
  const { wish } = reading;
  const { priority, ...endpoint } = wish.endpoint;
  // A row that names no target means its dnsName, even where a source endpoint would mean the load balancer's address.
  if (endpoint.type === "ExternalEndpoints" && !wish.given.has("target")) endpoint.target = wish.dnsName;
  const decides = wish.given.has("routing-method");
  return {
    object: wish.object,
    member: {
      ref: wish.ref,
      dnsName: wish.dnsName,
      endpointName: wish.endpointName,
      endpoint: { ...endpoint, ...(wish.given.has("priority") ? { priority } : {}) },
      endpointStatus: wish.endpointStatus ?? "Enabled",
      ...(decides ? { decides: { settings: wish.settings, hostnames: wish.hostnames } } : {}),
    },
  };
}

/** The annotations a row may carry with the property external-dns makes of each, in the order rows have them. */
const PROPERTIES = [...ANNOTATION_NAMES].sort().map((name) => ({ name, property: PROPERTY_PREFIX + name }));

type RowValues = Partial<Record<AnnotationName, string | undefined>>;

function printProperties(member: Member): ProviderSpecificProperty[] {
  const ofEndpoint = endpointValues(member);
  const ofProfile = member.decides ? decisionValues(member.decides) : {};
  const properties: ProviderSpecificProperty[] = [];
  for (const { name, property } of PROPERTIES) {
    const value = ofEndpoint[name] ?? ofProfile[name];
    if (value) properties.push({ name: property, value });
  }
  return properties;
}

function endpointValues({ ref, dnsName, endpoint, endpointStatus }: Member): RowValues {
  return {
    enabled: "true",
    "resource-group": ref.resourceGroup,
    "profile-name": ref.name,
    "endpoint-type": TYPE_NAMES[endpoint.type],
    target: endpoint.target === dnsName ? undefined : endpoint.target,
    "target-resource-id": endpoint.targetResourceId?.toLowerCase(),
    "endpoint-status": endpointStatus,
    "endpoint-location": endpoint.endpointLocation,
    "health-checks-enabled": endpoint.alwaysServe === "Enabled" ? "false" : "true",
    weight: String(endpoint.weight),
    priority: endpoint.priority?.toString(),
    "endpoint-headers": printHeaders(endpoint.customHeaders),
    "geo-mapping": endpoint.geoMapping.join(","),
    subnets: endpoint.subnets.map(printSubnet).join(","),
    "min-child-endpoints": endpoint.minChildEndpoints?.toString(),
    "min-child-endpoints-ipv4": endpoint.minChildEndpointsIPv4?.toString(),
    "min-child-endpoints-ipv6": endpoint.minChildEndpointsIPv6?.toString(),
  };
}

/** The profile-level annotations that say this decision; what does not apply is empty or absent. */
export function decisionValues({ settings, hostnames }: ProfileDecision): RowValues {
  const { monitor } = settings;
  return {
    hostname: hostnames.join(","),
    "routing-method": settings.trafficRoutingMethod,
    "dns-ttl": String(settings.ttl),
    "max-return": settings.trafficRoutingMethod === "MultiValue" ? String(settings.maxReturn ?? 2) : undefined,
    "monitor-protocol": monitor.protocol,
    "monitor-port": String(monitor.port),
    "monitor-path": monitor.protocol === "TCP" ? undefined : monitor.path,
    "monitor-interval": String(monitor.intervalInSeconds),
    "monitor-timeout": String(monitor.timeoutInSeconds),
    "monitor-tolerated-failures": String(monitor.toleratedNumberOfFailures),
    "monitor-headers": printHeaders(monitor.customHeaders),
    "monitor-expected-status-codes": printStatusCodes(monitor.expectedStatusCodeRanges),
  };
}

export const DECISION_NAMES = [
  "hostname",
  "routing-method",
  "dns-ttl",
  "max-return",
  "monitor-protocol",
  "monitor-port",
  "monitor-path",
  "monitor-interval",
  "monitor-timeout",
  "monitor-tolerated-failures",
  "monitor-headers",
  "monitor-expected-status-codes",
] as const satisfies readonly AnnotationName[];

function printHeaders(headers: readonly CustomHeader[]): string {
  if (headers.length === 0) return "";
  return headers
    .map(({ name, value }) => `${name}:${value}`)
    .sort()
    .join(",");
}

function printStatusCodes(ranges: readonly StatusCodeRange[]): string {
  if (ranges.length === 0) return "";
  return [...ranges]
    .sort((a, b) => a.min - b.min || a.max - b.max)
    .map(({ min, max }) => (min === max ? `${min}` : `${min}-${max}`))
    .join(",");
}
