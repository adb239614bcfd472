import { z } from "zod";
import { DNS_RESOURCE_GROUP, JOURNEY_CALLER, RESOURCE_GROUP, SUBSCRIPTION, ZONE } from "./azure-names.ts";

const endpoint = z.looseObject({
  name: z.string(),
  type: z.string(),
  properties: z.looseObject({
    endpointStatus: z.string(),
    endpointMonitorStatus: z.string().nullish(),
    target: z.string().nullish(),
    weight: z.number().nullish(),
    priority: z.number().nullish(),
    endpointLocation: z.string().nullish(),
  }),
});

const profile = z.looseObject({
  id: z.string(),
  name: z.string(),
  tags: z.record(z.string(), z.string()).default({}),
  properties: z.looseObject({
    trafficRoutingMethod: z.string(),
    dnsConfig: z.looseObject({ relativeName: z.string(), fqdn: z.string(), ttl: z.number() }),
    monitorConfig: z.looseObject({
      path: z.string().nullish(),
      port: z.number().nullish(),
      protocol: z.string().nullish(),
    }),
    endpoints: z.array(endpoint),
  }),
});
export type ProfileView = z.infer<typeof profile>;
export type EndpointView = z.infer<typeof endpoint>["properties"];

/** The emulated Azure as somebody at the portal sees and changes it. */
export interface ArmView {
  profile(name: string): Promise<ProfileView | undefined>;
  profiles(): Promise<ProfileView[]>;
  /** A profile's endpoints by name; none when there is no profile. */
  endpoints(profileName: string): Promise<Record<string, EndpointView>>;
  /** A record set of the zone, `undefined` when there is none. */
  recordSet(type: string, relativeName: string): Promise<Record<string, unknown> | undefined>;
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

export const PROFILES = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${RESOURCE_GROUP}/providers/Microsoft.Network/trafficmanagerprofiles`;
const ZONES = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${DNS_RESOURCE_GROUP}/providers/Microsoft.Network/dnsZones`;
export const TRAFFIC_MANAGER_VERSION = "api-version=2022-04-01";
const DNS_VERSION = "api-version=2018-05-01";

export function createArmView(armUrl: string): ArmView {
  const call = (method: string, path: string, body?: unknown) => callArm(`${armUrl}${path}`, method, body);
  const one = async (name: string) => {
    const found = await call("GET", `${PROFILES}/${name}?${TRAFFIC_MANAGER_VERSION}`);
    return found === undefined ? undefined : profile.parse(found);
  };
  return {
    call,
    profile: one,
    async profiles() {
      const found = await call("GET", `${PROFILES}?${TRAFFIC_MANAGER_VERSION}`);
      return z.object({ value: z.array(profile) }).parse(found).value;
    },
    async endpoints(profileName) {
      const found = await one(profileName);
      return Object.fromEntries(found?.properties.endpoints.map(({ name, properties }) => [name, properties]) ?? []);
    },
    async recordSet(type, relativeName) {
      const found = await call("GET", `${ZONES}/${ZONE}/${type}/${relativeName}?${DNS_VERSION}`);
      return found === undefined ? undefined : z.looseObject({ properties: z.looseObject({}) }).parse(found).properties;
    },
  };
}

/** Creates the zone the users' names live in. */
export async function createZone(arm: ArmView): Promise<void> {
  await arm.call("PUT", `${ZONES}/${ZONE}?${DNS_VERSION}`, { location: "global" });
}

async function callArm(url: string, method: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${JOURNEY_CALLER}`,
      "user-agent": JOURNEY_CALLER,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}
