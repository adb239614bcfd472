import {
  type DnsConfig,
  type MonitorConfig,
  type ProfileProperties,
  type RecordType,
  TRAFFIC_ROUTING_METHODS,
} from "../../arm/traffic-manager.ts";
import { readHeader, STATUSES } from "./endpoint-input.ts";
import type { JsonReader } from "./json-reader.ts";
import { DEFAULTS } from "./limits.ts";
import { fqdnOf } from "./resource-names.ts";

const PROTOCOLS = ["HTTP", "HTTPS", "TCP"] as const;
const RECORD_TYPES = ["A", "AAAA", "CNAME"] as const satisfies readonly RecordType[];
const ENDPOINT_RECORD_TYPES = ["DomainName", "IPv4Address", "IPv6Address", "Any"] as const;

export type ProfileSettings = Omit<ProfileProperties, "endpoints">;

/** The sentences for what a profile cannot be without. */
const REQUIRED = {
  trafficRoutingMethod: "The 'trafficRoutingMethod' property of the profile must be specified.",
  dnsConfig: "The 'dnsConfig.relativeName' property of the profile must be specified.",
  protocol: "The 'monitorConfig.protocol' property of the profile must be specified.",
  port: "The 'monitorConfig.port' property of the profile must be specified.",
} as const;

/**
 * The settings that a request body describes, defaults filled in.
 * What is missing or unreadable is added to `problems`, and then the result is not to be used.
 */
export function readProfileSettings(properties: JsonReader, problems: string[]): ProfileSettings {
  const method = properties.choice("trafficRoutingMethod", TRAFFIC_ROUTING_METHODS);
  if (!method && isAbsent(properties, "trafficRoutingMethod")) problems.push(REQUIRED.trafficRoutingMethod);
  const allowed = properties.texts("allowedEndpointRecordTypes");
  return {
    profileStatus: properties.choice("profileStatus", STATUSES) ?? "Enabled",
    trafficRoutingMethod: method ?? "Performance",
    dnsConfig: readDnsConfig(properties.object("dnsConfig"), problems),
    monitorConfig: readMonitorConfig(properties.object("monitorConfig"), problems),
    trafficViewEnrollmentStatus: properties.choice("trafficViewEnrollmentStatus", STATUSES) ?? "Disabled",
    ...(allowed && { allowedEndpointRecordTypes: canonicalRecordTypes(allowed, problems) }),
    // Reads back null unless the method is MultiValue (azure-powershell recordings).
    maxReturn: method === "MultiValue" ? (properties.integer("maxReturn") ?? null) : null,
    recordType: properties.choice("recordType", RECORD_TYPES) ?? null,
  };
}

function readDnsConfig(config: JsonReader | undefined, problems: string[]): DnsConfig {
  const relativeName = config?.text("relativeName") ?? "";
  if (relativeName === "") problems.push(REQUIRED.dnsConfig);
  return { relativeName, fqdn: fqdnOf(relativeName), ttl: config?.integer("ttl") ?? DEFAULTS.ttl };
}

function readMonitorConfig(config: JsonReader | undefined, problems: string[]): MonitorConfig {
  const protocol = config?.choice("protocol", PROTOCOLS);
  const port = config?.integer("port");
  if (isAbsent(config, "protocol")) problems.push(REQUIRED.protocol);
  if (isAbsent(config, "port")) problems.push(REQUIRED.port);
  const interval = config?.integer("intervalInSeconds") ?? DEFAULTS.interval;
  return {
    protocol: protocol ?? "HTTP",
    port: port ?? 0,
    // The CLI clears a path by sending an empty one.
    path: config?.text("path") || null,
    intervalInSeconds: interval,
    toleratedNumberOfFailures: config?.integer("toleratedNumberOfFailures") ?? DEFAULTS.toleratedFailures,
    timeoutInSeconds: config?.integer("timeoutInSeconds") ?? DEFAULTS.timeout[interval === 10 ? 10 : 30],
    ...readMonitorLists(config),
  };
}

function readMonitorLists(config: JsonReader | undefined): Partial<MonitorConfig> {
  const customHeaders = config?.objects("customHeaders", readHeader);
  const expectedStatusCodeRanges = config?.objects("expectedStatusCodeRanges", (range) => ({
    min: range.integer("min") ?? 0,
    max: range.integer("max") ?? 0,
  }));
  return { ...(customHeaders && { customHeaders }), ...(expectedStatusCodeRanges && { expectedStatusCodeRanges }) };
}

function isAbsent(reader: JsonReader | undefined, key: string): boolean {
  return reader === undefined || !reader.has(key);
}

function canonicalRecordTypes(given: readonly string[], problems: string[]): string[] {
  return given.map((text) => {
    const known = ENDPOINT_RECORD_TYPES.find((one) => one.toLowerCase() === text.toLowerCase());
    if (!known) problems.push(`The value '${text}' of property 'properties.allowedEndpointRecordTypes' is invalid.`);
    return known ?? text;
  });
}
