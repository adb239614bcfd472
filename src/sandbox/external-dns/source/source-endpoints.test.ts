import { describe, expect, it } from "vitest";
import type { Endpoint } from "../../../core/endpoint.ts";
import { parseManifests } from "../../kubernetes/manifests.ts";
import { ALPHA_PREFIX } from "./annotations.ts";
import { type SourceName, type SourceOptions, sourceEndpoints } from "./source-endpoints.ts";

const ALL: SourceName[] = ["service", "ingress", "crd"];

interface Sketch {
  name?: string;
  annotations?: Record<string, string>;
  spec?: Record<string, unknown>;
  at?: string[];
}

function aService({ name = "a", annotations = {}, spec = {}, at = ["20.1.1.1"] }: Sketch) {
  return anObject("v1", "Service", { name, annotations, spec: { type: "LoadBalancer", ...spec }, at });
}

function anIngress({ name = "i", annotations = {}, spec = {}, at = ["20.2.2.2"] }: Sketch) {
  return anObject("networking.k8s.io/v1", "Ingress", { name, annotations, spec, at });
}

function aDnsEndpoint(endpoints: Partial<Endpoint>[]) {
  return anObject("externaldns.k8s.io/v1alpha1", "DNSEndpoint", { name: "d", spec: { endpoints } });
}

function anObject(apiVersion: string, kind: string, { name, annotations = {}, spec, at = [] }: Sketch) {
  const prefixed = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [ALPHA_PREFIX + key, value]));
  const ingress = at.map((place) => (/^[\d.]+$|:/.test(place) ? { ip: place } : { hostname: place }));
  const metadata = { name, namespace: "production", annotations: prefixed };
  return JSON.stringify({ apiVersion, kind, metadata, spec, status: { loadBalancer: { ingress } } });
}

/** The endpoints as lines: name, type, targets, and what else there is. */
function endpointsOf(objects: string[], options: Partial<SourceOptions> = {}): string[] {
  const manifests = parseManifests(objects.join("\n---\n"), "test.yaml");
  const defaults = { sources: ALL, annotationPrefix: ALPHA_PREFIX, ingressClasses: [], provider: "webhook" as const };
  return sourceEndpoints(manifests, { ...defaults, ...options }).map(describeEndpoint);
}

function describeEndpoint(endpoint: Endpoint): string {
  const properties = (endpoint.providerSpecific ?? []).map(({ name, value }) => `${name}=${value}`);
  return [
    `${endpoint.dnsName} ${endpoint.recordType} ${endpoint.targets.join(",")}`,
    endpoint.setIdentifier && `set ${endpoint.setIdentifier}`,
    endpoint.recordTTL && `ttl ${endpoint.recordTTL}`,
    `of ${endpoint.labels?.resource}`,
    ...properties,
  ]
    .filter(Boolean)
    .join(" ");
}

describe("a Service", () => {
  it.each([
    {
      name: "with a hostname gives its load balancer's address",
      objects: [aService({ annotations: { hostname: "a.example.com.", ttl: "60", "set-identifier": "east" } })],
      expected: ["a.example.com A 20.1.1.1 set east ttl 60 of service/production/a"],
    },
    {
      name: "with two families gives an A and an AAAA",
      objects: [aService({ annotations: { hostname: "a.example.com" }, at: ["20.1.1.1", "2603:1030:10::1"] })],
      expected: [
        "a.example.com A 20.1.1.1 of service/production/a",
        "a.example.com AAAA 2603:1030:10::1 of service/production/a",
      ],
    },
    {
      name: "with a hostname list gives one endpoint for each",
      objects: [aService({ annotations: { hostname: "a.example.com, b.example.com" } })],
      expected: [
        "a.example.com A 20.1.1.1 of service/production/a",
        "b.example.com A 20.1.1.1 of service/production/a",
      ],
    },
    {
      name: "without an address yet gives nothing",
      objects: [aService({ annotations: { hostname: "a.example.com" }, at: [] })],
      expected: [],
    },
    {
      name: "without a hostname gives nothing",
      objects: [aService({})],
      expected: [],
    },
    {
      name: "behind a named load balancer gives a CNAME",
      objects: [aService({ annotations: { hostname: "a.example.com" }, at: ["lb.example.net"] })],
      expected: ["a.example.com CNAME lb.example.net of service/production/a"],
    },
    {
      name: "with a target annotation gives that instead of its address",
      objects: [aService({ annotations: { hostname: "a.example.com", target: "lb.example.net" } })],
      expected: ["a.example.com CNAME lb.example.net of service/production/a"],
    },
    {
      name: "with external IPs gives those, without doubles and in order",
      objects: [
        aService({
          annotations: { hostname: "a.example.com" },
          spec: { externalIPs: ["5.5.5.5", "4.4.4.4", "5.5.5.5"] },
        }),
      ],
      expected: ["a.example.com A 4.4.4.4,5.5.5.5 of service/production/a"],
    },
    {
      name: "inside the cluster gives its cluster address only for an internal hostname",
      objects: [
        aService({
          annotations: { hostname: "a.example.com", "internal-hostname": "a.internal.example.com" },
          spec: { type: "ClusterIP", clusterIP: "10.0.0.1" },
        }),
      ],
      expected: ["a.internal.example.com A 10.0.0.1 of service/production/a"],
    },
    {
      name: "without a cluster address (headless) gives nothing",
      objects: [
        aService({ annotations: { hostname: "a.example.com" }, spec: { type: "ClusterIP", clusterIP: "None" } }),
      ],
      expected: [],
    },
    {
      name: "that stands for an external name gives a CNAME",
      objects: [
        aService({
          annotations: { hostname: "a.example.com" },
          spec: { type: "ExternalName", externalName: "x.example.net" },
        }),
      ],
      expected: ["a.example.com CNAME x.example.net of service/production/a"],
    },
    {
      name: "on node ports gives an SRV record",
      objects: [
        aService({
          annotations: { hostname: "a.example.com" },
          spec: { type: "NodePort", ports: [{ port: 80, nodePort: 30080 }] },
        }),
      ],
      expected: ["_a._tcp.a.example.com SRV 0 50 30080 a.example.com. of service/production/a"],
    },
    {
      name: "with a label longer than 63 bytes loses only that name",
      objects: [aService({ annotations: { hostname: `${"x".repeat(64)}.example.com,b.example.com` } })],
      expected: ["b.example.com A 20.1.1.1 of service/production/a"],
    },
    {
      name: "has its properties in order, and none of another provider",
      objects: [
        aService({
          annotations: {
            hostname: "a.example.com",
            "webhook-b": "2",
            "aws-weight": "1",
            "webhook-a": "",
            alias: "true",
          },
        }),
      ],
      expected: ["a.example.com A 20.1.1.1 of service/production/a alias=true webhook/a= webhook/b=2"],
    },
  ])("$name", ({ objects, expected }) => {
    expect(endpointsOf(objects)).toEqual(expected);
  });

  it("shares a name with another one: the first by name owns it, and both addresses count", () => {
    const objects = [
      aService({ name: "b", annotations: { hostname: "x.example.com", "webhook-w": "b" }, at: ["2.2.2.2"] }),
      aService({ name: "a", annotations: { hostname: "x.example.com", "webhook-w": "a" }, at: ["10.2.2.2"] }),
    ];
    expect(endpointsOf(objects)).toEqual(["x.example.com A 10.2.2.2,2.2.2.2 of service/production/a webhook/w=a"]);
  });

  it("keeps a name of its own with a set identifier of its own", () => {
    const objects = ["east", "west"].map((name) =>
      aService({ name, annotations: { hostname: "x.example.com", "set-identifier": name } }),
    );
    expect(endpointsOf(objects)).toEqual([
      "x.example.com A 20.1.1.1 set east of service/production/east",
      "x.example.com A 20.1.1.1 set west of service/production/west",
    ]);
  });

  it("with two endpoints and another provider's annotation is damaged, as by v0.21.0: one endpoint loses a setting", () => {
    const annotations = {
      hostname: "a.example.com,b.example.com",
      "azure-tags": "x=y",
      "webhook-a": "1",
      "webhook-b": "2",
    };
    expect(endpointsOf([aService({ annotations })])).toEqual([
      "a.example.com A 20.1.1.1 of service/production/a = webhook/a=1 webhook/b=2",
      "b.example.com A 20.1.1.1 of service/production/a = webhook/a=1",
    ]);
  });
});

describe("an Ingress", () => {
  const spec = { rules: [{ host: "rule.example.com" }], tls: [{ hosts: ["tls.example.com", "rule.example.com"] }] };
  const of = (...names: string[]) => names.map((name) => `${name}.example.com A 20.2.2.2 of ingress/production/i`);
  it.each([
    { source: undefined, expected: of("annotation", "rule", "tls") },
    { source: "Defined-Hosts-Only", expected: of("rule", "tls") },
    { source: "annotation-only", expected: of("annotation") },
    { source: "something else", expected: [] },
  ])("with the hostname source $source gives $expected.length names", ({ source, expected }) => {
    const annotations = { hostname: "annotation.example.com", ...(source && { "ingress-hostname-source": source }) };
    expect(endpointsOf([anIngress({ annotations, spec })])).toEqual(expected);
  });

  it("of another class is left out when a class is asked for", () => {
    const objects = [
      anIngress({ name: "n", spec: { ...spec, ingressClassName: "nginx" } }),
      anIngress({ name: "o", spec: { rules: [{ host: "other.example.com" }], ingressClassName: "other" } }),
    ];
    const names = endpointsOf(objects, { ingressClasses: ["nginx"] }).map((line) => line.split(" ")[0]);
    expect(names).toEqual(["rule.example.com", "tls.example.com"]);
  });
});

describe("a DNSEndpoint", () => {
  it("is passed on as it is, but for what its record type forbids", () => {
    const object = aDnsEndpoint([
      { dnsName: "c.example.com", recordType: "CNAME", targets: ["x.example.net."], recordTTL: 60 },
      { dnsName: "dot.example.com", recordType: "A", targets: ["1.1.1.1."] },
      { dnsName: "name.example.com", recordType: "A", targets: ["no address"] },
      { dnsName: "six.example.com", recordType: "A", targets: ["2603::1"] },
      { dnsName: "empty.example.com", recordType: "CNAME" },
      { dnsName: "mx.example.com", recordType: "MX", targets: ["ten mail.example.com"] },
    ]);
    expect(endpointsOf([object])).toEqual(["c.example.com CNAME x.example.net. ttl 60 of crd/production/d"]);
  });

  it("equal to a Service's endpoint is dropped for it", () => {
    const objects = [
      aService({ annotations: { hostname: "a.example.com" } }),
      aDnsEndpoint([{ dnsName: "a.example.com", recordType: "A", targets: ["20.1.1.1"] }]),
    ];
    expect(endpointsOf(objects)).toEqual(["a.example.com A 20.1.1.1 of service/production/a"]);
  });

  it("is not read without its source", () => {
    const object = aDnsEndpoint([{ dnsName: "a.example.com", recordType: "A", targets: ["20.1.1.1"] }]);
    expect(endpointsOf([object], { sources: ["service"] })).toEqual([]);
  });
});
