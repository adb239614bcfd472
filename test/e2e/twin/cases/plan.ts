import type { Endpoint } from "../../../../src/core/endpoint.ts";
import { aService } from "../../world/manifests.ts";
import { asTrafficManagerRows } from "../traffic-manager-rows.ts";
import type { TwinCase } from "../twin-case.ts";

const FLAGS = ["--source=service", "--txt-owner-id=east"];

function aRow(name: string, owner: string | undefined, weight: string): Endpoint {
  return {
    dnsName: `${name}.example.com`,
    targets: ["my-app.trafficmanager.net"],
    recordType: "CNAME",
    setIdentifier: name,
    labels: owner === undefined ? {} : { owner, resource: `service/elsewhere/${name}` },
    providerSpecific: [
      { name: "webhook/traffic-manager-enabled", value: "true" },
      { name: "webhook/traffic-manager-endpoint-name", value: name },
      { name: "webhook/traffic-manager-profile-name", value: "my-app" },
      { name: "webhook/traffic-manager-weight", value: weight },
    ],
  };
}

function wanting(namespace: string, name: string, weight: string, more: Record<string, string> = {}) {
  return aService(namespace, name, {
    at: ["20.5.5.1"],
    annotations: {
      hostname: `${name}.example.com`,
      "webhook-traffic-manager-enabled": "true",
      "webhook-traffic-manager-endpoint-name": name,
      "webhook-traffic-manager-profile-name": "my-app",
      "webhook-traffic-manager-weight": weight,
      ...more,
    },
  });
}

export const planCases: readonly TwinCase[] = [
  {
    name: "other-owners",
    why: "rows of another owner, of no owner and of this owner, each wanted differently, wanted alike and not wanted",
    flags: FLAGS,
    adjust: asTrafficManagerRows,
    rows: ["west", "east", undefined].flatMap((owner) => {
      const whose = owner ?? "nobody";
      return ["changed", "alike", "unwanted"].map((what) => aRow(`${whose}-${what}`, owner, "10"));
    }),
    cycles: [
      {
        what: "one sync",
        objects: ["west", "east", "nobody"].flatMap((whose) => [
          wanting("other-owners", `${whose}-changed`, "20"),
          wanting("other-owners", `${whose}-alike`, "10"),
        ]),
      },
    ],
  },
  {
    name: "one-profile-two-owners",
    why: "the other cluster's row of the same dnsName is another row, by its set identifier",
    flags: FLAGS,
    adjust: asTrafficManagerRows,
    rows: [{ ...aRow("west", "west", "10"), dnsName: "my-app.example.com" }],
    cycles: [
      {
        what: "east joins",
        objects: [wanting("one-profile-two-owners", "east", "20", { hostname: "my-app.example.com" })],
      },
      { what: "east leaves", objects: [] },
    ],
  },
  {
    name: "ttl-and-properties",
    why: "a TTL counts only when it is wanted; properties count in both directions; the order of targets does not",
    flags: FLAGS,
    rows: [
      {
        dnsName: "ttl-unset.example.com",
        targets: ["20.6.6.1"],
        recordType: "A",
        recordTTL: 300,
        labels: { owner: "east" },
      },
      {
        dnsName: "ttl-set.example.com",
        targets: ["20.6.6.1"],
        recordType: "A",
        recordTTL: 300,
        labels: { owner: "east" },
      },
      { dnsName: "targets.example.com", targets: ["20.6.6.2", "20.6.6.1"], recordType: "A", labels: { owner: "east" } },
      {
        dnsName: "less.example.com",
        targets: ["20.6.6.1"],
        recordType: "A",
        labels: { owner: "east" },
        providerSpecific: [{ name: "webhook/x", value: "1" }],
      },
      { dnsName: "more.example.com", targets: ["20.6.6.1"], recordType: "A", labels: { owner: "east" } },
    ],
    cycles: [
      {
        what: "one sync",
        objects: [
          aService("ttl-and-properties", "ttl-unset", {
            at: ["20.6.6.1"],
            annotations: { hostname: "ttl-unset.example.com" },
          }),
          aService("ttl-and-properties", "ttl-set", {
            at: ["20.6.6.1"],
            annotations: { hostname: "ttl-set.example.com", ttl: "60" },
          }),
          aService("ttl-and-properties", "targets", {
            at: ["20.6.6.1", "20.6.6.2"],
            annotations: { hostname: "targets.example.com" },
          }),
          aService("ttl-and-properties", "less", { at: ["20.6.6.1"], annotations: { hostname: "less.example.com" } }),
          aService("ttl-and-properties", "more", {
            at: ["20.6.6.1"],
            annotations: { hostname: "more.example.com", "webhook-x": "1" },
          }),
        ],
      },
    ],
  },
  {
    name: "domain-filter",
    why: "--domain-filter narrows the plan, not what /adjustendpoints is sent",
    flags: [...FLAGS, "--domain-filter=example.com"],
    rows: [{ dnsName: "gone.example.org", targets: ["20.6.6.1"], recordType: "A", labels: { owner: "east" } }],
    cycles: [
      {
        what: "one sync",
        objects: [
          aService("domain-filter", "in", { at: ["20.6.6.1"], annotations: { hostname: "in.example.com" } }),
          aService("domain-filter", "out", { at: ["20.6.6.1"], annotations: { hostname: "out.example.org" } }),
          aService("domain-filter", "alike", { at: ["20.6.6.1"], annotations: { hostname: "notexample.com" } }),
          aService("domain-filter", "apex", { at: ["20.6.6.1"], annotations: { hostname: "example.com" } }),
        ],
      },
    ],
  },
  {
    name: "record-types",
    why: "--managed-record-types narrows the plan; a row whose type changes is deleted and created",
    flags: [...FLAGS, "--managed-record-types=A", "--managed-record-types=CNAME"],
    rows: [
      {
        dnsName: "name-to-address.example.com",
        targets: ["lb.example.net"],
        recordType: "CNAME",
        labels: { owner: "east" },
      },
      {
        dnsName: "west-name-to-address.example.com",
        targets: ["lb.example.net"],
        recordType: "CNAME",
        labels: { owner: "west" },
      },
    ],
    cycles: [
      {
        what: "one sync",
        objects: [
          aService("record-types", "v6", {
            at: ["20.6.6.1", "2001:db8::1"],
            annotations: { hostname: "dual.example.com" },
          }),
          aService("record-types", "now-address", {
            at: ["20.6.6.1"],
            annotations: { hostname: "name-to-address.example.com" },
          }),
          aService("record-types", "west", {
            at: ["20.6.6.1"],
            annotations: { hostname: "west-name-to-address.example.com" },
          }),
        ],
      },
    ],
  },
  {
    name: "txt-names",
    why: "--txt-prefix and a wildcard in the registry's companion rows; the default owner id",
    flags: ["--source=service", "--txt-prefix=own-%{record_type}-"],
    cycles: [
      {
        what: "created",
        objects: [
          aService("txt-names", "plain", {
            at: ["20.6.6.1", "2001:db8::1"],
            annotations: { hostname: "plain.example.com" },
          }),
          aService("txt-names", "wild", { at: ["20.6.6.1"], annotations: { hostname: "*.wild.example.com" } }),
        ],
      },
      { what: "deleted", objects: [] },
    ],
  },
];
