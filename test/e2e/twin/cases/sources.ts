import { aDnsEndpoint, anIngress, aService } from "../../world/manifests.ts";
import type { TwinCase } from "../twin-case.ts";

const OWNER = "--txt-owner-id=east";
const SERVICES = ["--source=service", OWNER];

export const sourceCases: readonly TwinCase[] = [
  {
    name: "load-balancers",
    why: "addresses of both families, names, several, none yet",
    flags: SERVICES,
    cycles: [
      {
        what: "created",
        objects: [
          aService("load-balancers", "dual", {
            at: ["20.1.1.1", "2001:db8::1"],
            annotations: { hostname: "dual.example.com", "webhook-traffic-manager-enabled": "true" },
          }),
          aService("load-balancers", "several", {
            at: ["20.1.1.3", "20.1.1.2"],
            annotations: { hostname: "several.example.com" },
          }),
          aService("load-balancers", "by-name", {
            at: ["lb.cloud.example.net"],
            annotations: { hostname: "by-name.example.com" },
          }),
          aService("load-balancers", "mixed", {
            at: ["lb.cloud.example.net", "20.1.1.4"],
            annotations: { hostname: "mixed.example.com" },
          }),
          aService("load-balancers", "pending", { annotations: { hostname: "pending.example.com" } }),
          aService("load-balancers", "external-ips", {
            at: ["20.1.1.5"],
            annotations: { hostname: "external-ips.example.com" },
            spec: { externalIPs: ["198.51.100.7"] },
          }),
        ],
      },
      {
        what: "an address changes, a pending one gets its address, dual loses its IPv6, a name becomes an address",
        objects: [
          aService("load-balancers", "dual", {
            at: ["20.1.1.1"],
            annotations: { hostname: "dual.example.com", "webhook-traffic-manager-enabled": "true" },
          }),
          aService("load-balancers", "several", {
            at: ["20.1.1.2", "20.1.1.9"],
            annotations: { hostname: "several.example.com" },
          }),
          aService("load-balancers", "by-name", { at: ["20.1.1.6"], annotations: { hostname: "by-name.example.com" } }),
          aService("load-balancers", "mixed", {
            at: ["lb.cloud.example.net", "20.1.1.4"],
            annotations: { hostname: "mixed.example.com" },
          }),
          aService("load-balancers", "pending", { at: ["20.1.1.8"], annotations: { hostname: "pending.example.com" } }),
          aService("load-balancers", "external-ips", {
            at: ["20.1.1.5"],
            annotations: { hostname: "external-ips.example.com" },
            spec: { externalIPs: ["198.51.100.7"] },
          }),
        ],
      },
    ],
  },
  {
    name: "other-services",
    why: "Services that are no load balancers, the target annotation, the controller annotation, internal hostnames",
    flags: SERVICES,
    cycles: [
      {
        what: "created",
        objects: [
          aService("other-services", "cluster-ip", {
            annotations: { hostname: "cluster-ip.example.com" },
            spec: { type: "ClusterIP", clusterIP: "10.96.100.1" },
          }),
          aService("other-services", "cluster-ip-with-target", {
            annotations: { hostname: "target.example.com", target: "20.7.7.7, lb.example.net." },
            spec: { type: "ClusterIP", clusterIP: "10.96.100.2" },
          }),
          aService("other-services", "internal", {
            at: ["20.1.1.1"],
            annotations: { hostname: "public.example.com", "internal-hostname": "internal.example.com" },
            spec: { clusterIP: "10.96.100.3" },
          }),
          aService("other-services", "external-name", {
            annotations: { hostname: "external-name.example.com" },
            spec: { type: "ExternalName", externalName: "elsewhere.example.net", selector: undefined },
          }),
          aService("other-services", "target", {
            at: ["20.1.1.2"],
            annotations: { hostname: "override.example.com", target: "20.8.8.8" },
          }),
          aService("other-services", "other-controller", {
            at: ["20.1.1.3"],
            annotations: { hostname: "other-controller.example.com", controller: "someone-else" },
          }),
          aService("other-services", "our-controller", {
            at: ["20.1.1.4"],
            annotations: { hostname: "our-controller.example.com", controller: "dns-controller" },
          }),
        ],
      },
    ],
  },
  {
    name: "ingresses",
    why: "hosts from rules, tls and annotation, each source alone, and statuses of both kinds",
    flags: ["--source=ingress", OWNER],
    cycles: [
      {
        what: "created",
        objects: [
          anIngress("ingresses", "rules", {
            at: ["20.2.2.1"],
            hosts: ["web.example.com", "api.example.com"],
            annotations: { "webhook-traffic-manager-enabled": "true", ttl: "60", "set-identifier": "east" },
          }),
          anIngress("ingresses", "tls", {
            at: ["20.2.2.2"],
            hosts: ["shop.example.com"],
            tlsHosts: ["shop.example.com", "www.example.com"],
          }),
          anIngress("ingresses", "annotation", { at: ["20.2.2.3"], annotations: { hostname: "noted.example.com" } }),
          anIngress("ingresses", "both", {
            at: ["20.2.2.4"],
            hosts: ["both-rule.example.com"],
            annotations: { hostname: "both-note.example.com" },
          }),
          anIngress("ingresses", "rules-only", {
            at: ["20.2.2.5"],
            hosts: ["rules-only-rule.example.com"],
            annotations: { hostname: "rules-only-note.example.com", "ingress-hostname-source": "defined-hosts-only" },
          }),
          anIngress("ingresses", "annotation-only", {
            at: ["20.2.2.6"],
            hosts: ["annotation-only-rule.example.com"],
            annotations: { hostname: "annotation-only-note.example.com", "ingress-hostname-source": "Annotation-Only" },
          }),
          anIngress("ingresses", "by-name", { at: ["lb.cloud.example.net"], hosts: ["by-name.example.com"] }),
          anIngress("ingresses", "dual", { at: ["20.2.2.7", "2001:db8::7"], hosts: ["dual.example.com"] }),
          anIngress("ingresses", "target", {
            at: ["20.2.2.8"],
            hosts: ["target.example.com"],
            annotations: { target: "lb.example.net" },
          }),
          anIngress("ingresses", "pending", { hosts: ["pending.example.com"] }),
          anIngress("ingresses", "wildcard", { at: ["20.2.2.9"], hosts: ["*.wild.example.com"] }),
          anIngress("ingresses", "other-controller", {
            at: ["20.2.2.10"],
            hosts: ["other-controller.example.com"],
            annotations: { controller: "someone-else" },
          }),
        ],
      },
    ],
  },
  {
    name: "ingress-classes",
    why: "--ingress-class leaves other classes out",
    flags: ["--source=ingress", "--ingress-class=nginx", OWNER],
    cycles: [
      {
        what: "created",
        objects: [
          anIngress("ingress-classes", "nginx", {
            at: ["20.2.2.1"],
            hosts: ["nginx.example.com"],
            spec: { ingressClassName: "nginx" },
          }),
          anIngress("ingress-classes", "other", {
            at: ["20.2.2.2"],
            hosts: ["other.example.com"],
            spec: { ingressClassName: "other" },
          }),
          anIngress("ingress-classes", "none", { at: ["20.2.2.3"], hosts: ["none.example.com"] }),
        ],
      },
    ],
  },
  {
    name: "dns-endpoints",
    why: "hand-written DNSEndpoints: properties as they are, owner labels, TTL, illegal targets",
    flags: ["--source=crd", OWNER],
    cycles: [
      {
        what: "created",
        objects: [
          aDnsEndpoint("dns-endpoints", "by-hand", [
            {
              dnsName: "by-hand.example.com",
              recordType: "A",
              targets: ["20.3.3.1"],
              recordTTL: 120,
              setIdentifier: "east",
              labels: { team: "web" },
              providerSpecific: [
                { name: "webhook/traffic-manager-enabled", value: "true" },
                { name: "webhook/traffic-manager-weight", value: "70" },
              ],
            },
            { dnsName: "alias.example.com", recordType: "CNAME", targets: ["profile.trafficmanager.net"] },
            { dnsName: "alias-dot.example.com.", recordType: "CNAME", targets: ["profile.trafficmanager.net."] },
          ]),
          aDnsEndpoint("dns-endpoints", "odd", [
            { dnsName: "bad.example.com", recordType: "A", targets: ["20.3.3.2."] },
            { dnsName: "none.example.com", recordType: "A", targets: [] },
            { dnsName: "text.example.com", recordType: "TXT", targets: ["hello"] },
            { dnsName: "Capitals.Example.com", recordType: "AAAA", targets: ["2001:DB8::1"] },
          ]),
        ],
      },
    ],
  },
  {
    name: "all-sources",
    why: "the order of the sources, and one name wanted by several objects",
    flags: ["--source=service", "--source=ingress", "--source=crd", OWNER],
    cycles: [
      {
        what: "created",
        objects: [
          aService("all-sources", "svc", {
            at: ["20.4.4.1"],
            annotations: { hostname: "svc.example.com,shared.example.com" },
          }),
          anIngress("all-sources", "ing", { at: ["20.4.4.2"], hosts: ["ing.example.com", "shared.example.com"] }),
          aDnsEndpoint("all-sources", "dns", [
            { dnsName: "dns.example.com", recordType: "A", targets: ["20.4.4.3"] },
            { dnsName: "svc.example.com", recordType: "A", targets: ["20.4.4.1"] },
          ]),
        ],
      },
      {
        what: "nothing changed: the row that exists keeps its owner among those that want the name",
        objects: [
          aService("all-sources", "svc", {
            at: ["20.4.4.1"],
            annotations: { hostname: "svc.example.com,shared.example.com" },
          }),
          anIngress("all-sources", "ing", { at: ["20.4.4.2"], hosts: ["ing.example.com", "shared.example.com"] }),
          aDnsEndpoint("all-sources", "dns", [
            { dnsName: "dns.example.com", recordType: "A", targets: ["20.4.4.3"] },
            { dnsName: "svc.example.com", recordType: "A", targets: ["20.4.4.1"] },
          ]),
        ],
      },
    ],
  },
  {
    name: "damaged-properties",
    why:
      "external-dns v0.21 spoils the properties of an object with several endpoints and another provider's annotations: it shortens " +
      "a list they share, so one endpoint loses properties and all show empty ones",
    varies: true,
    flags: SERVICES,
    cycles: [
      {
        what: "created",
        objects: [
          aService("damaged-properties", "app", {
            at: ["20.1.1.1", "2001:db8::1"],
            annotations: {
              hostname: "app.example.com",
              "azure-tags": "team=web",
              "webhook-traffic-manager-enabled": "true",
              "webhook-traffic-manager-profile-name": "shop",
              "webhook-traffic-manager-weight": "7",
            },
          }),
        ],
      },
    ],
  },
];
