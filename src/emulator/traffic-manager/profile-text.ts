import type { ProfileResource } from "../../arm/traffic-manager.ts";
import { type HealthView, renderEndpoint, renderProfileHead, renderSettings } from "./rendering.ts";

/** A profile as JSON text, as it is shown by this api-version; `statuses` are its endpoints', in their order. */
export function profileText(
  profile: ProfileResource,
  apiVersion: string,
  health: HealthView | undefined,
  statuses: readonly (string | undefined)[] = statusesOf(profile, health),
): string {
  const endpoints = profile.properties.endpoints.map((endpoint, at) =>
    JSON.stringify(renderEndpoint(endpoint, apiVersion, statuses[at])),
  );
  const settings = renderSettings(profile, apiVersion, health);
  return `${open(renderProfileHead(profile))},"properties":${open(settings)},"endpoints":[${endpoints.join(",")}]}}`;
}

interface KeptText {
  generation: number;
  /** What no generation can tell: that another profile's status changed, not this one's. */
  statuses: string;
  text: string;
}

/** By profile, then by api-version and kind of reading. */
const kept = new WeakMap<ProfileResource, Map<string, KeptText>>();

/**
 * The text a GET shows. Profiles are read far more often than they change and may have 200 endpoints, so it is kept beside
 * the profile, which never changes in place.
 */
export function readingText(profile: ProfileResource, apiVersion: string, health: HealthView | undefined): string {
  const byReading = keptTexts(profile);
  const reading = health ? apiVersion : `list ${apiVersion}`;
  const found = byReading.get(reading);
  const generation = health?.generation() ?? 0;
  if (found?.generation === generation) return found.text;
  const statuses = statusesOf(profile, health);
  const key = statuses.join(" ");
  const text = found?.statuses === key ? found.text : profileText(withTags(profile), apiVersion, health, statuses);
  byReading.set(reading, { generation, statuses: key, text });
  return text;
}

function keptTexts(profile: ProfileResource): Map<string, KeptText> {
  const found = kept.get(profile);
  if (found) return found;
  const made = new Map<string, KeptText>();
  kept.set(profile, made);
  return made;
}

function statusesOf(profile: ProfileResource, health: HealthView | undefined): (string | undefined)[] {
  return profile.properties.endpoints.map((endpoint) => health?.endpointMonitorStatus(profile, endpoint));
}

/** A GET shows an empty map where the PUT's reply showed no tags (azure-powershell recordings). */
export function withTags(profile: ProfileResource): ProfileResource {
  return profile.tags ? profile : { ...profile, tags: {} };
}

/** An object's text without its closing brace. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}
