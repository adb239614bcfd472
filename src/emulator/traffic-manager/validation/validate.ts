import type { ProfileResource } from "../../../arm/traffic-manager.ts";
import type { RuleContext } from "./check.ts";
import { ENDPOINT_CHECKS } from "./endpoint-checks.ts";
import { ENDPOINT_LIST_CHECKS } from "./endpoint-list-checks.ts";
import { MONITOR_CHECKS } from "./monitor-checks.ts";
import { PROFILE_CHECKS } from "./profile-checks.ts";

/** Every sentence Azure would refuse this profile with; none when it is in order. */
export function validateProfile(profile: ProfileResource, context: RuleContext): string[] {
  // What is in the store was found in order when it came there, and an endpoint's own rules do not depend on the others.
  const accepted = new Set(context.previous?.properties.endpoints);
  const changed = profile.properties.endpoints.filter((endpoint) => !accepted.has(endpoint));
  return [
    ...PROFILE_CHECKS.map((check) => check(profile, context)),
    ...MONITOR_CHECKS.map((check) => check(profile, context)),
    ...changed.flatMap((endpoint) => ENDPOINT_CHECKS.map((check) => check(endpoint, profile, context))),
    ...ENDPOINT_LIST_CHECKS.map((check) => check(profile, context)),
  ].filter((sentence) => sentence !== undefined);
}
