import type { ProfileResource } from "../../../arm/traffic-manager.ts";
import { NESTING_DEPTH } from "../limits.ts";
import type { RuleContext } from "./check.ts";

/** Nested profiles may go ten levels deep and never round in a circle (Azure docs: FAQ). */
export function nestingProblem(profile: ProfileResource, context: RuleContext): string | undefined {
  const children = childIds(profile);
  if (children.length === 0) return undefined;
  const below = levelsBelow(profile, context);
  if (below === "loop") return `The nested endpoints of profile '${profile.name}' form a loop.`;
  if (levelsAbove(profile, context) + 1 + below <= NESTING_DEPTH) return undefined;
  return `The profile '${profile.name}' exceeds the maximum nesting depth of ${NESTING_DEPTH} levels.`;
}

/** How many levels hang below; a circle can only be one through this profile, the others were refused before. */
function levelsBelow(profile: ProfileResource, { findProfile }: RuleContext): number | "loop" {
  const root = profile.id.toLowerCase();
  let level = new Set(childIds(profile));
  let depth = 0;
  while (level.size > 0) {
    if (level.has(root)) return "loop";
    depth += 1;
    if (depth > NESTING_DEPTH) return depth;
    level = new Set([...level].flatMap((id) => childIds(findProfile(id))));
  }
  return depth;
}

function levelsAbove(profile: ProfileResource, { allProfiles }: RuleContext): number {
  const parents = new Map<string, string[]>();
  for (const parent of allProfiles()) {
    for (const child of childIds(parent)) parents.set(child, [...(parents.get(child) ?? []), parent.id.toLowerCase()]);
  }
  let level = new Set(parents.get(profile.id.toLowerCase()) ?? []);
  let height = 0;
  while (level.size > 0 && height <= NESTING_DEPTH) {
    height += 1;
    level = new Set([...level].flatMap((id) => parents.get(id) ?? []));
  }
  return height;
}

/** The ids of the profiles right below, lower-cased. */
function childIds(profile: ProfileResource | undefined): string[] {
  return (profile?.properties.endpoints ?? [])
    .filter(({ type }) => type.endsWith("nestedEndpoints"))
    .flatMap(({ properties }) => (properties.targetResourceId ? [properties.targetResourceId.toLowerCase()] : []));
}
