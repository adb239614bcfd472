import type { EndpointResource, ProfileResource, SubnetRange } from "../../../arm/traffic-manager.ts";
import { ENDPOINTS_PER_PROFILE } from "../limits.ts";
import { endpointTypeOf } from "../resource-names.ts";
import { type ProfileCheck, repeated } from "./check.ts";
import { nestingProblem } from "./nesting.ts";
import { type AddressRange, overlap, subnetRange } from "./subnets.ts";
import { type TargetKind, targetKind } from "./target.ts";
import { webAppsPerRegion } from "./web-app-checks.ts";

/** The rules between the endpoints of one profile and its routing method, in the order they are told. */

const count: ProfileCheck = ({ properties: { endpoints } }) => {
  if (endpoints.length <= ENDPOINTS_PER_PROFILE) return undefined;
  return `The number of endpoints '${endpoints.length}' exceeds the maximum of ${ENDPOINTS_PER_PROFILE} endpoints per profile.`;
};

/** The sentence is Azure's (azure-cli #4734). */
const names: ProfileCheck = ({ properties: { endpoints } }) => {
  const twice = repeated(endpoints.map(({ name }) => name.toLowerCase()));
  return twice.length > 0 ? duplicateEndpoints(twice) : undefined;
};

export function duplicateEndpoints(names: readonly string[]): string {
  return `There are duplicates in the list of endpoints. The following endpoint(s) appear more than once: ${names.join(", ")}.`;
}

/** The same target, or the same target resource, may appear once in a profile (octodns-azure pull request 725). */
const targets: ProfileCheck = ({ properties: { endpoints } }) => {
  const twice = repeated(
    endpoints.map(({ properties }) => (properties.targetResourceId ?? properties.target ?? "").toLowerCase()),
  ).filter((target) => target !== "");
  if (twice.length === 0) return undefined;
  return `There are duplicates in the list of endpoint targets. The following target(s) appear more than once: ${twice.join(", ")}.`;
};

const priorities: ProfileCheck = ({ properties: { endpoints } }) => {
  const twice = repeated(endpoints.map(({ properties }) => properties.priority));
  if (twice.length === 0) return undefined;
  return `There are duplicates in the list of endpoint priorities. The following priority value(s) appear more than once: ${twice.join(", ")}.`;
};

const kinds = new WeakMap<EndpointResource, TargetKind | undefined>();

/** What the answers for an endpoint are made of; a nested endpoint has none of its own. */
function kindOf(endpoint: EndpointResource): TargetKind | undefined {
  if (!kinds.has(endpoint)) kinds.set(endpoint, readKind(endpoint));
  return kinds.get(endpoint);
}

function readKind(endpoint: EndpointResource): TargetKind | undefined {
  const type = endpointTypeOf(endpoint);
  if (type === "NestedEndpoints") return undefined;
  if (type === "AzureEndpoints") return "DomainName";
  return targetKind(endpoint.properties.target ?? "");
}

/** Azure docs: FAQ, "What types of IP addresses can I use in an endpoint". */
const addressKinds: ProfileCheck = ({ properties }) => {
  const kinds = new Set(properties.endpoints.map(kindOf).filter((kind) => kind !== undefined));
  if (kinds.size < 2) return undefined;
  if (properties.trafficRoutingMethod === "MultiValue" && !kinds.has("DomainName")) return undefined;
  return "The endpoints of a profile must all have the same addressing type: fully qualified domain names, IPv4 addresses or IPv6 addresses. IPv4 and IPv6 addresses can be combined only under the 'MultiValue' routing method.";
};

const RECORD_KINDS = { A: "IPv4", AAAA: "IPv6", CNAME: "DomainName" } as const;

/** Azure docs: strictly typed profiles. */
const recordType: ProfileCheck = ({ properties }) => {
  const { recordType } = properties;
  if (!recordType) return undefined;
  const wanted = RECORD_KINDS[recordType];
  const wrong = properties.endpoints.find((endpoint) => (kindOf(endpoint) ?? wanted) !== wanted);
  if (!wrong) return undefined;
  return `The target '${wrong.properties.target}' of endpoint '${wrong.name}' does not match the RecordType '${recordType}' of the profile.`;
};

const RECORD_TYPE_NAMES = { DomainName: "DomainName", IPv4: "IPv4Address", IPv6: "IPv6Address" } as const;

/** What a profile says its endpoints may be, for the sake of Azure DNS aliases (azure-rest-api-specs). */
const allowedRecordTypes: ProfileCheck = ({ properties }) => {
  const allowed = properties.allowedEndpointRecordTypes ?? [];
  if (allowed.length === 0 || allowed.includes("Any")) return undefined;
  const wrong = properties.endpoints.find((endpoint) => {
    const kind = kindOf(endpoint);
    return kind !== undefined && !allowed.includes(RECORD_TYPE_NAMES[kind]);
  });
  if (!wrong) return undefined;
  return `The target '${wrong.properties.target}' of endpoint '${wrong.name}' is not one of the allowed endpoint record types of the profile: ${allowed.join(", ")}.`;
};

/** Azure docs: FAQ, MultiValue. */
const multiValue: ProfileCheck = ({ properties }) => {
  if (properties.trafficRoutingMethod !== "MultiValue") return undefined;
  const wrong = properties.endpoints.find((endpoint) => {
    const kind = kindOf(endpoint);
    return endpointTypeOf(endpoint) !== "ExternalEndpoints" || kind === "DomainName";
  });
  if (!wrong) return undefined;
  return `Endpoint '${wrong.name}' is not supported by routing method 'MultiValue'. Only external endpoints with IPv4 or IPv6 addresses as targets can be used.`;
};

const locations: ProfileCheck = ({ properties }) => {
  if (properties.trafficRoutingMethod !== "Performance") return undefined;
  const without = properties.endpoints.find(
    (endpoint) => endpointTypeOf(endpoint) !== "AzureEndpoints" && !endpoint.properties.endpointLocation,
  );
  if (!without) return undefined;
  return `The 'endpointLocation' property of endpoint '${without.name}' must be specified for endpoints of types: 'externalEndpoints', 'nestedEndpoints' in a profile with routing method 'Performance'.`;
};

const geoMappings: ProfileCheck = ({ properties }) => {
  if (properties.trafficRoutingMethod !== "Geographic") return undefined;
  const without = properties.endpoints.find((endpoint) => (endpoint.properties.geoMapping ?? []).length === 0);
  if (without) {
    return `The 'geoMapping' property of endpoint '${without.name}' must be specified in a profile with routing method 'Geographic'.`;
  }
  const twice = repeated(
    properties.endpoints.flatMap((endpoint) => endpoint.properties.geoMapping ?? []).map((code) => code.toUpperCase()),
  );
  if (twice.length === 0) return undefined;
  return `The following locations are mapped to more than one endpoint: ${twice.join(", ")}. A location can be mapped to only one endpoint of a profile.`;
};

/** The sentence is Azure's (azure-powershell TestAddAndRemoveIpAddressRanges); MultiValue refuses them too. */
const NO_SUBNETS = ["Weighted", "MultiValue"];

const subnetSupport: ProfileCheck = ({ properties }) => {
  const method = properties.trafficRoutingMethod;
  if (!NO_SUBNETS.includes(method)) return undefined;
  if (properties.endpoints.every((endpoint) => (endpoint.properties.subnets ?? []).length === 0)) return undefined;
  return `Routing method '${method}' does not support subnet overrides.`;
};

const subnets: ProfileCheck = ({ properties }) => {
  const before: OwnedRange[] = [];
  for (const { name, properties: endpoint } of properties.endpoints) {
    for (const subnet of endpoint.subnets ?? []) {
      const text = subnetText(subnet);
      const range = subnetRange(subnet);
      if (typeof range === "string") return `The subnet '${text}' of endpoint '${name}' is invalid: ${range}.`;
      const other = before.find((one) => overlap(one.range, range));
      if (other) {
        return `The subnet '${text}' of endpoint '${name}' overlaps the subnet '${other.text}' of endpoint '${other.name}'.`;
      }
      before.push({ name, text, range });
    }
  }
  return undefined;
};

interface OwnedRange {
  name: string;
  text: string;
  range: AddressRange;
}

function subnetText({ first, last, scope }: SubnetRange): string {
  return `${first}${typeof scope === "number" ? `/${scope}` : ""}${last ? `-${last}` : ""}`;
}

const nesting: ProfileCheck = (profile: ProfileResource, context) => nestingProblem(profile, context);

export const ENDPOINT_LIST_CHECKS: readonly ProfileCheck[] = [
  count,
  names,
  targets,
  priorities,
  addressKinds,
  recordType,
  allowedRecordTypes,
  multiValue,
  locations,
  geoMappings,
  subnetSupport,
  subnets,
  nesting,
  webAppsPerRegion,
];
