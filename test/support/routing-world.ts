import type { EndpointMonitorStatus, ProfileResource } from "../../src/arm/traffic-manager.ts";
import { createLocate, parseLocation } from "../../src/emulator/routing/location.ts";
import { type Latency, latencyByDistance } from "../../src/emulator/routing/performance.ts";
import { select } from "../../src/emulator/routing/select.ts";
import type { Negative, RoutingWorld } from "../../src/emulator/routing/selection.ts";
import { seededRandom } from "../../src/random/random.ts";
import { profileId } from "./profile-builders.ts";

interface WorldParts {
  /** By endpoint name; Online when not named. Disabled endpoints and profiles need not be named. */
  statuses?: Record<string, EndpointMonitorStatus>;
  locations?: string[];
  latency?: Latency;
  subnetMiss?: Negative;
  profiles?: ProfileResource[];
}

/** A world in which health is what the test says. */
export function aWorld(parts: WorldParts = {}): RoutingWorld {
  const { statuses = {}, locations = [], latency = latencyByDistance, subnetMiss = "NODATA", profiles = [] } = parts;
  const byId = new Map(profiles.map((profile) => [profileId(profile.name), profile]));
  return {
    profile: (id) => byId.get(id),
    status: (profile, { name, properties }) => {
      if (properties.endpointStatus === "Disabled") return "Disabled";
      return profile.properties.profileStatus === "Disabled" ? "Inactive" : (statuses[name] ?? "Online");
    },
    locate: createLocate(locations.map(parseLocation)),
    latency,
    subnetMiss,
  };
}

interface Asking {
  from?: string;
  type?: string;
  seed?: number;
}

/** The names of the endpoints chosen, or the negative outcome: "eu", "a+b", "NXDOMAIN". */
export function chosen(
  profile: ProfileResource,
  world: RoutingWorld,
  { from = "192.0.2.1", type = "A", seed = 1 }: Asking = {},
) {
  const selection = select(profile, { address: from, type }, seededRandom(seed), world);
  if (selection.outcome !== "endpoints") return selection.outcome;
  return selection.endpoints.map(({ name }) => name).join("+");
}
