import type { Endpoint } from "../../../core/endpoint.ts";
import type { Ingress } from "../../kubernetes/objects.ts";
import { belongsToAnotherController, splitHostnames, targetsOf } from "./annotations.ts";
import { endpointsForHostname, templateOf } from "./hostname-endpoints.ts";
import { mergeEndpoints } from "./merge.ts";
import { targetsFromStatus } from "./service.ts";

/** `--source=ingress`: the hosts of rules and TLS sections, and the hostname annotation's. */
export function ingressEndpoints(
  ingresses: readonly Ingress[],
  prefix: string,
  classes: readonly string[] = [],
): Endpoint[] {
  const own = ingresses.filter(
    (ingress) => hasClass(ingress, classes) && !belongsToAnotherController(ingress.metadata.annotations, prefix),
  );
  return mergeEndpoints(own.flatMap((ingress) => endpointsOf(ingress, prefix)));
}

/** `--ingress-class`; without it every class will do. The annotation counts where the field is not set. */
function hasClass({ spec, metadata }: Ingress, classes: readonly string[]): boolean {
  const name = spec.ingressClassName || metadata.annotations["kubernetes.io/ingress.class"];
  return classes.length === 0 || (name !== undefined && classes.includes(name));
}

function endpointsOf(ingress: Ingress, prefix: string): Endpoint[] {
  const { namespace, name, annotations } = ingress.metadata;
  const template = templateOf(`ingress/${namespace}/${name}`, annotations, prefix);
  const annotated = targetsOf(annotations, prefix);
  const targets = annotated.length > 0 ? annotated : targetsFromStatus(ingress.status);
  return hostnamesOf(ingress, prefix).flatMap((hostname) => endpointsForHostname(hostname, targets, template));
}

function hostnamesOf({ spec, metadata }: Ingress, prefix: string): string[] {
  const defined = [...spec.ruleHosts, ...spec.tlsHosts].filter((host) => host !== "");
  const annotated = splitHostnames(metadata.annotations[`${prefix}hostname`]);
  switch (metadata.annotations[`${prefix}ingress-hostname-source`]?.toLowerCase()) {
    case undefined:
      return [...defined, ...annotated];
    case "defined-hosts-only":
      return defined;
    case "annotation-only":
      return annotated;
    default:
      return [];
  }
}
