import type { Endpoint } from "../../../src/core/endpoint.ts";

const PREFIX = "webhook/traffic-manager-";

/** A throwaway likeness of the provider: enabled endpoints become CNAME rows, one per endpoint name; the rest is dropped. */
export function asTrafficManagerRows(endpoints: Endpoint[]): Endpoint[] {
  return endpoints.flatMap((endpoint) => {
    const properties = endpoint.providerSpecific ?? [];
    const value = (name: string) => properties.find((property) => property.name === PREFIX + name)?.value;
    if (value("enabled") !== "true") return [];
    return {
      dnsName: endpoint.dnsName,
      targets: [`${value("profile-name") ?? "a-profile"}.trafficmanager.net`],
      recordType: "CNAME",
      setIdentifier: value("endpoint-name") ?? endpoint.setIdentifier ?? endpoint.dnsName.replaceAll(".", "-"),
      ...(endpoint.labels ? { labels: endpoint.labels } : {}),
      providerSpecific: properties.filter(({ name }) => name.startsWith(PREFIX)),
    };
  });
}
