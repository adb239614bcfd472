import type { EnabledStatus } from "../../arm/traffic-manager.ts";
import { annotationAsWritten } from "../annotations/names.ts";
import type { Wish } from "../annotations/wish.ts";
import type { Problem } from "../problem.ts";
import { isDisabledByHand, type Member, rowNameOf } from "../rows/member.ts";
import type { OwnedProfile } from "../snapshot.ts";
import type { OwnedEndpoint } from "../tags/ownership.ts";

/** The member a Service's wish comes to, given the profile it joins, if there is one. */
export function memberWanted(wish: Wish, owned: OwnedProfile | undefined): { member: Member; problems: Problem[] } {
  const existing = owned?.ownership.find(wish.endpointName);
  const decides = decidesFor(wish, owned);
  const settings = decides || !owned ? wish.settings : owned.profile;
  const { priority, ...endpoint } = wish.endpoint;
  const status = statusWanted(wish, existing);
  const member: Member = {
    ref: owned ? { resourceGroup: owned.profile.resourceGroup, name: owned.profile.name } : wish.ref,
    dnsName: wish.dnsName,
    endpointName: existing?.endpoint.name ?? wish.endpointName,
    endpoint: {
      ...endpoint,
      ...(settings.trafficRoutingMethod === "Priority" ? { priority } : {}),
      alwaysServe: alwaysServeWanted(wish, status, existing),
      customHeaders: headersWanted(wish, settings.monitor.protocol),
    },
    endpointStatus: status,
    ...(decides ? { decides: { settings: wish.settings, hostnames: wish.hostnames } } : {}),
  };
  const byHand = existing && status === "Disabled" && isDisabledByHand(existing.endpoint, existing.claim);
  const problems = byHand && wish.endpointStatus === undefined ? [disabledByHand(wish)] : [];
  return { member, problems };
}

/**
 * Whether this endpoint's annotations set the profile's settings: it creates the profile, it is the one the profile names, or a
 * profile of ours has nobody left to decide. A profile that this software did not create keeps its settings.
 */
function decidesFor(wish: Wish, owned: OwnedProfile | undefined): boolean {
  if (!owned) return true;
  const { managed, settingsEndpoint } = owned.ownership;
  if (!managed) return false;
  if (settingsEndpoint === undefined || settingsEndpoint.name.toLowerCase() === wish.endpointName.toLowerCase())
    return true;
  // A new name for the endpoint that decides; another cluster's may have the same hostname, but then this one's is there too.
  if (owned.ownership.find(wish.endpointName)) return false;
  const deciding = owned.ownership.find(settingsEndpoint.name);
  return deciding !== undefined && rowNameOf(deciding) === wish.dnsName;
}

/** What is not annotated leaves an endpoint alone that somebody disabled by hand; a drain is a weight of 0, not a status. */
function statusWanted(wish: Wish, existing: OwnedEndpoint | undefined) {
  if (wish.endpointStatus) return wish.endpointStatus;
  const byHand = existing && wish.endpoint.weight > 0 && isDisabledByHand(existing.endpoint, existing.claim);
  return byHand ? "Disabled" : "Enabled";
}

/** Azure switches always-serve on only while an endpoint is Enabled (Azure docs: monitoring): on a disabled one it waits. */
function alwaysServeWanted(wish: Wish, status: EnabledStatus, existing: OwnedEndpoint | undefined): EnabledStatus {
  const serves = status === "Enabled" && wish.endpoint.weight > 0;
  return serves ? wish.endpoint.alwaysServe : (existing?.endpoint.alwaysServe ?? "Disabled");
}

/** Probes carry the vanity hostname as Host, without which an ingress answers them 404 and the endpoint is Degraded. */
function headersWanted(wish: Wish, protocol: string) {
  const headers = wish.endpoint.customHeaders;
  const host = wish.hostnames[0];
  if (protocol === "TCP" || host === undefined || host.startsWith("*")) return headers;
  return headers.some(({ name }) => name.toLowerCase() === "host")
    ? headers
    : [...headers, { name: "Host", value: host }];
}

function disabledByHand(wish: Wish): Problem {
  return {
    kind: "drift",
    object: wish.object,
    dnsName: wish.dnsName,
    annotation: annotationAsWritten("endpoint-status"),
    message: `is not given, and endpoint ${wish.endpointName} of profile ${wish.ref.name} was disabled in Azure by hand: it stays disabled; set it to "Enabled" to enable it again`,
  };
}
