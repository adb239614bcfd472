import { isIP } from "node:net";
import type { Random } from "../../random/random.ts";
import { available } from "./available.ts";
import type { Candidate, Picker } from "./selection.ts";

/** Without maxReturn, two are returned (Azure docs: monitoring). */
export const DEFAULT_MAX_RETURN = 2;

/**
 * Up to `maxReturn` available endpoints, for A and AAAA those with such an address; Azure promises no order, so any of
 * them in any order.
 */
export function multiValuePicker(candidates: readonly Candidate[], maxReturn: number): Picker {
  const endpoints = available(candidates).map(({ endpoint }) => endpoint);
  if (endpoints.length === 0) return () => "NXDOMAIN";
  const ofVersion = (version: number) =>
    endpoints.filter((endpoint) => isIP(endpoint.properties.target ?? "") === version);
  const [v4, v6] = [ofVersion(4), ofVersion(6)];
  const suitable = (type: string) => (type === "A" ? v4 : type === "AAAA" ? v6 : endpoints);
  return ({ type }, random) => sample(suitable(type), maxReturn, random);
}

/** `count` of the items, each subset as likely as another (the first steps of a Fisher–Yates shuffle). */
function sample<T>(items: readonly T[], count: number, random: Random): T[] {
  const shuffled = [...items];
  const wanted = Math.min(count, items.length);
  for (let index = 0; index < wanted; index += 1) {
    const other = index + Math.floor(random() * (items.length - index));
    const [here, there] = [shuffled[index], shuffled[other]];
    if (here !== undefined && there !== undefined) [shuffled[index], shuffled[other]] = [there, here];
  }
  return shuffled.slice(0, wanted);
}
