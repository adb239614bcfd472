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

/** How a member says each of its endpoint's annotations; what does not apply is empty or absent. */
const OF_ENDPOINT: Partial<Record<AnnotationName, (member: Member) => string | undefined>> = {
  enabled: () => "true",
  "resource-group": ({ ref }) => ref.resourceGroup,
  "profile-name": ({ ref }) => ref.name,
  "endpoint-type": ({ endpoint }) => TYPE_NAMES[endpoint.type],
  target: ({ endpoint, dnsName }) => (endpoint.target === dnsName ? undefined : endpoint.target),
  "target-resource-id": ({ endpoint }) => endpoint.targetResourceId?.toLowerCase(),
  "endpoint-status": ({ endpointStatus }) => endpointStatus,
  "endpoint-location": ({ endpoint }) => endpoint.endpointLocation,
  "health-checks-enabled": ({ endpoint }) => (endpoint.alwaysServe === "Enabled" ? "false" : "true"),
  weight: ({ endpoint }) => String(endpoint.weight),
  priority: ({ endpoint }) => endpoint.priority?.toString(),
  "endpoint-headers": ({ endpoint }) => printHeaders(endpoint.customHeaders),
  "geo-mapping": ({ endpoint }) => endpoint.geoMapping.join(","),
  subnets: ({ endpoint }) => endpoint.subnets.map(printSubnet).join(","),
  "min-child-endpoints": ({ endpoint }) => endpoint.minChildEndpoints?.toString(),
  "min-child-endpoints-ipv4": ({ endpoint }) => endpoint.minChildEndpointsIPv4?.toString(),
  "min-child-endpoints-ipv6": ({ endpoint }) => endpoint.minChildEndpointsIPv6?.toString(),
};

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
export type DecisionName = (typeof DECISION_NAMES)[number];

/** The same for the profile-level annotations, which the endpoint that decides carries as well. */
const OF_DECISION: Record<DecisionName, (decision: ProfileDecision) => string | undefined> = {
  hostname: ({ hostnames }) => hostnames.join(","),
  "routing-method": ({ settings }) => settings.trafficRoutingMethod,
  "dns-ttl": ({ settings }) => String(settings.ttl),
  "max-return": ({ settings }) =>
    settings.trafficRoutingMethod === "MultiValue" ? String(settings.maxReturn ?? 2) : undefined,
  "monitor-protocol": ({ settings }) => settings.monitor.protocol,
  "monitor-port": ({ settings }) => String(settings.monitor.port),
  "monitor-path": ({ settings }) => (settings.monitor.protocol === "TCP" ? undefined : settings.monitor.path),
  "monitor-interval": ({ settings }) => String(settings.monitor.intervalInSeconds),
  "monitor-timeout": ({ settings }) => String(settings.monitor.timeoutInSeconds),
  "monitor-tolerated-failures": ({ settings }) => String(settings.monitor.toleratedNumberOfFailures),
  "monitor-headers": ({ settings }) => printHeaders(settings.monitor.customHeaders),
  "monitor-expected-status-codes": ({ settings }) => printStatusCodes(settings.monitor.expectedStatusCodeRanges),
};

/** What a decision says about one annotation; empty where it does not apply. */
export function decisionValue(decision: ProfileDecision, name: DecisionName): string {
  return OF_DECISION[name](decision) ?? "";
}

/** What a row may carry, as external-dns names it and in the order rows have. */
const PROPERTIES = [...ANNOTATION_NAMES].sort().map((name) => ({
  name: PROPERTY_PREFIX + name,
  ofEndpoint: OF_ENDPOINT[name],
  ofDecision: isDecisionName(name) ? OF_DECISION[name] : undefined,
}));

function isDecisionName(name: AnnotationName): name is DecisionName {
  return name in OF_DECISION;
}

function printProperties(member: Member): ProviderSpecificProperty[] {
  const properties: ProviderSpecificProperty[] = [];
  const { decides } = member;
  for (const { name, ofEndpoint, ofDecision } of PROPERTIES) {
    const value = ofEndpoint ? ofEndpoint(member) : decides && ofDecision?.(decides);
    if (value) properties.push({ name, value });
  }
  return properties;
}

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
