import { nearest } from "../nearest.ts";

/** External-DNS turns the annotation `<prefix>webhook-<x>` into the property `webhook/<x>`, whatever the prefix is. */
export const PROPERTY_PREFIX = "webhook/traffic-manager-";

export const ANNOTATION_NAMES = [
  "enabled",
  "resource-group",
  "profile-name",
  "hostname",
  "routing-method",
  "weight",
  "priority",
  "endpoint-name",
  "endpoint-location",
  "endpoint-status",
  "dns-ttl",
  "monitor-protocol",
  "monitor-port",
  "monitor-path",
  "health-checks-enabled",
  "monitor-interval",
  "monitor-timeout",
  "monitor-tolerated-failures",
  "monitor-expected-status-codes",
  "monitor-headers",
  "endpoint-headers",
  "geo-mapping",
  "subnets",
  "max-return",
  "min-child-endpoints",
  "min-child-endpoints-ipv4",
  "min-child-endpoints-ipv6",
  "endpoint-type",
  "target-resource-id",
  "target",
] as const;
export type AnnotationName = (typeof ANNOTATION_NAMES)[number];

const byProperty = new Map<string, AnnotationName>(ANNOTATION_NAMES.map((name) => [PROPERTY_PREFIX + name, name]));

/** The annotation a property of external-dns stands for, if it is one of ours. */
export function annotationOfProperty(property: string): AnnotationName | undefined {
  return byProperty.get(property);
}

/** The name as the user writes it in a manifest, without the prefix that external-dns strips. */
export function annotationAsWritten(name: string): string {
  return `webhook-traffic-manager-${name}`;
}

/** The known name that `name` was probably meant to be. */
export function nearestAnnotationName(name: string): AnnotationName | undefined {
  return nearest(name, ANNOTATION_NAMES, 4);
}
