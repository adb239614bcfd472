import type {
  EndpointProperties,
  EndpointResource,
  MonitorConfig,
  ProfileProperties,
  ProfileResource,
} from "../../src/arm/traffic-manager.ts";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";

export function profileId(name: string): string {
  return `${GROUP}/providers/Microsoft.Network/trafficManagerProfiles/${name}`;
}

type ProfileParts = Partial<Omit<ProfileProperties, "dnsConfig" | "monitorConfig">> & {
  name?: string;
  ttl?: number;
  monitorConfig?: Partial<MonitorConfig>;
};

/** An enabled Weighted profile, HTTP on port 80, with what the test says changed. Its endpoints get ids of their own. */
export function aProfile({
  name = "shop",
  ttl = 30,
  monitorConfig,
  endpoints = [],
  ...rest
}: ProfileParts = {}): ProfileResource {
  const id = profileId(name);
  return {
    id,
    name,
    type: "Microsoft.Network/trafficManagerProfiles",
    location: "global",
    properties: {
      profileStatus: "Enabled",
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: name, fqdn: `${name}.trafficmanager.net`, ttl },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/", ...monitorConfig },
      endpoints: endpoints.map((endpoint) => ({ ...endpoint, id: `${id}/${kindOf(endpoint)}/${endpoint.name}` })),
      ...rest,
    },
  };
}

const kindOf = (endpoint: EndpointResource) => endpoint.type.split("/").at(-1);

/** An enabled external endpoint named `name`, with the target `<name>.example.net` unless told otherwise. */
export function anEndpoint(name: string, properties: Partial<EndpointProperties> = {}): EndpointResource {
  return endpointOf("externalEndpoints", name, { target: `${name}.example.net`, ...properties });
}

/** A nested endpoint that stands for the profile `child`. */
export function aNestedEndpoint(
  name: string,
  child: string,
  properties: Partial<EndpointProperties> = {},
): EndpointResource {
  const target = `${child}.trafficmanager.net`;
  return endpointOf("nestedEndpoints", name, { target, targetResourceId: profileId(child), ...properties });
}

function endpointOf(kind: string, name: string, properties: Partial<EndpointProperties>): EndpointResource {
  const type = `Microsoft.Network/trafficManagerProfiles/${kind}`;
  return { id: "", name, type, properties: { endpointStatus: "Enabled", ...properties } };
}
