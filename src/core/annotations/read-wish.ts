import type { EnabledStatus, EndpointType } from "../../arm/traffic-manager.ts";
import type { Endpoint } from "../endpoint.ts";
import { defaultEndpointName, defaultProfileName, isEndpointName, isProfileName } from "../names.ts";
import type { Problem } from "../problem.ts";
import type { ProfileRef, ProfileSettings } from "../profile.ts";
import { parseLocation } from "./location.ts";
import { type AnnotationReader, createAnnotationReader, objectOf } from "./reader.ts";
import { readSettings } from "./settings.ts";
import {
  parseBoolean,
  parseChoice,
  parseGeoMapping,
  parseHeaders,
  parseHostnames,
  parseInteger,
  parseSubnets,
  targetKind,
} from "./values.ts";
import type { EndpointWish, Wish, WishDefaults } from "./wish.ts";

/**
 * What one source endpoint asks for. `ignored`: it does not ask for Traffic Manager. `invalid`: it does, but something is wrong,
 * and what stands in Azure for its dnsName, or under its endpoint's name, must stay as it is.
 */
export type Reading =
  | { kind: "ignored" }
  | { kind: "invalid"; problems: Problem[]; endpointName?: string }
  | { kind: "wish"; wish: Wish };

const ENDPOINT_TYPES = {
  external: "ExternalEndpoints",
  azure: "AzureEndpoints",
  nested: "NestedEndpoints",
} as const satisfies Record<string, EndpointType>;

export function readWish(endpoint: Endpoint, defaults: WishDefaults): Reading {
  if (!["A", "AAAA", "CNAME"].includes(endpoint.recordType)) return { kind: "ignored" };
  const reader = createAnnotationReader(endpoint);
  const enabled = isEnabled(reader);
  if (enabled === false) return { kind: "ignored" };

  const dnsName = endpoint.dnsName.toLowerCase().replace(/\.$/, "");
  const settings = readSettings(reader, endpoint.recordTTL);
  const hostnames = reader.read("hostname", parseHostnames, []);
  const endpointStatus = reader.read(
    "endpoint-status",
    (text) => parseChoice<EnabledStatus>(text, ["Enabled", "Disabled"]),
    undefined,
  );
  const wish: Wish = {
    object: objectOf(endpoint),
    dnsName,
    ref: readProfileRef(reader, hostnames[0] ?? dnsName, defaults),
    endpointName: readEndpointName(reader, endpoint, dnsName, hostnames, defaults),
    endpoint: readEndpoint(reader, endpoint, dnsName, hostnames, settings, defaults),
    ...(endpointStatus ? { endpointStatus } : {}),
    settings,
    hostnames,
    given: reader.given,
    labels: endpoint.labels ?? {},
  };
  if (reader.problems.length === 0) return { kind: "wish", wish };
  return { kind: "invalid", problems: reader.problems, endpointName: wish.endpointName };
}

/** `undefined` when the annotation is mistyped: neither a yes nor a no, so nothing may be taken away because of it. */
function isEnabled(reader: AnnotationReader): boolean | undefined {
  const text = reader.text("enabled");
  if (text === undefined) return reader.isMistyped("enabled") ? undefined : false;
  const parsed = parseBoolean(text);
  if (parsed.ok) return parsed.value;
  reader.reject("enabled", "must be true or false");
  return undefined;
}

function readProfileRef(reader: AnnotationReader, namedAfter: string, defaults: WishDefaults): ProfileRef {
  const resourceGroup = reader.text("resource-group") ?? defaults.resourceGroup;
  const name = reader.text("profile-name") ?? defaultProfileName(namedAfter);
  if (!resourceGroup) {
    reader.reject("resource-group", "is missing: give it here, or start the provider with --azure-resource-group");
  } else if (!isInScope(resourceGroup, defaults.resourceGroups)) {
    reader.reject(
      "resource-group",
      `must be one this provider is limited to: ${defaults.resourceGroups?.join(", ")}`,
      "out-of-scope",
    );
  } else if (!/^[\p{L}\p{N}_().-]{1,90}$/u.test(resourceGroup) || resourceGroup.endsWith(".")) {
    reader.reject("resource-group", "must be the name of an Azure resource group");
  }
  if (!isProfileName(name)) {
    reader.reject(
      "profile-name",
      "must be 1 to 63 letters, digits, hyphens and periods, with a letter or digit at both ends",
    );
  }
  return { resourceGroup: resourceGroup ?? "", name };
}

function isInScope(resourceGroup: string, scope: readonly string[] | undefined): boolean {
  return scope === undefined || scope.some((group) => group.toLowerCase() === resourceGroup.toLowerCase());
}

function readEndpointName(
  reader: AnnotationReader,
  endpoint: Endpoint,
  dnsName: string,
  hostnames: readonly string[],
  defaults: WishDefaults,
): string {
  const shared = hostnames.includes(dnsName);
  const given = reader.text("endpoint-name") ?? (endpoint.setIdentifier || undefined);
  if (!given && shared && !defaults.clusterName) {
    reader.reject(
      "endpoint-name",
      "is missing: the Service's hostname is the vanity hostname, so every cluster needs a name of its own; give it here or as --cluster-name",
    );
  }
  const name = given ?? defaultEndpointName(dnsName, shared ? defaults.clusterName : undefined);
  if (!isEndpointName(name)) {
    reader.reject("endpoint-name", "must be 1 to 260 characters without any of : / + , < > * % & ? \\ #");
  }
  return name;
}

function readEndpoint(
  reader: AnnotationReader,
  endpoint: Endpoint,
  dnsName: string,
  hostnames: readonly string[],
  settings: ProfileSettings,
  defaults: WishDefaults,
): EndpointWish {
  const type =
    ENDPOINT_TYPES[
      reader.read("endpoint-type", (text) => parseChoice(text, ["external", "azure", "nested"] as const), "external")
    ];
  const healthChecks = reader.read("health-checks-enabled", parseBoolean, true);
  const location = reader.read("endpoint-location", parseLocation, undefined) ?? defaults.endpointLocation;
  const geoMapping = reader.read("geo-mapping", parseGeoMapping, []);
  rejectWhatTheMethodNeeds(reader, settings, type, location, geoMapping);
  if (!healthChecks && type === "NestedEndpoints") {
    reader.reject("health-checks-enabled", "must be true on a nested endpoint, whose health is its child profile's");
  }
  return {
    type,
    ...readTarget(reader, endpoint, type, dnsName, hostnames),
    weight: reader.read("weight", (text) => parseInteger(text, 0, 1000), 100),
    priority: reader.read("priority", (text) => parseInteger(text, 1, 1000), 1),
    alwaysServe: healthChecks ? "Disabled" : "Enabled",
    ...(location ? { endpointLocation: location } : {}),
    geoMapping,
    subnets: reader.read("subnets", parseSubnets, []),
    customHeaders: reader.read("endpoint-headers", parseHeaders, []),
    ...readMinChildren(reader, type),
  };
}

function rejectWhatTheMethodNeeds(
  reader: AnnotationReader,
  { trafficRoutingMethod }: ProfileSettings,
  type: EndpointType,
  location: string | undefined,
  geoMapping: readonly string[],
): void {
  if (
    trafficRoutingMethod === "Performance" &&
    type !== "AzureEndpoints" &&
    !location &&
    !reader.text("endpoint-location")
  ) {
    reader.reject("endpoint-location", 'is missing: routing-method Performance needs an Azure region such as "eastus"');
  }
  if (trafficRoutingMethod === "Geographic" && geoMapping.length === 0 && !reader.text("geo-mapping")) {
    reader.reject("geo-mapping", 'is missing: routing-method Geographic needs regions such as "GEO-EU" or "WORLD"');
  }
}

function readTarget(
  reader: AnnotationReader,
  endpoint: Endpoint,
  type: EndpointType,
  dnsName: string,
  hostnames: readonly string[],
): Pick<EndpointWish, "target" | "targetResourceId"> {
  const resource = reader.text("target-resource-id");
  if (type !== "ExternalEndpoints") {
    if (!resource || !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+/i.test(resource)) {
      reader.reject(
        "target-resource-id",
        `must be the ARM id of the resource that an endpoint of type ${type} stands for`,
      );
    }
    return { targetResourceId: resource ?? "" };
  }
  if (resource) reader.reject("target-resource-id", "must be absent unless endpoint-type is Azure or Nested");
  // A name cannot point to itself through the profile: then the load balancer's own address is the target.
  const own = hostnames.includes(dnsName) ? [...endpoint.targets].sort()[0] : dnsName;
  const target = (reader.text("target") ?? own ?? "").toLowerCase().replace(/\.$/, "");
  if (!targetKind(target) || target.startsWith("*")) {
    reader.reject("target", `must be a DNS name or an IP address; "${target}" is neither`);
  }
  return { target };
}

function readMinChildren(reader: AnnotationReader, type: EndpointType) {
  const read = (
    name: "min-child-endpoints" | "min-child-endpoints-ipv4" | "min-child-endpoints-ipv6",
    least: number,
  ) => {
    const value = reader.read(name, (text) => parseInteger(text, least, 200), undefined);
    if (value !== undefined && type !== "NestedEndpoints")
      reader.reject(name, "must be absent unless endpoint-type is Nested");
    return value;
  };
  const all = read("min-child-endpoints", 1);
  const ipv4 = read("min-child-endpoints-ipv4", 0);
  const ipv6 = read("min-child-endpoints-ipv6", 0);
  if (type !== "NestedEndpoints") return {};
  return { minChildEndpoints: all ?? 1, minChildEndpointsIPv4: ipv4 ?? 0, minChildEndpointsIPv6: ipv6 ?? 0 };
}
