import type { TrafficRoutingMethod } from "../../arm/traffic-manager.ts";
import { type AnnotationName, annotationAsWritten } from "../annotations/names.ts";
import { targetKind } from "../annotations/values.ts";
import type { Problem } from "../problem.ts";
import type { EndpointDefinition } from "../profile.ts";
import { targetOf } from "./definition.ts";
import type { Request } from "./requests.ts";

/**
 * Why Azure would refuse this endpoint under the profile's method or beside its `others`, in words that say what to change: what the
 * method demands, equal targets, names mixed with addresses, equal priorities, one region mapped twice. Azure's own check stays the last
 * word, but what is known beforehand must not cost a renamed endpoint its place for a moment.
 */
export function conflictProblem(
  request: Request,
  wanted: EndpointDefinition,
  others: readonly EndpointDefinition[],
  method: TrafficRoutingMethod,
): Problem | undefined {
  const lacking = demanded(wanted, method);
  if (lacking) return conflictOf(request, lacking.annotation, lacking.value, lacking.message);
  for (const other of others) {
    const found = conflict(wanted, other, method);
    if (found) return conflictOf(request, found.annotation, found.value, found.message);
  }
  return undefined;
}

function demanded(wanted: EndpointDefinition, method: TrafficRoutingMethod): Conflict | undefined {
  if (method === "Performance" && wanted.type !== "AzureEndpoints" && !wanted.endpointLocation) {
    const message =
      'is missing: the profile\'s routing method is Performance, which needs an Azure region such as "eastus"';
    return { annotation: "endpoint-location", value: "", message };
  }
  if (method === "Geographic" && wanted.geoMapping.length === 0) {
    const message =
      'is missing: the profile\'s routing method is Geographic, which needs regions such as "GEO-EU" or "WORLD"';
    return { annotation: "geo-mapping", value: "", message };
  }
  return undefined;
}

interface Conflict {
  annotation: AnnotationName;
  value: string;
  message: string;
}

function conflict(
  wanted: EndpointDefinition,
  other: EndpointDefinition,
  method: TrafficRoutingMethod,
): Conflict | undefined {
  const target = targetOf(wanted);
  if (target !== "" && target === targetOf(other)) {
    return {
      annotation: "target",
      value: target,
      message: `endpoint ${other.name} has the same target, and Azure allows a target once per profile: give each Service a hostname of its own, or the vanity hostname as ${annotationAsWritten("hostname")}, which makes the load balancer's address the target`,
    };
  }
  const [kind, otherKind] = [kindOf(wanted), kindOf(other)];
  const bothAddresses = kind !== "CNAME" && otherKind !== "CNAME";
  if (kind && otherKind && kind !== otherKind && !(method === "MultiValue" && bothAddresses)) {
    return {
      annotation: "target",
      value: target,
      message: `is ${KINDS[kind]}, but endpoint ${other.name} has ${KINDS[otherKind]} (${other.target}), and Azure does not mix them in one profile: use the same kind in every cluster`,
    };
  }
  // Under other methods too, Azure lets no two endpoints have one number.
  if (wanted.priority !== undefined && wanted.priority === other.priority) {
    return {
      annotation: "priority",
      value: String(wanted.priority),
      message: `endpoint ${other.name} has the same priority, and each may be used once per profile: give ${wanted.name} or ${other.name} a free one`,
    };
  }
  const shared = method === "Geographic" ? wanted.geoMapping.filter((code) => other.geoMapping.includes(code)) : [];
  if (shared.length > 0) {
    return {
      annotation: "geo-mapping",
      value: wanted.geoMapping.join(","),
      message: `${shared.join(", ")} is mapped to endpoint ${other.name} already, and a region may be mapped once per profile`,
    };
  }
  return undefined;
}

const KINDS = { A: "an IPv4 address", AAAA: "an IPv6 address", CNAME: "a name" } as const;

function kindOf(endpoint: EndpointDefinition) {
  return endpoint.type === "ExternalEndpoints" ? targetKind(endpoint.target ?? "") : undefined;
}

/** A problem of kind `conflict` for what was requested. */
export function conflictOf(
  { member, object }: Request,
  annotation: AnnotationName,
  value: string,
  message: string,
): Problem {
  return {
    kind: "conflict",
    object,
    dnsName: member.dnsName,
    annotation: annotationAsWritten(annotation),
    value,
    message,
  };
}
