import { annotationAsWritten } from "../annotations/names.ts";
import type { Wish } from "../annotations/wish.ts";
import type { Problem } from "../problem.ts";
import { DECISION_NAMES, decisionValue } from "../rows/row.ts";
import type { OwnedProfile } from "../snapshot.ts";

/** A Service that does not decide for its profile, but whose own annotations say something else, is told so. */
export function settingsThatDiffer(wish: Wish, { profile, ownership }: OwnedProfile): Problem[] {
  const given = DECISION_NAMES.filter((name) => wish.given.has(name));
  if (given.length === 0) return [];
  const decider = ownership.settingsEndpoint?.name;
  const why =
    decider === undefined
      ? "the profile was not created by this software and keeps its settings"
      : `the Service of endpoint ${decider} decides for the profile`;
  const asked = { settings: wish.settings, hostnames: wish.hostnames };
  const now = { settings: profile, hostnames: ownership.hostnames };
  const problems: Problem[] = [];
  for (const name of given) {
    const value = decisionValue(asked, name);
    const current = decisionValue(now, name);
    if (current === value) continue;
    problems.push({
      kind: "settings-differ",
      object: wish.object,
      dnsName: wish.dnsName,
      annotation: annotationAsWritten(name),
      value,
      message: `has no effect: profile ${profile.name} has ${current ? `"${current}"` : "none"}, because ${why}`,
    });
  }
  return problems;
}
