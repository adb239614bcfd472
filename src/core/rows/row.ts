import type { CustomHeader, EndpointType, StatusCodeRange } from "../../arm/traffic-manager.ts";
import { type AnnotationName, PROPERTY_PREFIX } from "../annotations/names.ts";
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

function printProperties(member: Member): ProviderSpecificProperty[] {
  const { endpoint } = member;
  const properties: ProviderSpecificProperty[] = [];
  const print = (name: AnnotationName, value: string | number | undefined) => {
    if (value !== undefined && value !== "") properties.push({ name: PROPERTY_PREFIX + name, value: String(value) });
  };
  print("enabled", "true");
  print("resource-group", member.ref.resourceGroup);
  print("profile-name", member.ref.name);
  print("endpoint-type", TYPE_NAMES[endpoint.type]);
  print("target", endpoint.target === member.dnsName ? undefined : endpoint.target);
  print("target-resource-id", endpoint.targetResourceId?.toLowerCase());
  print("endpoint-status", member.endpointStatus);
  print("endpoint-location", endpoint.endpointLocation);
  print("health-checks-enabled", endpoint.alwaysServe === "Enabled" ? "false" : "true");
  print("weight", endpoint.weight);
  print("priority", endpoint.priority);
  print("endpoint-headers", printHeaders(endpoint.customHeaders));
  print("geo-mapping", endpoint.geoMapping.join(","));
  print("subnets", endpoint.subnets.map(printSubnet).join(","));
  print("min-child-endpoints", endpoint.minChildEndpoints);
  print("min-child-endpoints-ipv4", endpoint.minChildEndpointsIPv4);
  print("min-child-endpoints-ipv6", endpoint.minChildEndpointsIPv6);
  if (member.decides) for (const [name, value] of decisionProperties(member.decides)) print(name, value);
  return properties.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The profile-level annotations that say this decision, those with an empty value left out. */
export function decisionProperties({ settings, hostnames }: ProfileDecision): Map<AnnotationName, string> {
  const { monitor } = settings;
  const tcp = monitor.protocol === "TCP";
  const multiValue = settings.trafficRoutingMethod === "MultiValue";
  const all: [AnnotationName, string | number | undefined][] = [
    ["hostname", hostnames.join(",")],
    ["routing-method", settings.trafficRoutingMethod],
    ["dns-ttl", settings.ttl],
    ["max-return", multiValue ? (settings.maxReturn ?? 2) : undefined],
    ["monitor-protocol", monitor.protocol],
    ["monitor-port", monitor.port],
    ["monitor-path", tcp ? undefined : monitor.path],
    ["monitor-interval", monitor.intervalInSeconds],
    ["monitor-timeout", monitor.timeoutInSeconds],
    ["monitor-tolerated-failures", monitor.toleratedNumberOfFailures],
    ["monitor-headers", printHeaders(monitor.customHeaders)],
    ["monitor-expected-status-codes", printStatusCodes(monitor.expectedStatusCodeRanges)],
  ];
  const properties = new Map<AnnotationName, string>();
  for (const [name, value] of all) if (value !== undefined && value !== "") properties.set(name, String(value));
  return properties;
}

function printHeaders(headers: readonly CustomHeader[]): string {
  return headers
    .map(({ name, value }) => `${name}:${value}`)
    .sort()
    .join(",");
}

function printStatusCodes(ranges: readonly StatusCodeRange[]): string {
  return [...ranges]
    .sort((a, b) => a.min - b.min || a.max - b.max)
    .map(({ min, max }) => (min === max ? `${min}` : `${min}-${max}`))
    .join(",");
}
