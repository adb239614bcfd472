import type { EndpointResource } from "../../../arm/traffic-manager.ts";
import { PRIORITY, WEIGHT } from "../limits.ts";
import { endpointTypeOf, PROFILE_TYPE } from "../resource-names.ts";
import { type EndpointCheck, isWithin } from "./check.ts";
import { headersProblem } from "./monitor-checks.ts";
import { isReservedAddress, targetKind } from "./target.ts";

/** The rules on one endpoint, in the order they are told; those between endpoints are in endpoint-list-checks.ts. */

const target: EndpointCheck = (endpoint, _profile, { allowPrivateTargets }) => {
  if (endpointTypeOf(endpoint) !== "ExternalEndpoints") return undefined;
  const { target } = endpoint.properties;
  if (!target) return `The 'target' property of endpoint '${endpoint.name}' must be specified.`;
  const kind = targetKind(target);
  if (!kind) {
    return `The target '${target}' of endpoint '${endpoint.name}' is invalid. It must be a fully qualified domain name or an IP address, without a port.`;
  }
  if (kind === "DomainName" || allowPrivateTargets || !isReservedAddress(target)) return undefined;
  return `The target '${target}' of endpoint '${endpoint.name}' is invalid. IP addresses in private or reserved ranges cannot be used as endpoint targets.`;
};

const targetResource: EndpointCheck = (endpoint, profile, { findProfile }) => {
  const type = endpointTypeOf(endpoint);
  if (type === "ExternalEndpoints") return undefined;
  const id = endpoint.properties.targetResourceId;
  if (!id) return `The 'targetResourceId' property of endpoint '${endpoint.name}' must be specified.`;
  if (!/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i.test(id)) {
    return `The target resource id '${id}' of endpoint '${endpoint.name}' is invalid.`;
  }
  const isProfile = id.toLowerCase().includes(`/providers/${PROFILE_TYPE.toLowerCase()}/`);
  if (type === "AzureEndpoints") {
    if (!isProfile) return undefined;
    return `The target resource '${id}' of endpoint '${endpoint.name}' is a Traffic Manager profile. Use an endpoint of type 'nestedEndpoints' instead.`;
  }
  if (!isProfile) {
    return `The target resource '${id}' of endpoint '${endpoint.name}' is not a Traffic Manager profile.`;
  }
  if (findProfile(id) || id.toLowerCase() === profile.id.toLowerCase()) return undefined;
  return `The target resource '${id}' of endpoint '${endpoint.name}' does not exist.`;
};

const weight: EndpointCheck = ({ name, properties }) => {
  if (isWithin(properties.weight ?? 1, WEIGHT)) return undefined;
  return `The weight '${properties.weight}' of endpoint '${name}' is invalid. It must be between ${WEIGHT.min} and ${WEIGHT.max}.`;
};

const priority: EndpointCheck = ({ name, properties }) => {
  if (isWithin(properties.priority ?? 1, PRIORITY)) return undefined;
  return `The priority '${properties.priority}' of endpoint '${name}' is invalid. It must be between ${PRIORITY.min} and ${PRIORITY.max}.`;
};

const location: EndpointCheck = ({ name, properties }, _profile, { isAzureRegion }) => {
  const { endpointLocation } = properties;
  if (!endpointLocation || isAzureRegion(endpointLocation)) return undefined;
  return `The location '${endpointLocation}' of endpoint '${name}' is invalid.`;
};

/** Kuadrant's dns-operator shows the sentence, curly quotes included. */
const geoCodes: EndpointCheck = ({ name, properties }, _profile, { isGeographicRegion }) => {
  const unknown = (properties.geoMapping ?? []).filter((code) => !isGeographicRegion(code));
  if (unknown.length === 0) return undefined;
  return `The following locations specified in the geoMapping property for endpoint ‘${name}’ are not supported: ${unknown.join(", ")}. For a list of supported locations, see the Traffic Manager documentation.`;
};

const headers: EndpointCheck = ({ name, properties }) =>
  headersProblem(properties.customHeaders ?? [], `endpoint '${name}'`);

const minChildEndpoints: EndpointCheck = (endpoint) => {
  if (endpointTypeOf(endpoint) !== "NestedEndpoints") return undefined;
  const { minChildEndpoints: all, minChildEndpointsIPv4: v4, minChildEndpointsIPv6: v6 } = endpoint.properties;
  if ((all ?? 1) < 1 || (v4 ?? 0) < 0 || (v6 ?? 0) < 0) {
    return `The minimum number of child endpoints of endpoint '${endpoint.name}' is invalid. 'minChildEndpoints' must be at least 1, 'minChildEndpointsIPv4' and 'minChildEndpointsIPv6' must not be negative.`;
  }
  // Azure docs: nested, "must be high enough" for both.
  if ((all ?? 1) >= Math.max(v4 ?? 0, v6 ?? 0)) return undefined;
  return `The value '${all}' of 'minChildEndpoints' of endpoint '${endpoint.name}' is invalid. It must not be lower than 'minChildEndpointsIPv4' or 'minChildEndpointsIPv6'.`;
};

const alwaysServe: EndpointCheck = (endpoint, _profile, { previous }) => {
  if (endpoint.properties.alwaysServe !== "Enabled") return undefined;
  if (endpointTypeOf(endpoint) === "NestedEndpoints") {
    return `The 'alwaysServe' property is not supported for endpoint '${endpoint.name}' of type 'nestedEndpoints'.`;
  }
  if (endpoint.properties.endpointStatus === "Enabled" || servedAlways(previous?.properties.endpoints, endpoint)) {
    return undefined;
  }
  return `The 'alwaysServe' property of endpoint '${endpoint.name}' can only be enabled while the endpoint is enabled.`;
};

/** Disabling an endpoint does not reset what was set while it was enabled (Azure docs: monitoring). */
function servedAlways(before: readonly EndpointResource[] | undefined, endpoint: EndpointResource): boolean {
  const same = before?.find(({ id }) => id.toLowerCase() === endpoint.id.toLowerCase());
  return same?.properties.alwaysServe === "Enabled";
}

export const ENDPOINT_CHECKS: readonly EndpointCheck[] = [
  target,
  targetResource,
  weight,
  priority,
  location,
  geoCodes,
  headers,
  minChildEndpoints,
  alwaysServe,
];
