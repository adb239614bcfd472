import type { Locate } from "./location.ts";
import type { Candidate, Pick, Picker } from "./selection.ts";

/**
 * The endpoint mapped to the client's narrowest region, healthy or not; a Stopped one there ends the search with
 * NODATA, a Disabled one is passed over (Azure docs: routing, FAQ).
 */
export function geographicPicker(candidates: readonly Candidate[], locate: Locate): Picker {
  if (candidates.every(({ status }) => status === "Disabled" || status === "Inactive")) return () => "NXDOMAIN";
  const byCode = new Map<string, Pick>();
  for (const { endpoint, status } of candidates) {
    if (status === "Disabled" || status === "Inactive") continue;
    const pick: Pick = status === "Stopped" ? "NODATA" : [endpoint];
    for (const code of endpoint.properties.geoMapping ?? []) byCode.set(code.toUpperCase(), pick);
  }
  return (client) => {
    // Nothing known of a client: it is in the world, and nowhere narrower.
    for (const code of locate(client.address)?.path ?? ["WORLD"]) {
      const pick = byCode.get(code);
      if (pick) return pick;
    }
    return "NODATA";
  };
}
