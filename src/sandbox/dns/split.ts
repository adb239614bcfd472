import type { DnsClient } from "./dns-client.ts";

/** How many of many resolutions of one name ended where. */
export interface Split {
  name: string;
  resolutions: number;
  /** Datagrams sent, over all the names on the way. */
  queries: number;
  /** By address; "none" for answers without one. */
  counts: Map<string, number>;
}

const IN_FLIGHT = 50;

/** Resolves a name many times, some at once, and counts the addresses it got. */
export async function measureSplit(dns: DnsClient, name: string, resolutions: number): Promise<Split> {
  const split: Split = { name, resolutions, queries: 0, counts: new Map() };
  let left = resolutions;
  const worker = async () => {
    while (left > 0) {
      left--;
      const { address = "none", queries } = await dns.resolve(name);
      split.queries += queries;
      split.counts.set(address, (split.counts.get(address) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, resolutions) }, worker));
  return split;
}

/**
 * How far a share may stray from `expected` by chance alone: 4.5 standard deviations, which a fair draw exceeds once in
 * about 150,000 runs.
 */
export function tolerance(expected: number, resolutions: number): number {
  return 4.5 * Math.sqrt((expected * (1 - expected)) / resolutions);
}
