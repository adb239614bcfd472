import { z } from "zod";
import type { Arm } from "./arm.ts";

const API_VERSION = "2022-04-01";

const profile = z.object({
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    profileStatus: z.string(),
    trafficRoutingMethod: z.string(),
    dnsConfig: z.object({ fqdn: z.string(), ttl: z.number() }),
    monitorConfig: z.object({ profileMonitorStatus: z.string().nullish() }),
    endpoints: z.array(
      z.object({
        name: z.string(),
        properties: z.object({
          endpointStatus: z.string(),
          endpointMonitorStatus: z.string().nullish(),
          target: z.string().nullish(),
          weight: z.number().nullish(),
        }),
      }),
    ),
  }),
});
export type ProfileView = z.infer<typeof profile>["properties"];
export type EndpointView = ProfileView["endpoints"][number];

export interface ProfileId {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
}

export function profilePath({ subscriptionId, resourceGroup, name }: ProfileId): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/trafficmanagerprofiles/${name}`;
}

/** The profile with its health, as anybody who may read it sees it; `undefined` when there is none. */
export async function getProfile(arm: Arm, id: ProfileId): Promise<ProfileView | undefined> {
  const answer = await arm.call("GET", `${profilePath(id)}?api-version=${API_VERSION}`);
  return answer === undefined ? undefined : profile.parse(answer).properties;
}
