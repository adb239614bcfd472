import type { AddressRange } from "./address.ts";

export interface RangeEntry<T> extends AddressRange {
  value: T;
}

interface Row<T> extends RangeEntry<T> {
  /** The greatest `last` of this row and all before it: where looking further back is in vain. */
  reach: string;
}

/** Finds the value of the narrowest range around an address; ranges may lie within each other. */
export interface RangeTable<T> {
  find(address: string): T | undefined;
}

/** Addresses are sortable ones; IPv4 and IPv6 live in tables of their own, since their lengths differ. */
export function createRangeTable<T>(entries: readonly RangeEntry<T>[]): RangeTable<T> {
  const v4 = rowsOf(entries.filter(({ first }) => first.length === 8));
  const v6 = rowsOf(entries.filter(({ first }) => first.length !== 8));
  return { find: (address) => search(address.length === 8 ? v4 : v6, address) };
}

function rowsOf<T>(entries: readonly RangeEntry<T>[]): Row<T>[] {
  const sorted = entries.toSorted((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  let reach = "";
  return sorted.map((entry) => {
    if (entry.last > reach) reach = entry.last;
    return { ...entry, reach };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function search<T>(rows: readonly Row<T>[], address: string): T | undefined {
  for (let index = lastNotAfter(rows, address); index >= 0; index -= 1) {
    const row = rows[index];
    if (!row || row.reach < address) return undefined;
    if (row.last >= address) return row.value;
  }
  return undefined;
}

/** The index of the last row that begins at or before the address, or -1. */
function lastNotAfter<T>(rows: readonly Row<T>[], address: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.first ?? "") <= address) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
