import type { EndpointResource, ProfileResource } from "../../../arm/traffic-manager.ts";

/** What the rules need to know beyond the profile itself. */
export interface RuleContext {
  /** The profile as it was before this request. */
  previous: ProfileResource | undefined;
  findProfile(id: string): ProfileResource | undefined;
  allProfiles(): Iterable<ProfileResource>;
  isAzureRegion(text: string): boolean;
  isGeographicRegion(code: string): boolean;
  allowPrivateTargets: boolean;
  maxReturnLimit: number;
}

/** One rule: `undefined` when it holds, else the sentence Azure answers with. */
export type ProfileCheck = (profile: ProfileResource, context: RuleContext) => string | undefined;
export type EndpointCheck = (
  endpoint: EndpointResource,
  profile: ProfileResource,
  context: RuleContext,
) => string | undefined;

export function isWithin(value: number, range: { min: number; max: number }): boolean {
  return value >= range.min && value <= range.max;
}

/** The values that occur more than once, in the order of their second appearance. */
export function repeated<T>(values: Iterable<T>): T[] {
  const seen = new Set<T>();
  const twice = new Set<T>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice];
}
