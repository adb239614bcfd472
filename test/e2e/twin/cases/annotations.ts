import { aService, NEW_PREFIX, OLD_PREFIX } from "../../world/manifests.ts";
import type { TwinCase } from "../twin-case.ts";

const FLAGS = ["--source=service", "--txt-owner-id=east"];

const EVERY_ANNOTATION = {
  enabled: "TRUE",
  "resource-group": "my-tm-rg",
  "profile-name": "my-app-global",
  hostname: "my-app.example.com",
  "routing-method": "weighted",
  weight: "70",
  priority: "1",
  "endpoint-name": "east-us",
  "endpoint-location": "East US",
  "endpoint-status": "Enabled",
  "dns-ttl": "60",
  "monitor-protocol": "HTTP",
  "monitor-port": "8080",
  "monitor-path": "/health?deep=yes&x=1",
  "health-checks-enabled": "true",
  "monitor-interval": "10",
  "monitor-timeout": "5",
  "monitor-tolerated-failures": "0",
  "monitor-expected-status-codes": "200-299,301",
  "monitor-headers": "X-Probe:yes, Accept:*/*",
  "endpoint-headers": "Host:my-app.example.com",
  "geo-mapping": "GEO-EU,US-CA",
  subnets: "10.0.0.0/8,1.2.3.4-1.2.3.9",
  "max-return": "3",
  "min-child-endpoints": "1",
  "endpoint-type": "External",
  "target-resource-id": "",
  target: " 20.9.9.9 ",
  "no-such-thing": '<ü & "quotes">',
};

const everyAnnotation = Object.fromEntries(
  Object.entries(EVERY_ANNOTATION).map(([name, value]) => [`webhook-traffic-manager-${name}`, value]),
);

export const annotationCases: readonly TwinCase[] = [
  {
    name: "every-annotation",
    why: "all annotations of the provider, set-identifier and ttl, with values that need care in JSON",
    flags: FLAGS,
    cycles: [
      {
        what: "created",
        objects: [
          aService("every-annotation", "all", {
            at: ["20.1.1.1"],
            annotations: { hostname: "all.example.com", "set-identifier": "east", ttl: "120", ...everyAnnotation },
          }),
          aService("every-annotation", "foreign", {
            at: ["20.1.1.2"],
            annotations: {
              hostname: "foreign.example.com",
              alias: "true",
              "record-type": "A",
              "aws-weight": "10",
              "azure-tags": "team=web",
              "cloudflare-proxied": "true",
              "coredns-group": "g",
              "scw-weight": "1",
              "webhook-other-provider-x": "y",
              "example.com/unrelated": "z",
            },
          }),
        ],
      },
      {
        what: "nothing changed but alias=false",
        objects: [
          aService("every-annotation", "all", {
            at: ["20.1.1.1"],
            annotations: { hostname: "all.example.com", "set-identifier": "east", ttl: "120", ...everyAnnotation },
          }),
          aService("every-annotation", "foreign", {
            at: ["20.1.1.2"],
            annotations: { hostname: "foreign.example.com", alias: "false" },
          }),
        ],
      },
    ],
  },
  {
    name: "hostname-lists",
    why: "several hostnames in one annotation, with spaces, trailing dots, capitals, wildcards, doubles and empties",
    flags: FLAGS,
    cycles: [
      {
        what: "created",
        objects: [
          aService("hostname-lists", "list", {
            at: ["20.1.1.1"],
            annotations: { hostname: " b.example.com. , a.example.com" },
          }),
          aService("hostname-lists", "capitals", { at: ["20.1.1.2"], annotations: { hostname: "My-App.Example.COM" } }),
          aService("hostname-lists", "wildcard", { at: ["20.1.1.3"], annotations: { hostname: "*.apps.example.com" } }),
          aService("hostname-lists", "doubles", {
            at: ["20.1.1.4"],
            annotations: { hostname: "c.example.com,c.example.com" },
          }),
          aService("hostname-lists", "empties", {
            at: ["20.1.1.5"],
            annotations: { hostname: "d.example.com,,e.example.com," },
          }),
          aService("hostname-lists", "unicode", { at: ["20.1.1.6"], annotations: { hostname: "bücher.example.com" } }),
          aService("hostname-lists", "nothing", { at: ["20.1.1.7"], annotations: { hostname: "" } }),
        ],
      },
    ],
  },
  {
    name: "ttl-spellings",
    why: "what counts as a TTL",
    flags: FLAGS,
    cycles: [
      {
        what: "created",
        objects: ["60", "1m", "1.5s", "0", "-1", "abc", "2147483647", "2147483648", "", "1h30m", "100ms"].map(
          (ttl, index) =>
            aService("ttl-spellings", `ttl-${index}`, {
              at: [`20.1.1.${index + 1}`],
              annotations: { hostname: `ttl-${index}.example.com`, ttl },
            }),
        ),
      },
    ],
  },
  {
    name: "set-identifiers",
    why: "set-identifier makes two Services of one name two rows; without it they are one row with both targets",
    flags: FLAGS,
    cycles: [
      {
        what: "created",
        objects: [
          aService("set-identifiers", "blue", {
            at: ["20.1.1.1"],
            annotations: { hostname: "split.example.com", "set-identifier": "blue" },
          }),
          aService("set-identifiers", "green", {
            at: ["20.1.1.2"],
            annotations: { hostname: "split.example.com", "set-identifier": "green" },
          }),
          aService("set-identifiers", "one", {
            at: ["20.1.1.4"],
            annotations: { hostname: "joined.example.com", "webhook-x": "one" },
          }),
          aService("set-identifiers", "two", {
            at: ["20.1.1.3"],
            annotations: { hostname: "joined.example.com", "webhook-x": "two" },
          }),
        ],
      },
    ],
  },
  {
    name: "new-prefix",
    why: "--annotation-prefix: annotations with the old prefix are then somebody else's",
    flags: [...FLAGS, `--annotation-prefix=${NEW_PREFIX}`],
    cycles: [
      {
        what: "created",
        objects: [
          aService("new-prefix", "new", {
            at: ["20.1.1.1"],
            prefix: NEW_PREFIX,
            annotations: {
              hostname: "new.example.com",
              "webhook-traffic-manager-enabled": "true",
              ttl: "60",
              "set-identifier": "s",
              [`${OLD_PREFIX}hostname`]: "not-read.example.com",
              [`${OLD_PREFIX}webhook-traffic-manager-weight`]: "1",
            },
          }),
          aService("new-prefix", "old", { at: ["20.1.1.2"], annotations: { hostname: "old.example.com" } }),
        ],
      },
    ],
  },
];
