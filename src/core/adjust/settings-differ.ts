import { annotationAsWritten } from "../annotations/names.ts";
import type { Wish } from "../annotations/wish.ts";
import type { Problem } from "../problem.ts";
import type { ProfileDecision } from "../rows/member.ts";
import { decisionProperties } from "../rows/row.ts";
import type { OwnedProfile } from "../snapshot.ts";

/** A Service that does not decide for its profile, but whose own annotations say something else, is told so. */
export function settingsThatDiffer(wish: Wish, { profile, ownership }: OwnedProfile): Problem[] {
  const decider = ownership.settingsEndpoint?.name;
  const why =
    decider === undefined
      ? "the profile was not created by this software and keeps its settings"
      : `the Service of endpoint ${decider} decides for the profile`;
  const asked = decisionProperties({ settings: wish.settings, hostnames: wish.hostnames });
  const there: ProfileDecision = { settings: profile, hostnames: ownership.hostnames };
  const current = decisionProperties(there);
  const problems: Problem[] = [];
  for (const [name, value] of asked) {
    if (!wish.given.has(name) || (current.get(name) ?? "") === value) continue;
    problems.push({
      kind: "settings-differ",
      object: wish.object,
      dnsName: wish.dnsName,
      annotation: annotationAsWritten(name),
      value,
      message: `has no effect: profile ${profile.name} has ${current.get(name) ? `"${current.get(name)}"` : "none"}, because ${why}`,
    });
  }
  return problems;
}
