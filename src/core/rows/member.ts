import type { EnabledStatus } from "../../arm/traffic-manager.ts";
import { locationKey } from "../annotations/location.ts";
import { printSubnet } from "../annotations/values.ts";
import type { EndpointWish } from "../annotations/wish.ts";
import type { ProfileRef, ProfileSettings, TrafficManagerEndpoint } from "../profile.ts";
import type { OwnedProfile } from "../snapshot.ts";
import type { Claim } from "../tags/claims.ts";
import type { OwnedEndpoint } from "../tags/ownership.ts";

/** One endpoint of one profile, as a row of `/records` or `/adjustendpoints` says it. */
export interface Member {
  ref: ProfileRef;
  dnsName: string;
  endpointName: string;
  endpoint: MemberEndpoint;
  endpointStatus: EnabledStatus;
  /** Only on the endpoint that decides for its profile. */
  decides?: ProfileDecision;
}

/** `priority` only where the profile's method uses it: elsewhere Azure numbers the endpoints itself. */
export type MemberEndpoint = Omit<EndpointWish, "priority"> & { priority?: number };

export interface ProfileDecision {
  settings: ProfileSettings;
  hostnames: string[];
}

/** What Azure says of an owned endpoint, in the form `adjustEndpoints` would give it. */
export function memberOf({ profile, ownership }: OwnedProfile, { endpoint, claim }: OwnedEndpoint): Member {
  const drained = isDrained(endpoint, claim);
  const decides = ownership.settingsEndpoint === endpoint;
  return {
    ref: { resourceGroup: profile.resourceGroup, name: profile.name },
    dnsName: rowNameOf({ endpoint, claim }),
    endpointName: endpoint.name,
    endpoint: {
      ...whatItStandsFor(endpoint),
      weight: drained ? 0 : (endpoint.weight ?? 1),
      ...(profile.trafficRoutingMethod === "Priority" ? { priority: endpoint.priority ?? 1 } : {}),
      alwaysServe: endpoint.alwaysServe,
      ...(endpoint.endpointLocation ? { endpointLocation: locationKey(endpoint.endpointLocation) } : {}),
      geoMapping: [...endpoint.geoMapping].sort(),
      subnets: [...endpoint.subnets].sort((a, b) => (printSubnet(a) < printSubnet(b) ? -1 : 1)),
      customHeaders: endpoint.customHeaders,
    },
    endpointStatus: drained && !claim.disabled ? "Enabled" : endpoint.endpointStatus,
    ...(decides ? { decides: { settings: profile, hostnames: claim.hostname ? ownership.hostnames : [] } } : {}),
  };
}

/** The dnsName of an endpoint's row: what its Service was called when it was claimed. */
export function rowNameOf({ endpoint, claim }: Pick<OwnedEndpoint, "endpoint" | "claim">): string {
  return claim.dnsName ?? endpoint.target?.toLowerCase() ?? "";
}

/** Whether we disabled this endpoint to drain it. Enabled again by hand, it is drained no longer. */
export function isDrained(endpoint: TrafficManagerEndpoint, claim: Claim): boolean {
  return endpoint.endpointStatus === "Disabled" && claim.drained;
}

/** Whether somebody disabled this endpoint in Azure: nothing of ours says it should be. */
export function isDisabledByHand(endpoint: TrafficManagerEndpoint, claim: Claim): boolean {
  return endpoint.endpointStatus === "Disabled" && !claim.drained && !claim.disabled;
}

function whatItStandsFor(endpoint: TrafficManagerEndpoint) {
  const { type } = endpoint;
  if (type === "ExternalEndpoints") return { type, target: endpoint.target?.toLowerCase() ?? "" };
  const targetResourceId = endpoint.targetResourceId ?? "";
  if (type === "AzureEndpoints") return { type, targetResourceId };
  return {
    type,
    targetResourceId,
    minChildEndpoints: endpoint.minChildEndpoints ?? 1,
    minChildEndpointsIPv4: endpoint.minChildEndpointsIPv4 ?? 0,
    minChildEndpointsIPv6: endpoint.minChildEndpointsIPv6 ?? 0,
  };
}
