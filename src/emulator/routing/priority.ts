import { available } from "./available.ts";
import type { Candidate, Picker } from "./selection.ts";

/** The available endpoint with the lowest priority number; one without comes by its place in the list (Azure docs: routing). */
export function priorityPicker(candidates: readonly Candidate[]): Picker {
  const order = (candidate: Candidate) => candidate.endpoint.properties.priority ?? candidates.indexOf(candidate) + 1;
  const [first] = available(candidates).toSorted((a, b) => order(a) - order(b));
  const pick = first ? [first.endpoint] : "NXDOMAIN";
  return () => pick;
}
