import type { ArmReply } from "../arm/arm-message.ts";

/** GeographicHierarchies_GetDefault. */
export function getGeographicHierarchy(root: unknown): ArmReply {
  return {
    status: 200,
    body: {
      id: "/providers/Microsoft.Network/trafficManagerGeographicHierarchies/default",
      name: "default",
      type: "Microsoft.Network/trafficManagerGeographicHierarchies",
      properties: { geographicHierarchy: root },
    },
  };
}
