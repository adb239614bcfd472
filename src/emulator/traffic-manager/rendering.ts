import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import { isAtLeast } from "../arm/api-version.ts";

/** Who knows how an endpoint or a profile is doing. */
export interface HealthView {
  endpointMonitorStatus(profile: ProfileResource, endpoint: EndpointResource): string;
  profileMonitorStatus(profile: ProfileResource): string;
}

/** A profile as this api-version shows it; without `health` the statuses are null, as in Azure's lists. */
export function renderProfile(profile: ProfileResource, apiVersion: string, health: HealthView | undefined) {
  const { properties } = profile;
  const { monitorConfig } = properties;
  return {
    id: profile.id,
    name: profile.name,
    type: profile.type,
    location: profile.location,
    ...(profile.tags && { tags: profile.tags }),
    properties: {
      profileStatus: properties.profileStatus,
      trafficRoutingMethod: properties.trafficRoutingMethod,
      dnsConfig: properties.dnsConfig,
      monitorConfig: { profileMonitorStatus: health?.profileMonitorStatus(profile) ?? null, ...monitorConfig },
      endpoints: properties.endpoints.map((endpoint) => renderEndpoint(profile, endpoint, apiVersion, health)),
      trafficViewEnrollmentStatus: properties.trafficViewEnrollmentStatus ?? "Disabled",
      ...(properties.allowedEndpointRecordTypes && {
        allowedEndpointRecordTypes: properties.allowedEndpointRecordTypes,
      }),
      ...(isAtLeast(apiVersion, "2018-02-01") && { maxReturn: properties.maxReturn ?? null }),
      ...(isAtLeast(apiVersion, "2024-04-01-preview") && { recordType: properties.recordType ?? null }),
    },
  };
}

export function renderEndpoint(
  profile: ProfileResource,
  endpoint: EndpointResource,
  apiVersion: string,
  health: HealthView | undefined,
) {
  const {
    geoMapping,
    minChildEndpointsIPv4,
    minChildEndpointsIPv6,
    alwaysServe,
    endpointStatus,
    endpointMonitorStatus: _neverStored,
    ...properties
  } = endpoint.properties;
  return {
    id: endpoint.id,
    name: endpoint.name,
    type: endpoint.type,
    properties: {
      endpointStatus,
      endpointMonitorStatus: health?.endpointMonitorStatus(profile, endpoint) ?? null,
      ...properties,
      // Geographic routing came with 2017-03-01 (Azure docs: FAQ).
      ...(geoMapping && isAtLeast(apiVersion, "2017-03-01") && { geoMapping }),
      ...(isAtLeast(apiVersion, "2018-08-01") && { minChildEndpointsIPv4, minChildEndpointsIPv6 }),
      ...(isAtLeast(apiVersion, "2022-04-01-preview") && { alwaysServe }),
    },
  };
}
