import type { ProfileResource } from "../../../src/arm/traffic-manager.ts";
import type { Effect } from "../book.ts";

/** A profile that exists is never PUT, but for one that came into being since the provider looked, directly before. */
export function existingProfilePut({ call, ref, before, seen }: Effect): string | undefined {
  if (call.method !== "createProfile" || !before) return undefined;
  return seen.profile === undefined ? undefined : `${ref.name} exists and was PUT`;
}

/** Settings are changed, and profiles deleted, only where this software made the profile. */
export function foreignProfileTouched({ call, ref, before, after }: Effect): string | undefined {
  if (!before || before.tags?.["external-dns-managed"] !== undefined) return undefined;
  if (call.method === "createProfile") return undefined;
  if (!after) return `${ref.name} is not ours and was deleted`;
  return settingsOf(before) === settingsOf(after) ? undefined : `${ref.name} is not ours and its settings were changed`;
}

function settingsOf({ properties: { endpoints: _, ...settings } }: ProfileResource): string {
  return JSON.stringify(settings);
}
