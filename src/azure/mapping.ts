import type {
  Endpoint as SdkEndpoint,
  MonitorConfig as SdkMonitor,
  Profile as SdkProfile,
} from "@azure/arm-trafficmanager";
import {
  type EndpointMonitorStatus,
  type EndpointType,
  type ProfileMonitorStatus,
  TRAFFIC_ROUTING_METHODS,
  type TrafficRoutingMethod,
} from "../arm/traffic-manager.ts";
import type {
  EndpointDefinition,
  Monitor,
  NewProfile,
  Profile,
  ProfileSettings,
  TrafficManagerEndpoint,
} from "../core/profile.ts";

const ENDPOINT_TYPES: readonly EndpointType[] = ["AzureEndpoints", "ExternalEndpoints", "NestedEndpoints"];

/**
 * The SDK's profile as the core's. Azure sends null for what does not apply, and leaves defaults out of old profiles: both are
 * filled in here. Throws when the answer is not a profile, rather than show half of one.
 */
export function profileFromSdk(profile: SdkProfile): Profile {
  const id = required(profile.id, "id", profile);
  const name = required(profile.name, "name", profile);
  const { monitorConfig } = profile;
  const status = present(monitorConfig?.profileMonitorStatus);
  const maxReturn = present(profile.maxReturn);
  return {
    id,
    resourceGroup: /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1] ?? "",
    name,
    profileStatus: profile.profileStatus === "Disabled" ? "Disabled" : "Enabled",
    trafficRoutingMethod: routingMethod(profile),
    ttl: present(profile.dnsConfig?.ttl) ?? 60,
    relativeName: present(profile.dnsConfig?.relativeName) ?? name,
    fqdn: required(profile.dnsConfig?.fqdn, "dnsConfig.fqdn", profile),
    monitor: monitorFromSdk(monitorConfig ?? {}),
    tags: { ...profile.tags },
    endpoints: (profile.endpoints ?? []).map(endpointFromSdk),
    ...(maxReturn === undefined ? {} : { maxReturn }),
    ...(status === undefined ? {} : { profileMonitorStatus: status as ProfileMonitorStatus }),
  };
}

/**
 * A profile of a listing as ARM sends it, which keeps everything below `properties`: the SDK's own reading of 200 profiles with 200
 * endpoints takes a second and 400 MB, this a tenth.
 */
export function profileFromListing(resource: unknown): Profile {
  const profile = flattened(resource);
  const endpoints = Array.isArray(profile.endpoints) ? profile.endpoints.map(flattened) : [];
  // As sure of its properties as the SDK is, which checks none; what decides is checked in profileFromSdk.
  return profileFromSdk({ ...profile, endpoints } as SdkProfile);
}

function flattened(resource: unknown): Record<string, unknown> {
  if (typeof resource !== "object" || resource === null)
    throw new TypeError("Azure's listing has an entry that is no object");
  const { properties, ...rest } = resource as Record<string, unknown>;
  return typeof properties === "object" ? { ...rest, ...properties } : rest;
}

export function newProfileToSdk(profile: NewProfile): SdkProfile {
  return {
    location: "global",
    tags: profile.tags,
    profileStatus: "Enabled",
    ...settingsToSdk(profile, profile.relativeName),
    endpoints: profile.endpoints.map((endpoint) => ({
      name: endpoint.name,
      type: `Microsoft.Network/trafficManagerProfiles/${endpoint.type}`,
      ...endpointToSdk(endpoint),
    })),
  };
}

/** What a PATCH of the settings sends: never the endpoints, which Azure refuses there; lists that are empty as empty lists. */
export function settingsToSdk(settings: ProfileSettings, relativeName?: string): SdkProfile {
  const { monitor } = settings;
  return {
    trafficRoutingMethod: settings.trafficRoutingMethod,
    dnsConfig: { ...(relativeName === undefined ? {} : { relativeName }), ttl: settings.ttl },
    monitorConfig: {
      protocol: monitor.protocol,
      port: monitor.port,
      ...(monitor.path === undefined ? {} : { path: monitor.path }),
      intervalInSeconds: monitor.intervalInSeconds,
      timeoutInSeconds: monitor.timeoutInSeconds,
      toleratedNumberOfFailures: monitor.toleratedNumberOfFailures,
      customHeaders: monitor.customHeaders,
      expectedStatusCodeRanges: monitor.expectedStatusCodeRanges,
    },
    ...(settings.trafficRoutingMethod === "MultiValue" && settings.maxReturn !== undefined
      ? { maxReturn: settings.maxReturn }
      : {}),
  };
}

/** The whole definition, since an endpoint PUT replaces what is there. */
export function endpointToSdk(endpoint: EndpointDefinition): SdkEndpoint {
  const { name: _name, type: _type, subnets, ...rest } = endpoint;
  return {
    ...rest,
    subnets: subnets.map(({ first, last, scope }) => ({
      first,
      ...(last ? { last } : {}),
      ...(typeof scope === "number" ? { scope } : {}),
    })),
  };
}

function endpointFromSdk(endpoint: SdkEndpoint): TrafficManagerEndpoint {
  const name = required(endpoint.name, "name", endpoint);
  const suffix = (endpoint.type ?? "").split("/").at(-1)?.toLowerCase();
  const type = ENDPOINT_TYPES.find((candidate) => candidate.toLowerCase() === suffix);
  const status = present(endpoint.endpointMonitorStatus);
  return {
    name,
    type: required(type, "type", endpoint),
    endpointStatus: endpoint.endpointStatus === "Disabled" ? "Disabled" : "Enabled",
    alwaysServe: endpoint.alwaysServe === "Enabled" ? "Enabled" : "Disabled",
    ...given(endpoint, ["target", "targetResourceId", "endpointLocation"]),
    ...given(endpoint, ["weight", "priority", "minChildEndpoints", "minChildEndpointsIPv4", "minChildEndpointsIPv6"]),
    geoMapping: endpoint.geoMapping ?? [],
    subnets: (endpoint.subnets ?? []).map(({ first = "", last, scope }) => ({
      first,
      ...(last ? { last } : {}),
      ...(typeof scope === "number" ? { scope } : {}),
    })),
    customHeaders: namedValues(endpoint.customHeaders),
    ...(status === undefined ? {} : { endpointMonitorStatus: status as EndpointMonitorStatus }),
  };
}

function monitorFromSdk(monitor: SdkMonitor): Monitor {
  const protocol = monitor.protocol === "HTTP" || monitor.protocol === "TCP" ? monitor.protocol : "HTTPS";
  const intervalInSeconds = present(monitor.intervalInSeconds) ?? 30;
  const path = present(monitor.path);
  return {
    protocol,
    port: present(monitor.port) ?? (protocol === "HTTP" ? 80 : 443),
    ...(protocol !== "TCP" && path ? { path } : {}),
    intervalInSeconds,
    timeoutInSeconds: present(monitor.timeoutInSeconds) ?? (intervalInSeconds === 10 ? 9 : 10),
    toleratedNumberOfFailures: present(monitor.toleratedNumberOfFailures) ?? 3,
    customHeaders: namedValues(monitor.customHeaders),
    expectedStatusCodeRanges: (monitor.expectedStatusCodeRanges ?? []).map(({ min = 0, max = 0 }) => ({ min, max })),
  };
}

function routingMethod(profile: SdkProfile): TrafficRoutingMethod {
  const method = TRAFFIC_ROUTING_METHODS.find((candidate) => candidate === profile.trafficRoutingMethod);
  return required(method, "trafficRoutingMethod", profile);
}

function namedValues(pairs: readonly { name?: string; value?: string }[] | null | undefined) {
  return (pairs ?? []).map(({ name = "", value = "" }) => ({ name, value }));
}

/** The properties that have a value: the SDK's types do not say so, but Azure sends null for the others. */
function given<Source extends object, Name extends keyof Source>(
  source: Source,
  names: readonly Name[],
): { [Key in Name]?: NonNullable<Source[Key]> } {
  const found: { [Key in Name]?: NonNullable<Source[Key]> } = {};
  for (const name of names) {
    const value = source[name];
    if (value !== undefined && value !== null) found[name] = value;
  }
  return found;
}

function present<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

function required<Value>(value: Value | null | undefined, property: string, source: { id?: string }): Value {
  if (value === undefined || value === null || value === "") {
    throw new TypeError(`Azure's answer for ${source.id ?? "a resource"} has no usable "${property}"`);
  }
  return value;
}
