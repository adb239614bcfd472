/** external-dns's DNSEndpoint, as much of its definition as an API server needs to store one. */
export const DNS_ENDPOINT_DEFINITION = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: {
    name: "dnsendpoints.externaldns.k8s.io",
    // Groups under k8s.io are refused without it.
    annotations: { "api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/external-dns/pull/2007" },
  },
  spec: {
    group: "externaldns.k8s.io",
    scope: "Namespaced",
    names: { kind: "DNSEndpoint", listKind: "DNSEndpointList", plural: "dnsendpoints", singular: "dnsendpoint" },
    versions: [
      {
        name: "v1alpha1",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
              status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
            },
          },
        },
      },
    ],
  },
} as const;
