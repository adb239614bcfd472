import type { Endpoint } from "../../../core/endpoint.ts";
import type { DnsEndpoint, Ingress, KubernetesObject, Service } from "../../kubernetes/objects.ts";
import { sortedTargets } from "../targets.ts";
import { dnsEndpointEndpoints } from "./dns-endpoint.ts";
import { isValidEndpoint } from "./endpoint-check.ts";
import { ingressEndpoints } from "./ingress.ts";
import { withOwnProperties } from "./own-properties.ts";
import { serviceEndpoints } from "./service.ts";

export type SourceName = "service" | "ingress" | "crd";

export interface SourceOptions {
  /** `--source`, in order: of two equal endpoints the earlier source's stays. */
  sources: readonly SourceName[];
  /** `--annotation-prefix`. */
  annotationPrefix: string;
  /** `--ingress-class`; empty for all. */
  ingressClasses: readonly string[];
  /** `--provider`: only its own properties are passed on. */
  provider: "webhook" | "azure";
}

/** The desired endpoints of a cluster, as External-DNS v0.21 hands them to its provider. */
export function sourceEndpoints(objects: readonly KubernetesObject[], options: SourceOptions): Endpoint[] {
  const seen = new Set<string>();
  const endpoints: Endpoint[] = [];
  for (const endpoint of options.sources.flatMap((source) => readSource(source, objects, options))) {
    if (!isValidEndpoint(endpoint)) continue;
    const targets = sortedTargets(endpoint.targets);
    const identity = JSON.stringify([endpoint.recordType, endpoint.dnsName, endpoint.setIdentifier, targets]);
    if (seen.has(identity)) continue;
    seen.add(identity);
    endpoints.push({ ...endpoint, targets });
  }
  return withOwnProperties(endpoints, options.provider);
}

function readSource(source: SourceName, objects: readonly KubernetesObject[], options: SourceOptions): Endpoint[] {
  const { annotationPrefix: prefix, ingressClasses } = options;
  switch (source) {
    case "service":
      return serviceEndpoints(
        objects.filter((object): object is Service => object.kind === "Service"),
        prefix,
      );
    case "ingress":
      return ingressEndpoints(
        objects.filter((object): object is Ingress => object.kind === "Ingress"),
        prefix,
        ingressClasses,
      );
    case "crd":
      return dnsEndpointEndpoints(objects.filter((object): object is DnsEndpoint => object.kind === "DNSEndpoint"));
  }
}
