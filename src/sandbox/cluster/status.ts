import { type KubernetesObject, nameOf, type Service } from "../kubernetes/objects.ts";
import type { LoadBalancers } from "./load-balancers.ts";

/** All Ingresses of a cluster are behind one controller, and so at one address. */
const INGRESS_CONTROLLER = "the ingress controller";
const INGRESS_PORTS = [80, 443];

/** The object as the cluster shows it: with the addresses that its load balancer got. */
export function withStatus(object: KubernetesObject, loadBalancers: LoadBalancers): KubernetesObject {
  const addresses = addressesOf(object, loadBalancers);
  if (addresses.length === 0 || object.kind === "DNSEndpoint") return object;
  return { ...object, status: { loadBalancer: addresses.map((ip) => ({ ip })) } };
}

/** Where the object can be reached: every TCP port of a Service, 80 and 443 of an Ingress. */
export function placesOf(object: KubernetesObject, loadBalancers: LoadBalancers): { address: string; port: number }[] {
  const ports = object.kind === "Service" ? tcpPorts(object) : INGRESS_PORTS;
  return addressesOf(object, loadBalancers).flatMap((address) => ports.map((port) => ({ address, port })));
}

function addressesOf(object: KubernetesObject, loadBalancers: LoadBalancers): string[] {
  switch (object.kind) {
    case "Service":
      return object.spec.type === "LoadBalancer"
        ? loadBalancers.addressesOf(nameOf(object), object.spec.dualStack)
        : [];
    case "Ingress":
      return loadBalancers.addressesOf(INGRESS_CONTROLLER, false);
    case "DNSEndpoint":
      return [];
  }
}

function tcpPorts(service: Service): number[] {
  return service.spec.ports.filter(({ protocol }) => protocol === "TCP").map(({ port }) => port);
}
