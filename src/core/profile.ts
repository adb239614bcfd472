import type {
  CustomHeader,
  EnabledStatus,
  EndpointMonitorStatus,
  EndpointType,
  MonitorProtocol,
  ProfileMonitorStatus,
  StatusCodeRange,
  SubnetRange,
  TrafficRoutingMethod,
} from "../arm/traffic-manager.ts";

/** Where a profile lives; names compare without case, as Azure's do. */
export interface ProfileRef {
  resourceGroup: string;
  name: string;
}

/** How the endpoints are probed: Azure's `monitorConfig` with every default filled in. */
export interface Monitor {
  protocol: MonitorProtocol;
  port: number;
  /** Absent for TCP. */
  path?: string;
  intervalInSeconds: number;
  timeoutInSeconds: number;
  toleratedNumberOfFailures: number;
  customHeaders: CustomHeader[];
  expectedStatusCodeRanges: StatusCodeRange[];
}

/** What a profile has one of, however many clusters share it. */
export interface ProfileSettings {
  trafficRoutingMethod: TrafficRoutingMethod;
  /** Seconds. */
  ttl: number;
  monitor: Monitor;
  /** MultiValue only. */
  maxReturn?: number;
}

/** What one endpoint PUT writes. */
export interface EndpointDefinition {
  name: string;
  type: EndpointType;
  endpointStatus: EnabledStatus;
  alwaysServe: EnabledStatus;
  /** External endpoints; Azure fills it in for the others. */
  target?: string;
  /** Azure and nested endpoints. */
  targetResourceId?: string;
  weight?: number;
  priority?: number;
  endpointLocation?: string;
  geoMapping: string[];
  subnets: SubnetRange[];
  customHeaders: CustomHeader[];
  minChildEndpoints?: number;
  minChildEndpointsIPv4?: number;
  minChildEndpointsIPv6?: number;
}

/** An endpoint as Azure shows it. Listings carry no health. */
export interface TrafficManagerEndpoint extends EndpointDefinition {
  endpointMonitorStatus?: EndpointMonitorStatus;
}

/** A profile as Azure shows it. */
export interface Profile extends ProfileRef, ProfileSettings {
  /** The ARM id. */
  id: string;
  profileStatus: EnabledStatus;
  relativeName: string;
  fqdn: string;
  tags: Record<string, string>;
  endpoints: TrafficManagerEndpoint[];
  profileMonitorStatus?: ProfileMonitorStatus;
}

/** What the one PUT that creates a profile carries: its first endpoints and tags are inside it. */
export interface NewProfile extends ProfileSettings {
  relativeName: string;
  tags: Record<string, string>;
  endpoints: EndpointDefinition[];
}
