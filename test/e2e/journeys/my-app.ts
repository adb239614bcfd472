import { RESOURCE_GROUP } from "../world/azure-names.ts";
import type { KubernetesObject } from "../world/kubernetes-client.ts";
import type { World } from "../world/world.ts";
import { EAST_ADDRESS, PROFILE, VANITY, WEST_ADDRESS } from "./names.ts";
import { seeWeights } from "./seeing.ts";

/** The annotations of the provider, by their short names. */
export function trafficManager(settings: Record<string, string>): Record<string, string> {
  const all = { enabled: "true", "resource-group": RESOURCE_GROUP, ...settings };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`webhook-traffic-manager-${name}`, value]));
}

/** One application of two clusters; probes are quick, so that a fast clock shows a failover in seconds. */
const MY_APP = {
  "profile-name": PROFILE,
  hostname: VANITY,
  "monitor-protocol": "HTTP",
  "monitor-port": "80",
  "monitor-path": "/health",
  "monitor-interval": "10",
  "monitor-timeout": "5",
  "monitor-tolerated-failures": "0",
};

export interface MyAppOptions {
  at?: readonly string[];
  hostname?: string;
  /** More annotations of the provider, or other values; `undefined` leaves one out. */
  settings?: Record<string, string | undefined>;
  /** More annotations, not the provider's. */
  annotations?: Record<string, string>;
}

export function eastService(world: World, weight: string, options: MyAppOptions = {}): KubernetesObject {
  return world.east.aService("my-app-east", {
    at: options.at ?? [EAST_ADDRESS],
    annotations: {
      hostname: options.hostname ?? "my-app-east.example.com",
      ...trafficManager(merged({ weight, "endpoint-name": "east-us", "endpoint-location": "eastus" }, options)),
      ...options.annotations,
    },
  });
}

export function westService(world: World, weight: string, options: MyAppOptions = {}): KubernetesObject {
  return world.west.aService("my-app-west", {
    at: options.at ?? [WEST_ADDRESS],
    annotations: {
      hostname: options.hostname ?? "my-app-west.example.com",
      ...trafficManager(merged({ weight, "endpoint-name": "west-us", "endpoint-location": "westus" }, options)),
      ...options.annotations,
    },
  });
}

/** Applies both Services, one after the other so that they do not race for the profile, and waits until all is in Azure and at rest. */
export async function bothPublished(world: World): Promise<void> {
  await world.east.apply(eastService(world, "70"));
  await seeWeights(world, { "east-us": 70 });
  await world.west.apply(westService(world, "30"));
  await seeWeights(world, { "east-us": 70, "west-us": 30 });
  await world.settle();
}

function merged(own: Record<string, string>, { settings = {} }: MyAppOptions): Record<string, string> {
  const all = Object.entries({ ...MY_APP, ...own, ...settings });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
