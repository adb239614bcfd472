import type { EndpointDefinition } from "../profile.ts";
import type { Operation } from "./operation.ts";
import type { AcceptedPut } from "./plan.ts";

/**
 * The PUTs in an order in which no priority is ever used twice, because Azure refuses that at every single write: an endpoint
 * moves when its new priority is free; where they wait for each other in a ring, one steps aside to a free number first.
 */
export function inPriorityOrder(puts: readonly AcceptedPut[], existing: readonly EndpointDefinition[]): Operation[] {
  const holders = new Map(existing.map(({ name, priority }) => [name.toLowerCase(), priority]));
  const waiting = puts.filter(({ changes }) => changes !== "");
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

function putOf({ isNew, changes }: AcceptedPut, endpoint: EndpointDefinition, why = changes): Operation {
  return { kind: "putEndpoint", endpoint, isNew, changes: why };
}

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
