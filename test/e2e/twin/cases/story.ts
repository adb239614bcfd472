import { aService } from "../../world/manifests.ts";
import { asTrafficManagerRows } from "../traffic-manager-rows.ts";
import type { TwinCase } from "../twin-case.ts";

const OWNER = ["--source=service", "--txt-owner-id=east"];

function myAppEast(namespace: string, weight: string) {
  return aService(namespace, "my-app-east", {
    at: ["20.1.1.1"],
    annotations: {
      hostname: "my-app-east.example.com",
      "webhook-traffic-manager-enabled": "true",
      "webhook-traffic-manager-resource-group": "my-tm-rg",
      "webhook-traffic-manager-profile-name": "my-app-global",
      "webhook-traffic-manager-hostname": "my-app.example.com",
      "webhook-traffic-manager-weight": weight,
      "webhook-traffic-manager-endpoint-name": "east-us",
      "webhook-traffic-manager-endpoint-location": "eastus",
      "webhook-traffic-manager-monitor-path": "/health",
    },
  });
}

export const storyCases: readonly TwinCase[] = [
  {
    name: "life-of-a-service",
    why: "a Service is created, left alone, changed and deleted; the provider answers with CNAME rows as it does for Traffic Manager",
    flags: OWNER,
    adjust: asTrafficManagerRows,
    cycles: [
      { what: "created", objects: [myAppEast("life-of-a-service", "70")] },
      { what: "nothing changed", objects: [myAppEast("life-of-a-service", "70")] },
      { what: "weight 70 to 50", objects: [myAppEast("life-of-a-service", "50")] },
      { what: "deleted", objects: [] },
      { what: "nothing left", objects: [] },
    ],
  },
  {
    name: "life-of-a-service-without-registry",
    why: "the same with --registry=noop: no owner label, no TXT rows",
    flags: ["--source=service", "--registry=noop"],
    adjust: asTrafficManagerRows,
    cycles: [
      { what: "created", objects: [myAppEast("life-of-a-service-without-registry", "70")] },
      { what: "weight 70 to 50", objects: [myAppEast("life-of-a-service-without-registry", "50")] },
      { what: "deleted", objects: [] },
    ],
  },
  {
    name: "upsert-only",
    why: "--policy=upsert-only never sends deletes",
    flags: [...OWNER, "--policy=upsert-only"],
    adjust: asTrafficManagerRows,
    cycles: [
      { what: "created", objects: [myAppEast("upsert-only", "70")] },
      { what: "weight 70 to 50", objects: [myAppEast("upsert-only", "50")] },
      { what: "deleted", objects: [] },
    ],
  },
  {
    name: "create-only",
    why: "--policy=create-only sends neither updates nor deletes",
    flags: [...OWNER, "--policy=create-only"],
    adjust: asTrafficManagerRows,
    cycles: [
      { what: "created", objects: [myAppEast("create-only", "70")] },
      { what: "weight 70 to 50", objects: [myAppEast("create-only", "50")] },
      { what: "deleted", objects: [] },
    ],
  },
];
