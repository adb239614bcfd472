import { available } from "./available.ts";
import type { Candidate, Picker } from "./selection.ts";

/** One available endpoint by chance, in proportion to its weight; without one it weighs 1 (Azure docs: routing). */
export function weightedPicker(candidates: readonly Candidate[]): Picker {
  const choices = available(candidates).map(({ endpoint }) => [endpoint]);
  let total = 0;
  const upTo = choices.map(([endpoint]) => {
    total += endpoint?.properties.weight ?? 1;
    return total;
  });
  return (_client, random) => choices[firstAbove(upTo, random() * total)] ?? "NXDOMAIN";
}

/** The index of the first of the rising `limits` that is greater than `value`. */
function firstAbove(limits: readonly number[], value: number): number {
  let low = 0;
  let high = limits.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((limits[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
