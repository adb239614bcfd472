import type { KubernetesObject } from "./kubernetes-client.ts";

/** The prefix external-dns v0.21 reads by default. */
export const OLD_PREFIX = "external-dns.alpha.kubernetes.io/";
/** The default from v0.22 on. */
export const NEW_PREFIX = "external-dns.kubernetes.io/";

export interface ServiceOptions {
  /** Names without prefix. */
  annotations?: Record<string, string>;
  prefix?: string;
  /** The load balancer's addresses or names; none while it is being made. */
  at?: readonly string[];
  spec?: Record<string, unknown>;
}

/** A Service of type LoadBalancer, with its address in its status. */
export function aService(namespace: string, name: string, options: ServiceOptions): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace, annotations: prefixed(options) },
    spec: { type: "LoadBalancer", ports: [{ port: 80 }], selector: { app: name }, ...options.spec },
    ...withAddresses(options.at ?? []),
  };
}

export interface IngressOptions extends ServiceOptions {
  hosts?: readonly string[];
  tlsHosts?: readonly string[];
}

/** An Ingress, with its controller's address in its status. */
export function anIngress(namespace: string, name: string, options: IngressOptions): KubernetesObject {
  const { hosts = [], tlsHosts } = options;
  const backend = { service: { name, port: { number: 80 } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace, annotations: prefixed(options) },
    spec: {
      defaultBackend: backend,
      ...(hosts.length > 0 ? { rules: hosts.map((host) => ({ host })) } : {}),
      ...(tlsHosts ? { tls: [{ hosts: tlsHosts, secretName: name }] } : {}),
      ...options.spec,
    },
    ...withAddresses(options.at ?? []),
  };
}

/** A DNSEndpoint as somebody would write it by hand. */
export function aDnsEndpoint(namespace: string, name: string, endpoints: readonly unknown[]): KubernetesObject {
  return {
    apiVersion: "externaldns.k8s.io/v1alpha1",
    kind: "DNSEndpoint",
    metadata: { name, namespace },
    spec: { endpoints },
  };
}

export function aNamespace(name: string): KubernetesObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

function prefixed({ annotations = {}, prefix = OLD_PREFIX }: ServiceOptions): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [name.includes("/") ? name : `${prefix}${name}`, value]),
  );
}

function withAddresses(at: readonly string[]): { status?: unknown } {
  const ingress = at.map((address) =>
    /[a-z]/.test(address) && !address.includes(":") ? { hostname: address } : { ip: address },
  );
  return { status: { loadBalancer: { ingress } } };
}
