import type { Endpoint } from "../../../core/endpoint.ts";
import type { LoadBalancerStatus, Service } from "../../kubernetes/objects.ts";
import { belongsToAnotherController, splitHostnames, targetsOf } from "./annotations.ts";
import { type EndpointTemplate, endpointOf, endpointsForHostname, templateOf } from "./hostname-endpoints.ts";
import { mergeEndpoints, mergeServices } from "./merge.ts";

/**
 * `--source=service`. Headless Services and the node addresses of NodePort Services need pods and nodes, which the
 * sandbox does not have: they give nothing here.
 */
export function serviceEndpoints(services: readonly Service[], prefix: string): Endpoint[] {
  const own = services.filter((service) => !belongsToAnotherController(service.metadata.annotations, prefix));
  return mergeEndpoints(mergeServices(own.flatMap((service) => endpointsOf(service, prefix))));
}

function endpointsOf(service: Service, prefix: string): Endpoint[] {
  const { namespace, name, annotations } = service.metadata;
  const template = templateOf(`service/${namespace}/${name}`, annotations, prefix);
  const annotated = targetsOf(annotations, prefix);
  const endpointsFor = (hostname: string, internal: boolean) => {
    const dnsName = hostname.replace(/\.$/, "");
    if (annotated.length > 0) return endpointsForHostname(dnsName, annotated, template);
    return [
      ...nodePortEndpoints(service, dnsName, template),
      ...endpointsForHostname(dnsName, internal ? internalTargets(service) : publicTargets(service), template),
    ];
  };
  return [
    ...splitHostnames(annotations[`${prefix}hostname`]).flatMap((hostname) => endpointsFor(hostname, false)),
    ...splitHostnames(annotations[`${prefix}internal-hostname`]).flatMap((hostname) => endpointsFor(hostname, true)),
  ];
}

function publicTargets({ spec, status }: Service): string[] {
  switch (spec.type) {
    case "LoadBalancer":
      return spec.externalIPs.length > 0 ? spec.externalIPs : targetsFromStatus(status);
    case "ExternalName":
      return externalName(spec);
    case "ClusterIP":
    case "NodePort":
      return [];
  }
}

function internalTargets({ spec }: Service): string[] {
  switch (spec.type) {
    case "LoadBalancer":
    case "ClusterIP":
      return spec.clusterIP === "None" || spec.clusterIP === "" ? [] : [spec.clusterIP];
    case "ExternalName":
      return externalName(spec);
    case "NodePort":
      return [];
  }
}

function externalName(spec: Service["spec"]): string[] {
  return spec.externalIPs.length > 0 ? spec.externalIPs : [spec.externalName];
}

/** Address and name of every load balancer, in the status's order. */
export function targetsFromStatus(status: LoadBalancerStatus): string[] {
  return status.loadBalancer.flatMap(({ ip, hostname }) => [ip, hostname].filter((target) => target !== undefined));
}

/** A NodePort Service also gets an SRV record per port (RFC 2782). */
function nodePortEndpoints({ spec, metadata }: Service, hostname: string, template: EndpointTemplate): Endpoint[] {
  if (spec.type !== "NodePort") return [];
  return spec.ports
    .filter((port) => port.nodePort > 0)
    .flatMap((port) =>
      endpointOf(
        `_${metadata.name}._${port.protocol.toLowerCase()}.${hostname}`,
        "SRV",
        [`0 50 ${port.nodePort} ${hostname}.`],
        template,
      ),
    );
}
