import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import { isAtLeast } from "../arm/api-version.ts";

/** Who knows how an endpoint or a profile is doing. */
export interface HealthView {
  endpointMonitorStatus(profile: ProfileResource, endpoint: EndpointResource): string;
  profileMonitorStatus(profile: ProfileResource): string;
  /** Another number whenever any status may be another one. */
  generation(): number;
}

/** What a profile has in common with every resource. */
export function renderProfileHead({ id, name, type, location, tags }: ProfileResource) {
  return { id, name, type, location, ...(tags && { tags }) };
}

/** A profile's properties but for its endpoints; without `health` the status is null, as in Azure's lists. */
export function renderSettings(profile: ProfileResource, apiVersion: string, health: HealthView | undefined) {
  const { properties } = profile;
  return {
    profileStatus: properties.profileStatus,
    trafficRoutingMethod: properties.trafficRoutingMethod,
    dnsConfig: properties.dnsConfig,
    monitorConfig: {
      profileMonitorStatus: health?.profileMonitorStatus(profile) ?? null,
      ...properties.monitorConfig,
    },
    trafficViewEnrollmentStatus: properties.trafficViewEnrollmentStatus ?? "Disabled",
    ...(properties.allowedEndpointRecordTypes && {
      allowedEndpointRecordTypes: properties.allowedEndpointRecordTypes,
    }),
    ...(isAtLeast(apiVersion, "2018-02-01") && { maxReturn: properties.maxReturn ?? null }),
    ...(isAtLeast(apiVersion, "2024-04-01-preview") && { recordType: properties.recordType ?? null }),
  };
}

/** An endpoint as this api-version shows it. */
export function renderEndpoint(endpoint: EndpointResource, apiVersion: string, status: string | undefined) {
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
      endpointMonitorStatus: status ?? null,
      ...properties,
      // Geographic routing came with 2017-03-01 (Azure docs: FAQ).
      ...(geoMapping && isAtLeast(apiVersion, "2017-03-01") && { geoMapping }),
      ...(isAtLeast(apiVersion, "2018-08-01") && { minChildEndpointsIPv4, minChildEndpointsIPv6 }),
      ...(isAtLeast(apiVersion, "2022-04-01-preview") && { alwaysServe }),
    },
  };
}
