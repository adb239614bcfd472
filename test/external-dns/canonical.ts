import type { Exchange } from "./recording.ts";

/**
 * An exchange with the orders undone that external-dns leaves to chance: it walks Go maps when it collects annotations, when it
 * merges endpoints and when it plans, so properties, endpoints and changes come in any order. The order of targets is kept.
 */
export function canonicalExchange({ request, response }: Exchange): Exchange {
  return { request: canonicalBody(request), response: canonicalBody(response) };
}

function canonicalBody<T extends { body?: unknown }>(message: T): T {
  return message.body === undefined ? message : { ...message, body: canonicalRows(message.body) };
}

/** The rows of a request or response body in one order: a list of endpoints, or the lists of a change set. */
export function canonicalRows(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(canonicalRow).sort(byText);
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, rows]) => [kind, canonicalRows(rows)]),
  );
}

function canonicalRow(row: unknown): unknown {
  if (!isRecord(row) || !Array.isArray(row.providerSpecific)) return row;
  return { ...row, providerSpecific: [...row.providerSpecific].sort(byText) };
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
