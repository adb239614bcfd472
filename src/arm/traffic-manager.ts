/**
 * The wire shapes of Azure Resource Manager for Traffic Manager, by Azure's own names (api-version 2022-04-01 and later).
 * Types only: the provider and the emulator share them, and share no rule.
 */

export const TRAFFIC_ROUTING_METHODS = [
  "Performance",
  "Priority",
  "Weighted",
  "Geographic",
  "MultiValue",
  "Subnet",
] as const;
export type TrafficRoutingMethod = (typeof TRAFFIC_ROUTING_METHODS)[number];

export type MonitorProtocol = "HTTP" | "HTTPS" | "TCP";
export type EnabledStatus = "Enabled" | "Disabled";
export type EndpointType = "AzureEndpoints" | "ExternalEndpoints" | "NestedEndpoints";

export type EndpointMonitorStatus =
  | "CheckingEndpoint"
  | "Online"
  | "Degraded"
  | "Disabled"
  | "Inactive"
  | "Stopped"
  | "Unmonitored";

export type ProfileMonitorStatus = "CheckingEndpoints" | "Online" | "Degraded" | "Disabled" | "Inactive";

export type RecordType = "A" | "AAAA" | "CNAME";

export interface CustomHeader {
  name: string;
  value: string;
}

export interface StatusCodeRange {
  min: number;
  max: number;
}

/** `first` with `scope` is a CIDR block, `first` with `last` an inclusive range. */
export interface SubnetRange {
  first: string;
  last?: string | null;
  scope?: number | null;
}

export interface DnsConfig {
  relativeName: string;
  fqdn?: string;
  /** Seconds, 0 to 2147483647. */
  ttl: number;
}

export interface MonitorConfig {
  profileMonitorStatus?: ProfileMonitorStatus | null;
  protocol: MonitorProtocol;
  port: number;
  /** Absent for TCP. */
  path?: string | null;
  intervalInSeconds?: number;
  timeoutInSeconds?: number;
  toleratedNumberOfFailures?: number;
  customHeaders?: CustomHeader[];
  expectedStatusCodeRanges?: StatusCodeRange[];
}

export interface EndpointProperties {
  endpointStatus: EnabledStatus;
  endpointMonitorStatus?: EndpointMonitorStatus | null;
  targetResourceId?: string | null;
  target?: string | null;
  weight?: number | null;
  priority?: number | null;
  endpointLocation?: string | null;
  geoMapping?: string[] | null;
  subnets?: SubnetRange[] | null;
  customHeaders?: CustomHeader[] | null;
  minChildEndpoints?: number | null;
  minChildEndpointsIPv4?: number | null;
  minChildEndpointsIPv6?: number | null;
  alwaysServe?: EnabledStatus | null;
}

export interface EndpointResource {
  id: string;
  name: string;
  /** `Microsoft.Network/trafficManagerProfiles/externalEndpoints`, in Azure's casing. */
  type: string;
  properties: EndpointProperties;
}

export interface ProfileProperties {
  profileStatus: EnabledStatus;
  trafficRoutingMethod: TrafficRoutingMethod;
  dnsConfig: DnsConfig;
  monitorConfig: MonitorConfig;
  endpoints: EndpointResource[];
  trafficViewEnrollmentStatus?: EnabledStatus | null;
  allowedEndpointRecordTypes?: string[] | null;
  maxReturn?: number | null;
  recordType?: RecordType | null;
}

export interface ProfileResource {
  id: string;
  name: string;
  type: string;
  location: string;
  tags?: Record<string, string>;
  properties: ProfileProperties;
}
