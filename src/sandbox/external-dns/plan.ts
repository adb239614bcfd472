import { domainToASCII } from "node:url";
import type { Changes, DomainFilter, Endpoint } from "../../core/endpoint.ts";
import { matchesDomainFilter } from "./domain-filter.ts";
import { compareEndpoints } from "./source/merge.ts";
import { compareTargetLists, sameTargets } from "./targets.ts";

export type Policy = "sync" | "upsert-only" | "create-only";

export interface PlanOptions {
  policy: Policy;
  /** Every filter must let a name pass: the command line's and the provider's. */
  domainFilters: readonly DomainFilter[];
  managedRecordTypes: readonly string[];
  /** Empty with `--registry=noop`: then everything belongs to this instance. */
  ownerId: string;
}

export const DEFAULT_MANAGED_RECORD_TYPES = ["A", "AAAA", "CNAME"];

/** One name (with its set identifier): what is there, and who would like to have it. */
interface Row {
  current: Endpoint[];
  candidates: Endpoint[];
}

/** One record type of a row. Of several current records of one type the last counts, as in the original. */
interface RowRecords {
  current: Endpoint | undefined;
  candidates: Endpoint[];
}

/**
 * What is to be done so that `current` becomes `desired`:
 *
 *     current        desired                  changes
 *     a → 1.1.1.1    a → 1.1.1.1              none
 *                    b → 1.1.1.2, 1.1.1.1     create b → 1.1.1.1 (the lesser one)
 *     c → 1.1.1.1                             delete c, if it is ours
 *     d → 1.1.1.1    d → 1.1.1.2              update d, if it is ours
 *     e → 1.1.1.1    e → a.example.com        delete the A, create the CNAME, if all of e is ours
 *
 * The order is fixed (by name); the original's is that of a Go map, random.
 */
export function planChanges(current: readonly Endpoint[], desired: readonly Endpoint[], options: PlanOptions): Changes {
  const all: Changes = { create: [], updateOld: [], updateNew: [], delete: [] };
  for (const row of rowsOf(current, desired, options).values()) {
    const changes = rowChanges(row);
    all.delete.push(...changes.delete);
    all.updateOld.push(...changes.updateOld);
    all.updateNew.push(...changes.updateNew);
    if (row.current.every((endpoint) => isOwned(endpoint, options.ownerId))) all.create.push(...changes.create);
  }
  const allowed = applyPolicy(all, options.policy);
  const own = (endpoints: Endpoint[]) =>
    endpoints.filter((endpoint) => isOwned(endpoint, options.ownerId)).sort(compareEndpoints);
  return {
    create: allowed.create.sort(compareEndpoints),
    updateOld: own(allowed.updateOld),
    updateNew: own(allowed.updateNew),
    delete: own(allowed.delete),
  };
}

export function hasChanges(changes: Changes): boolean {
  return changes.create.length + changes.updateNew.length + changes.delete.length > 0;
}

function rowsOf(current: readonly Endpoint[], desired: readonly Endpoint[], options: PlanOptions): Map<string, Row> {
  const rows = new Map<string, Row>();
  const isConsidered = (endpoint: Endpoint) =>
    options.managedRecordTypes.includes(endpoint.recordType) &&
    options.domainFilters.every((filter) => matchesDomainFilter(filter, endpoint.dnsName));
  const rowOf = (endpoint: Endpoint): Row => {
    const key = JSON.stringify([normalisedName(endpoint.dnsName), endpoint.setIdentifier ?? ""]);
    const row = rows.get(key) ?? { current: [], candidates: [] };
    rows.set(key, row);
    return row;
  };
  for (const endpoint of current.filter(isConsidered)) rowOf(endpoint).current.push(endpoint);
  for (const endpoint of desired.filter(isConsidered)) rowOf(endpoint).candidates.push(endpoint);
  return rows;
}

function rowChanges(row: Row): Changes {
  const changes: Changes = { create: [], updateOld: [], updateNew: [], delete: [] };
  if (row.candidates.length === 0) return { ...changes, delete: row.current };
  for (const { current, candidates } of recordsByType(row)) {
    if (!current) {
      changes.create.push(...lesser(candidates));
    } else if (candidates.length === 0) {
      changes.delete.push(current);
    } else {
      const update = candidateFor(current, candidates);
      if (!isChanged(current, update)) continue;
      changes.updateOld.push(current);
      changes.updateNew.push(withOwnerOf(current, update));
    }
  }
  return changes;
}

/** A name with a CNAME can have nothing else (RFC 1034), so where both are wished for, the CNAMEs are put aside. */
function recordsByType(row: Row): RowRecords[] {
  const wished = new Set(row.candidates.map((endpoint) => endpoint.recordType));
  const dropsCname = wished.has("CNAME") && wished.size > 1;
  const types = new Set([...row.current, ...row.candidates].map((endpoint) => endpoint.recordType));
  return [...types].map((recordType) => ({
    current: row.current.findLast((endpoint) => endpoint.recordType === recordType),
    candidates: row.candidates.filter(
      (endpoint) => endpoint.recordType === recordType && !(dropsCname && recordType === "CNAME"),
    ),
  }));
}

function lesser(candidates: readonly Endpoint[]): Endpoint[] {
  return candidates.toSorted(byTargets).slice(0, 1);
}

/** The object that has the name keeps it while it wants it. */
function candidateFor(current: Endpoint, candidates: readonly Endpoint[]): Endpoint {
  const ordered = candidates.toSorted(byTargets);
  const resource = current.labels?.resource ?? "";
  return ordered.find((candidate) => (candidate.labels?.resource ?? "") === resource) ?? ordered[0] ?? current;
}

function byTargets(left: Endpoint, right: Endpoint): number {
  return compareTargetLists(left.targets, right.targets);
}

function isChanged(current: Endpoint, desired: Endpoint): boolean {
  const ttl = desired.recordTTL ?? 0;
  return (
    (ttl > 0 && ttl !== (current.recordTTL ?? 0)) ||
    !sameTargets(desired.targets, current.targets) ||
    !sameProperties(current, desired)
  );
}

/** Every property of either side counts, so a provider must answer with exactly what it would list itself. */
function sameProperties(current: Endpoint, desired: Endpoint): boolean {
  const unmatched = new Map((desired.providerSpecific ?? []).map(({ name, value }) => [name, value]));
  for (const { name, value } of current.providerSpecific ?? []) {
    if (unmatched.get(name) !== value) return false;
    unmatched.delete(name);
  }
  return unmatched.size === 0;
}

function withOwnerOf(current: Endpoint, update: Endpoint): Endpoint {
  return { ...update, labels: { ...update.labels, owner: current.labels?.owner ?? "" } };
}

function isOwned(endpoint: Endpoint, ownerId: string): boolean {
  return ownerId === "" || endpoint.labels?.owner === ownerId;
}

function applyPolicy(changes: Changes, policy: Policy): Changes {
  switch (policy) {
    case "sync":
      return changes;
    case "upsert-only":
      return { ...changes, delete: [] };
    case "create-only":
      return { create: changes.create, updateOld: [], updateNew: [], delete: [] };
  }
}

function normalisedName(dnsName: string): string {
  const name = dnsName.trim().replace(/\.$/, "");
  return domainToASCII(name) || name.toLowerCase();
}
