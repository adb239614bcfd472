import type { Profile, ProfileSettings } from "../profile.ts";
import type { ProfileDecision } from "../rows/member.ts";
import { DECISION_NAMES, type DecisionName, decisionValue } from "../rows/row.ts";
import type { OwnedProfile } from "../snapshot.ts";
import type { Request } from "./requests.ts";

/** The request that decides for its profile, with what it decides. */
export type Decider = Request & { decision: ProfileDecision };

/**
 * The requests whose Services may decide for the profile, checked against Azure as it is now: on a profile that is not ours, or that
 * another endpoint decides for by now, what the row says about the profile does not count; with nobody left to decide, there may be
 * several. Settings that Azure has refused a moment ago stay as they are.
 */
export function deciders(
  puts: readonly Request[],
  removals: readonly Request[],
  { profile, ownership }: OwnedProfile,
): Decider[] {
  if (!ownership.managed) return [];
  const deciding = ownership.settingsEndpoint?.name.toLowerCase();
  const renamed = removals.find(({ member }) => member.endpointName.toLowerCase() === deciding)?.member.dnsName;
  return puts.flatMap((put) => {
    const decision = put.member.decides;
    const isDeciding =
      deciding === undefined || deciding === put.member.endpointName.toLowerCase() || renamed === put.member.dnsName;
    if (!decision || !isDeciding) return [];
    return [{ ...put, decision: put.refusedSettings ? { ...decision, settings: profile } : decision }];
  });
}

/** What a PATCH of the profile would change, as `dns-ttl 30 → 60, …`; empty when nothing. */
export function settingsChanges(profile: Profile, settings: ProfileSettings): string {
  const before = (name: DecisionName) => decisionValue({ settings: profile, hostnames: [] }, name);
  const now = (name: DecisionName) => decisionValue({ settings, hostnames: [] }, name);
  const changed = DECISION_NAMES.filter((name) => before(name) !== now(name));
  return changed.map((name) => `${name} ${before(name) || "none"} → ${now(name) || "none"}`).join(", ");
}
