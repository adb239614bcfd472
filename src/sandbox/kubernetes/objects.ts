/** The parts of Kubernetes objects that External-DNS's service, ingress and crd sources look at. */
export type KubernetesObject = Service | Ingress | DnsEndpoint;

export interface Metadata {
  name: string;
  namespace: string;
  annotations: Record<string, string>;
}

export interface Service {
  kind: "Service";
  metadata: Metadata;
  spec: {
    type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
    /** `None` for a headless Service. */
    clusterIP: string;
    externalIPs: string[];
    externalName: string;
    dualStack: boolean;
    ports: ServicePort[];
  };
  status: LoadBalancerStatus;
}

export interface ServicePort {
  port: number;
  protocol: "TCP" | "UDP" | "SCTP";
  nodePort: number;
}

export interface Ingress {
  kind: "Ingress";
  metadata: Metadata;
  spec: {
    ingressClassName: string;
    ruleHosts: string[];
    tlsHosts: string[];
  };
  status: LoadBalancerStatus;
}

/** Where a load balancer can be reached; empty until the cluster has made one. */
export interface LoadBalancerStatus {
  loadBalancer: { ip?: string; hostname?: string }[];
}

/** `externaldns.k8s.io/v1alpha1`: endpoints written by hand, passed on nearly untouched. */
export interface DnsEndpoint {
  kind: "DNSEndpoint";
  metadata: Metadata;
  spec: { endpoints: DnsEndpointEntry[] };
}

export interface DnsEndpointEntry {
  dnsName: string;
  targets: string[];
  recordType: string;
  setIdentifier: string;
  recordTTL: number;
  labels: Record<string, string>;
  providerSpecific: { name: string; value: string }[];
}

/** `Service production/my-app`, as kubectl would speak of it. */
export function nameOf(object: KubernetesObject): string {
  return `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`;
}
