import type { TrafficRoutingMethod } from "../../src/arm/traffic-manager.ts";
import { PROPERTY_PREFIX } from "../../src/core/annotations/names.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import type { ProfileRef } from "../../src/core/profile.ts";
import { RESOURCE_GROUP } from "./azure.ts";

/** A Service of one cluster, as far as it is about Traffic Manager. */
export interface Service {
  dnsName: string;
  /** Of the load balancer. */
  address: string;
  profile: string;
  endpointName?: string | undefined;
  weight: number;
  priority?: number | undefined;
  method?: TrafficRoutingMethod | undefined;
  ttl?: number | undefined;
  vanity?: string | undefined;
  status?: "Enabled" | "Disabled" | undefined;
  target?: string | undefined;
  enabled: boolean;
  /** An annotation that cannot be read: everything else it says does not count until it is mended. */
  mistake?: "weight" | "unknown" | "enabled" | "profile-name" | undefined;
}

/** The source endpoint external-dns makes of it. */
export function sourceEndpoint(object: string, service: Service): Endpoint {
  const properties: [string, string | number | undefined][] = [
    ["enabled", service.mistake === "enabled" ? "ture" : String(service.enabled)],
    ["profile-name", service.mistake === "profile-name" ? "-no-name-" : service.profile],
    ["endpoint-name", service.endpointName],
    ["weight", service.mistake === "weight" ? "heavy" : service.weight],
    [service.mistake === "unknown" ? "wieght" : "", 1],
    ["priority", service.priority],
    ["routing-method", service.method],
    ["endpoint-location", service.method === "Performance" ? "westeurope" : undefined],
    ["dns-ttl", service.ttl],
    ["hostname", service.vanity],
    ["endpoint-status", service.status],
    ["target", service.target],
  ];
  return {
    dnsName: service.dnsName,
    targets: [service.address],
    recordType: "A",
    labels: { resource: object },
    providerSpecific: properties
      .filter(([name, value]) => name !== "" && value !== undefined)
      .map(([name, value]) => ({ name: PROPERTY_PREFIX + name, value: String(value) })),
  };
}

export function refOf({ profile }: Pick<Service, "profile">): ProfileRef {
  return { resourceGroup: RESOURCE_GROUP, name: profile };
}

/** Said here once more, independent of the code under test. */
export function endpointNameOf({ endpointName, dnsName }: Service): string {
  return endpointName ?? dnsName.replaceAll(".", "-");
}

export function targetOf({ target, dnsName, vanity, address }: Service): string {
  return target ?? (vanity === dnsName ? address : dnsName);
}

/** Where the Service's endpoint is, comparable. */
export function placeOf(service: Service): string {
  return place(service.profile, endpointNameOf(service));
}

export function place(profile: string, endpointName: string): string {
  return `${profile}/${endpointName}`.toLowerCase();
}
