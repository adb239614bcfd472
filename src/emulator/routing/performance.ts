import type { Coordinates } from "../geography/coordinates.ts";
import { distanceInKilometres } from "../geography/coordinates.ts";
import { azureRegion } from "../geography/regions.ts";
import { available } from "./available.ts";
import type { Locate, Location } from "./location.ts";
import type { Candidate, Picker } from "./selection.ts";

/** Milliseconds between a client and a region; the default goes by distance. */
export type Latency = (from: Coordinates, region: string) => number;

/** Light in glass, there and back, with detours: about 100 km to the millisecond. */
export const latencyByDistance: Latency = (from, region) => {
  const to = azureRegion(region);
  return to ? distanceInKilometres(from, to) / 100 : Number.POSITIVE_INFINITY;
};

/** A client of whom nothing is known is taken to be here, so that the answer stays the same. */
const somewhere: Coordinates = { latitude: 37.3719, longitude: -79.8164 };

const none = "NXDOMAIN";

/**
 * The region with the lowest latency among those with an available endpoint; several endpoints there share evenly
 * (Azure docs: routing).
 */
export function performancePicker(candidates: readonly Candidate[], locate: Locate, latency: Latency): Picker {
  const byRegion = Map.groupBy(available(candidates), ({ endpoint }) => endpoint.properties.endpointLocation ?? "");
  const regions = [...byRegion].map(([region, inside]) => ({ region, picks: inside.map((one) => [one.endpoint]) }));
  const [only] = regions;
  if (!only) return () => none;

  const nearest = (location: Location | undefined) => {
    const from = location?.coordinates ?? somewhere;
    let best = only;
    let bestLatency = Number.POSITIVE_INFINITY;
    for (const one of regions) {
      const milliseconds = latency(from, one.region);
      if (milliseconds < bestLatency) [best, bestLatency] = [one, milliseconds];
    }
    return best;
  };

  // The table has few places, and each keeps its nearest region for as long as the endpoints stay as they are.
  const known = new Map<Location | undefined, typeof only>();
  const nearestTo = (address: string) => {
    const location = locate(address);
    const found = known.get(location) ?? nearest(location);
    known.set(location, found);
    return found;
  };

  return (client, random) => {
    const { picks } = regions.length === 1 ? only : nearestTo(client.address);
    return picks[Math.floor(random() * picks.length)] ?? none;
  };
}
