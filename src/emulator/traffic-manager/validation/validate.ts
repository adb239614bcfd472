import type { ProfileResource } from "../../../arm/traffic-manager.ts";
import type { RuleContext } from "./check.ts";
import { ENDPOINT_CHECKS } from "./endpoint-checks.ts";
import { ENDPOINT_LIST_CHECKS } from "./endpoint-list-checks.ts";
import { MONITOR_CHECKS } from "./monitor-checks.ts";
import { PROFILE_CHECKS } from "./profile-checks.ts";

/** Every sentence Azure would refuse this profile with; none when it is in order. */
export function validateProfile(profile: ProfileResource, context: RuleContext): string[] {
  return [
    ...PROFILE_CHECKS.map((check) => check(profile, context)),
    ...MONITOR_CHECKS.map((check) => check(profile, context)),
    ...profile.properties.endpoints.flatMap((endpoint) =>
      ENDPOINT_CHECKS.map((check) => check(endpoint, profile, context)),
    ),
    ...ENDPOINT_LIST_CHECKS.map((check) => check(profile, context)),
  ].filter((sentence) => sentence !== undefined);
}
