import type { TrafficRoutingMethod } from "../../src/arm/traffic-manager.ts";
import { type GeographicRegion, geographicHierarchy } from "../../src/emulator/geography/hierarchy.ts";
import type { Fleet } from "./fleet.ts";
import { createHttpClient } from "./http-client.ts";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
const REGIONS = ["eastus", "westeurope", "southeastasia", "brazilsouth", "australiaeast", "japaneast"];
/** WORLD first, which is where the client is found. */
const GEOGRAPHIES = codesOf(geographicHierarchy());

export const API_VERSION = "?api-version=2022-04-01";
export const profilePath = (profile: number) =>
  `${GROUP}/providers/Microsoft.Network/trafficmanagerprofiles/p${profile}`;
export const endpointPath = (profile: number, endpoint: number) =>
  `${profilePath(profile)}/ExternalEndpoints/e${endpoint}`;
export const profileFqdn = (profile: number) => `p${profile}.trafficmanager.net`;

/** Puts profiles into an emulator over ARM, with endpoints that answer DNS at once because they are always served. */
export async function fillAzure(
  armUrl: string,
  { profiles, endpoints }: Fleet,
  method: TrafficRoutingMethod,
): Promise<void> {
  const client = createHttpClient(armUrl);
  for (let profile = 0; profile < profiles; profile += 1) {
    const body = JSON.stringify(profileBody(profile, endpoints, method));
    const answer = await client.send("PUT", profilePath(profile) + API_VERSION, body);
    if (answer.status !== 201) throw new Error(`p${profile}: ${answer.status} ${answer.body.toString().slice(0, 500)}`);
  }
  client.close();
}

function profileBody(profile: number, endpoints: number, trafficRoutingMethod: TrafficRoutingMethod) {
  return {
    location: "global",
    properties: {
      trafficRoutingMethod,
      dnsConfig: { relativeName: `p${profile}`, ttl: 30 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
      ...(trafficRoutingMethod === "MultiValue" && { maxReturn: 4 }),
      endpoints: Array.from({ length: endpoints }, (_, index) => ({
        name: `e${index}`,
        type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
        properties: endpointProperties(index, trafficRoutingMethod),
      })),
    },
  };
}

export function endpointProperties(index: number, method: TrafficRoutingMethod) {
  return {
    target: `20.10.${index >> 8}.${index & 255}`,
    alwaysServe: "Enabled",
    weight: (index % 10) + 1,
    priority: index + 1,
    endpointLocation: REGIONS[index % REGIONS.length],
    // A region may stand only once in a profile.
    ...(method === "Geographic" && { geoMapping: [GEOGRAPHIES[index]] }),
    ...(method === "Subnet" && index > 0 && { subnets: [{ first: `10.${index}.0.0`, scope: 16 }] }),
  };
}

function codesOf({ code, regions }: GeographicRegion): string[] {
  return [code, ...regions.flatMap(codesOf)];
}
