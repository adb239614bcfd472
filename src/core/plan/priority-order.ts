import type { EndpointDefinition } from "../profile.ts";
import type { Operation } from "./operation.ts";
import type { AcceptedPut } from "./plan.ts";

/**
 * The PUTs in an order in which no priority is ever used twice, because Azure refuses that at every single write: an endpoint
 * moves when its new priority is free; where they wait for each other in a ring, one steps aside to a free number first. What an
 * endpoint that is `leaving` still holds is waited for under a free number, so that it leaves only when the others are there.
 */
export function inPriorityOrder(
  puts: readonly AcceptedPut[],
  existing: readonly EndpointDefinition[],
  leaving: ReadonlySet<number | undefined>,
): { before: Operation[]; after: Operation[] } {
  const holders = new Map(existing.map(({ name, priority }) => [name.toLowerCase(), priority]));
  const before: Operation[] = [];
  const after: Operation[] = [];
  const waiting: AcceptedPut[] = [];
  for (const put of puts.filter(({ changes }) => changes !== "")) {
    const free =
      put.wanted.priority !== undefined && leaving.has(put.wanted.priority) ? freePriority(holders) : undefined;
    if (free === undefined) {
      waiting.push(put);
      continue;
    }
    before.push(putOf(put, { ...put.wanted, priority: free }, `${put.changes}, at first with priority ${free}`));
    after.push({ ...putOf(put, put.wanted, `priority ${free} → ${put.wanted.priority}`), isNew: false });
    holders.set(put.wanted.name.toLowerCase(), free);
  }
  return { before: [...before, ...inTurn(waiting, holders)], after };
}

function inTurn(puts: readonly AcceptedPut[], holders: Map<string, number | undefined>): Operation[] {
  const waiting = [...puts];
  const operations: Operation[] = [];
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ wanted }) => isFree(wanted, holders));
    const next = waiting[Math.max(index, 0)];
    if (!next) break;
    if (index >= 0) {
      waiting.splice(index, 1);
      operations.push(putOf(next, next.wanted));
      holders.set(next.wanted.name.toLowerCase(), next.wanted.priority);
      continue;
    }
    const blocker = waiting.find(({ wanted }) => holders.get(wanted.name.toLowerCase()) === next.wanted.priority);
    const free = freePriority(holders);
    if (!blocker || free === undefined) {
      // Held by an endpoint that does not move: let Azure say so.
      return [...operations, ...waiting.map((put) => putOf(put, put.wanted))];
    }
    operations.push(putOf(blocker, { ...blocker.wanted, priority: free }, `steps aside to priority ${free}`));
    holders.set(blocker.wanted.name.toLowerCase(), free);
  }
  return operations;
}

function putOf({ isNew, changes }: AcceptedPut, endpoint: EndpointDefinition, why = changes): PutEndpoint {
  return { kind: "putEndpoint", endpoint, isNew, changes: why };
}

type PutEndpoint = Extract<Operation, { kind: "putEndpoint" }>;

function isFree({ name, priority }: EndpointDefinition, holders: ReadonlyMap<string, number | undefined>): boolean {
  if (priority === undefined) return true;
  for (const [holder, held] of holders) if (held === priority && holder !== name.toLowerCase()) return false;
  return true;
}

function freePriority(holders: ReadonlyMap<string, number | undefined>): number | undefined {
  const used = new Set(holders.values());
  for (let priority = 1000; priority > 0; priority--) if (!used.has(priority)) return priority;
  return undefined;
}
