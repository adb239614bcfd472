import { type AdjustOptions, adjustEndpoints } from "../../src/core/adjust/adjust.ts";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { describeOperation } from "../../src/core/plan/operation.ts";
import type { PlanContext } from "../../src/core/plan/plan.ts";
import { planNewProfile } from "../../src/core/plan/plan-new-profile.ts";
import { planProfile } from "../../src/core/plan/plan-profile.ts";
import { requestsOf } from "../../src/core/plan/requests.ts";
import { describeProblem } from "../../src/core/problem.ts";
import type { Profile } from "../../src/core/profile.ts";
import { recordsOf } from "../../src/core/records.ts";
import { snapshotOf } from "../../src/core/snapshot.ts";

/** The rows and problems that sources come to beside these profiles. */
export function adjust(sources: Endpoint[], profiles: Profile[] = [], options: AdjustOptions = {}) {
  const snapshot = snapshotOf(profiles);
  const { rows, problems } = adjustEndpoints(sources, snapshot, () => recordsOf(snapshot), {
    resourceGroup: "rg",
    ...options,
  });
  return { rows, problems: problems.map(describeProblem) };
}

export const rowsOf = (profiles: Profile[]): Endpoint[] => recordsOf(snapshotOf(profiles));

export function propertyOf(row: Endpoint | undefined, name: string): string | undefined {
  return row?.providerSpecific?.find((property) => property.name === `webhook/traffic-manager-${name}`)?.value;
}

/** What external-dns would make of what is and what is wanted, for one owner: its plan, in brief. */
export function changesBetween(current: Endpoint[], desired: Endpoint[], owner: string) {
  const key = (row: Endpoint) => `${row.dnsName} ${row.setIdentifier}`;
  const before = new Map(current.map((row) => [key(row), row]));
  const after = new Map(desired.map((row) => [key(row), row]));
  const mine = (row: Endpoint) => row.labels?.owner === owner;
  const stamp = (row: Endpoint): Endpoint => ({ ...row, labels: { ...row.labels, owner } });
  const changed = [...after].filter(([name, row]) => {
    const old = before.get(name);
    return old && mine(old) && (String(old.targets) !== String(row.targets) || properties(old) !== properties(row));
  });
  return {
    create: [...after].filter(([name]) => !before.has(name)).map(([, row]) => stamp(row)),
    updateOld: changed.flatMap(([name]) => before.get(name) ?? []),
    updateNew: changed.map(([, row]) => stamp(row)),
    delete: [...before].filter(([name, row]) => !after.has(name) && mine(row)).map(([, row]) => row),
  };
}

/** One whole cycle of one cluster on paper: the operations as text, and the problems. */
export function cycle(sources: Endpoint[], profiles: Profile[], context: Partial<PlanContext> = {}) {
  const full: PlanContext = {
    owner: "east",
    identity: "",
    now: Date.UTC(2026, 0, 1),
    deletesEmptyProfiles: true,
    ...context,
  };
  const adjusted = adjust(sources, profiles);
  const requests = requestsOf(changesBetween(rowsOf(profiles), adjusted.rows, full.owner));
  const snapshot = snapshotOf(profiles);
  const operations: string[] = [];
  const problems = [...adjusted.problems];
  for (const profile of requests.profiles) {
    const owned = snapshot.find(profile.ref);
    const plan = owned ? planProfile(profile, owned, full) : planNewProfile(profile, full);
    operations.push(...plan.operations.map((operation) => describeOperation(profile.ref, operation)));
    problems.push(...plan.problems.map(describeProblem));
  }
  return { operations, problems };
}

function properties(row: Endpoint): string {
  return JSON.stringify(row.providerSpecific);
}
