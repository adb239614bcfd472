import type { EndpointResource, ProfileResource, TrafficRoutingMethod } from "../../arm/traffic-manager.ts";
import type { Random } from "../../random/random.ts";
import { isHealthy } from "./available.ts";
import { geographicPicker } from "./geographic.ts";
import { DEFAULT_MAX_RETURN, multiValuePicker } from "./multi-value.ts";
import { performancePicker } from "./performance.ts";
import { priorityPicker } from "./priority.ts";
import type { Candidate, Client, Pick, Picker, Route, RoutingWorld, Selection } from "./selection.ts";
import { type SubnetOverride, subnetOverride, subnetPicker } from "./subnet.ts";
import { weightedPicker } from "./weighted.ts";

/** Azure allows ten levels of nesting; deeper can only be a loop. */
const MAX_NESTING = 10;

/** What the profile answers this client with. For many queries, keep `createRoute`'s result instead. */
export function select(profile: ProfileResource, client: Client, random: Random, world: RoutingWorld): Selection {
  return createRoute(profile, world)(client, random);
}

/**
 * Prepares the profile's answers for as long as neither it, a profile nested in it nor the health of their endpoints
 * changes. Nested profiles are walked inside: the answer is the leaf's (Azure docs: FAQ).
 */
export function createRoute(profile: ProfileResource, world: RoutingWorld, depth = 0): Route {
  if (profile.properties.profileStatus === "Disabled" || depth > MAX_NESTING) return () => ({ outcome: "NXDOMAIN" });
  const picker = pickerOf(profile, world);
  const children = new Map<string, Route>();

  const childRoute = (id: string): Route => {
    const known = children.get(id);
    if (known) return known;
    const child = world.profile(id);
    const route: Route = child ? createRoute(child, world, depth + 1) : () => ({ outcome: "NODATA" });
    children.set(id, route);
    return route;
  };

  return (client, random) => {
    const pick = picker(client, random);
    if (typeof pick === "string") return { outcome: pick };
    const nested = pick.length === 1 ? nestedProfileId(pick[0]) : undefined;
    return nested === undefined
      ? { outcome: "endpoints", endpoints: pick, profile }
      : childRoute(nested)(client, random);
  };
}

/** Whether the answer can differ from one client to another by where they are (Azure docs: FAQ on client subnets). */
export function dependsOnAddress(profile: ProfileResource, world: RoutingWorld, depth = 0): boolean {
  const { trafficRoutingMethod, endpoints } = profile.properties;
  if (BY_ADDRESS.has(trafficRoutingMethod)) return true;
  return endpoints.some((endpoint) => {
    const id = nestedProfileId(endpoint);
    const child = id === undefined || depth > MAX_NESTING ? undefined : world.profile(id);
    return child !== undefined && dependsOnAddress(child, world, depth + 1);
  });
}

const BY_ADDRESS: ReadonlySet<TrafficRoutingMethod> = new Set(["Geographic", "Performance", "Subnet"]);

function nestedProfileId(endpoint: EndpointResource | undefined): string | undefined {
  if (!endpoint?.type.toLowerCase().endsWith("/nestedendpoints")) return undefined;
  return endpoint.properties.targetResourceId ?? "";
}

function pickerOf(profile: ProfileResource, world: RoutingWorld): Picker {
  const candidates = profile.properties.endpoints.map((endpoint) => ({
    endpoint,
    status: world.status(profile, endpoint),
  }));
  const { trafficRoutingMethod, maxReturn } = profile.properties;
  switch (trafficRoutingMethod) {
    case "Priority":
      return priorityPicker(candidates);
    case "Weighted":
      return weightedPicker(candidates);
    case "Performance":
      return overridden(candidates, performancePicker(candidates, world.locate, world.latency), ifHealthy);
    case "Geographic":
      return overridden(candidates, geographicPicker(candidates, world.locate), whateverItsHealth);
    case "MultiValue":
      return multiValuePicker(candidates, maxReturn ?? DEFAULT_MAX_RETURN);
    case "Subnet":
      return subnetPicker(candidates, world.subnetMiss);
  }
}

/**
 * Subnets on endpoints of a Geographic or Performance profile come first (Azure docs: subnet override). For the
 * other methods nothing is documented, and nothing is done.
 */
function overridden(
  candidates: readonly Candidate[],
  picker: Picker,
  judge: (found: Candidate) => Pick | undefined,
): Picker {
  const override: SubnetOverride | undefined = subnetOverride(candidates);
  if (!override) return picker;
  return (client, random) => {
    const found = override(client.address);
    return (found && judge(found)) ?? picker(client, random);
  };
}

const ifHealthy = ({ endpoint, status }: Candidate): Pick | undefined => (isHealthy(status) ? [endpoint] : undefined);

const whateverItsHealth = ({ endpoint, status }: Candidate): Pick | undefined => {
  if (status === "Disabled" || status === "Inactive") return undefined;
  return status === "Stopped" ? "NODATA" : [endpoint];
};
