import { type AccessRule, accessProblem } from "../access.ts";
import { readWish } from "../annotations/read-wish.ts";
import type { Wish, WishDefaults } from "../annotations/wish.ts";
import type { Endpoint } from "../endpoint.ts";
import { expectedFqdn } from "../names.ts";
import type { Problem } from "../problem.ts";
import { printRow } from "../rows/row.ts";
import type { Snapshot } from "../snapshot.ts";
import { memberWanted } from "./member-wanted.ts";
import { mergeWishes } from "./merge.ts";
import { settingsThatDiffer } from "./settings-differ.ts";
import { restoreSharedProperties } from "./shared-properties.ts";

export interface AdjustOptions extends WishDefaults {
  access?: readonly AccessRule[];
}

/**
 * The source endpoints in the form `recordsOf` would give them, so that external-dns sees only real differences. `current` says
 * what `/records` said of the same snapshot: an endpoint whose annotations are wrong keeps the rows it has there, so nothing happens
 * to it. It is not asked while nothing is wrong.
 */
export function adjustEndpoints(
  endpoints: readonly Endpoint[],
  snapshot: Snapshot,
  current: () => readonly Endpoint[],
  options: AdjustOptions,
): { rows: Endpoint[]; problems: Problem[] } {
  const { wishes, held, heldNames, problems } = readWishes(endpoints, options);
  const merged = mergeWishes(wishes, snapshot);
  problems.push(...merged.problems);
  for (const { dnsName } of merged.problems) held.add(dnsName);

  const rows = new Map<string, Endpoint>();
  for (const wish of merged.wishes) {
    const owned = snapshot.find(wish.ref);
    const wanted = memberWanted(wish, owned);
    problems.push(...wanted.problems);
    if (owned && !wanted.member.decides) problems.push(...settingsThatDiffer(wish, owned));
    const row = printRow(wanted.member, owned?.profile.fqdn ?? expectedFqdn(wish.ref.name), wish.labels);
    rows.set(rowKey(row), row);
  }
  const mayBeHeld = held.size > 0 || heldNames.size > 0 ? current() : [];
  for (const row of mayBeHeld) {
    const isHeld = held.has(row.dnsName) || heldNames.has(row.setIdentifier?.toLowerCase());
    if (isHeld && !rows.has(rowKey(row))) rows.set(rowKey(row), row);
  }
  return { rows: [...rows.values()], problems: distinct(problems) };
}

/** How external-dns tells rows apart. */
export function rowKey(row: Endpoint): string {
  return `${row.dnsName}\n${row.setIdentifier ?? ""}`;
}

/** The wishes that are sound, and the dnsNames and endpoint names of those that are not and must be held as they are. */
function readWishes(endpoints: readonly Endpoint[], options: AdjustOptions) {
  const wishes: Wish[] = [];
  const held = new Set<string>();
  const heldNames = new Set<string | undefined>();
  const problems: Problem[] = [];
  const hold = (endpoint: Endpoint, found: readonly Problem[]) => {
    held.add(endpoint.dnsName.toLowerCase());
    problems.push(...found);
  };
  for (const endpoint of restoreSharedProperties(endpoints)) {
    const reading = readWish(endpoint, options);
    if (reading.kind === "invalid") {
      hold(endpoint, reading.problems);
      // The hostname may have changed along with the mistake, or the target by hand, which then passes for the hostname.
      if (reading.endpointName) heldNames.add(reading.endpointName.toLowerCase());
    }
    if (reading.kind !== "wish") continue;
    const denied = accessProblem(reading.wish, options.access ?? []);
    if (denied) {
      hold(endpoint, [denied]);
      continue;
    }
    wishes.push(reading.wish);
  }
  return { wishes, held, heldNames, problems };
}

/** A Service's A and AAAA have the same annotations and so the same problems. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
