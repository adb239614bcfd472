import { annotationAsWritten } from "../annotations/names.ts";
import { targetKind } from "../annotations/values.ts";
import type { Wish } from "../annotations/wish.ts";
import type { Problem } from "../problem.ts";
import { refKey, type Snapshot } from "../snapshot.ts";

/**
 * One wish per Azure endpoint. The A and AAAA of one name, and several hostnames of one Service, are one endpoint; of two objects
 * that mean different targets, the one that is there already stays (else the first in order) and the other is reported.
 */
export function mergeWishes(wishes: readonly Wish[], snapshot: Snapshot): { wishes: Wish[]; problems: Problem[] } {
  const groups = new Map<string, Wish[]>();
  for (const wish of wishes) {
    const key = `${refKey(wish.ref)}/${wish.endpointName.toLowerCase()}`;
    const group = groups.get(key);
    if (group) group.push(wish);
    else groups.set(key, [wish]);
  }
  const merged: Wish[] = [];
  const problems: Problem[] = [];
  for (const group of groups.values()) {
    const winner = group.length === 1 ? group[0] : pickWinner(group, snapshot);
    if (!winner) continue;
    merged.push(winner);
    for (const other of group) if (isRival(winner, other)) problems.push(rivalProblem(winner, other));
  }
  return { wishes: merged, problems };
}

function pickWinner(group: readonly Wish[], snapshot: Snapshot): Wish | undefined {
  const inOrder = [...group].sort(fixedOrder);
  const first = inOrder[0];
  const existing = first && snapshot.find(first.ref)?.ownership.find(first.endpointName);
  if (!existing) return first;
  const dnsName = existing.claim.dnsName ?? existing.endpoint.target?.toLowerCase();
  return inOrder.find((wish) => wish.dnsName === dnsName) ?? first;
}

/** By name, then IPv4 before IPv6, then by object: the same on every run, whatever order the sources came in. */
function fixedOrder(a: Wish, b: Wish): number {
  return compare(a.dnsName, b.dnsName) || compare(kindOf(a), kindOf(b)) || compare(a.object, b.object);
}

function kindOf(wish: Wish): string {
  return targetKind(wish.endpoint.target ?? "") ?? "";
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isRival(winner: Wish, other: Wish): boolean {
  return other.object !== winner.object && targetOf(other) !== targetOf(winner);
}

function targetOf({ endpoint }: Wish): string {
  return endpoint.target ?? endpoint.targetResourceId?.toLowerCase() ?? "";
}

function rivalProblem(winner: Wish, other: Wish): Problem {
  return {
    kind: "conflict",
    object: other.object,
    dnsName: other.dnsName,
    annotation: annotationAsWritten("endpoint-name"),
    value: other.endpointName,
    message: `names the endpoint that ${winner.object} (${winner.dnsName}) already stands for in profile ${winner.ref.name}; give one of them another endpoint-name`,
  };
}
