import { resourceNotFound } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { badRequest } from "./errors.ts";
import type { ProfilePlace, TrafficManagerParts } from "./parts.ts";
import { PROFILE_TYPE } from "./resource-names.ts";

/** HeatMap_Get: always empty, because no traffic is watched here. */
export function getHeatMap(request: ArmRequest, place: ProfilePlace, parts: TrafficManagerParts): ArmReply {
  const profile = parts.store.get(place.id);
  if (!profile) return resourceNotFound(place.type, place.name, place.resourceGroup);
  const wrong = ["topLeft", "botRight"].filter((name) => !isCorner(request.query.get(name)));
  if (wrong.length > 0) {
    return badRequest(wrong.map((name) => `The value of '${name}' is invalid. It must be a latitude and a longitude.`));
  }
  return {
    status: 200,
    body: {
      id: `${profile.id}/heatMaps/default`,
      name: "default",
      type: `${PROFILE_TYPE}/heatMaps/default`,
      properties: { startTime: null, endTime: null, endpoints: [], trafficFlows: [] },
    },
  };
}

function isCorner(text: string | null): boolean {
  if (text === null) return true;
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  return numbers.length === 2 && numbers.every(Number.isFinite);
}
