import type { ProfileResource } from "../../arm/traffic-manager.ts";
import type { FindTargetResource } from "./endpoint-input.ts";
import type { ProfileStore } from "./profile-store.ts";
import type { HealthView } from "./rendering.ts";
import type { ReservedNames } from "./reserved-names.ts";
import type { RuleContext } from "./validation/check.ts";

/** What the operations of Traffic Manager work with. */
export interface TrafficManagerParts {
  store: ProfileStore;
  reservedNames: ReservedNames;
  health: HealthView;
  findTarget: FindTargetResource;
  /** "westus" → "West US"; what is no region comes back as it is. */
  regionName(text: string): string;
  rules: Pick<RuleContext, "isAzureRegion" | "isGeographicRegion" | "allowPrivateTargets" | "maxReturnLimit">;
}

/** Where a profile lives, in the casing of the request. */
export interface ProfilePlace {
  subscription: string;
  resourceGroup: string;
  name: string;
  /** `Microsoft.Network/trafficmanagerprofiles`: errors of the gateway repeat what the caller wrote. */
  type: string;
  id: string;
}

export function ruleContext(parts: TrafficManagerParts, previous: ProfileResource | undefined): RuleContext {
  return {
    ...parts.rules,
    previous,
    findProfile: (id) => parts.store.get(id),
    allProfiles: () => parts.store.all(),
  };
}
