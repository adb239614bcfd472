import type { EndpointResource, SubnetRange } from "../../arm/traffic-manager.ts";
import { type AddressRange, blockOf, sortableAddress } from "./address.ts";
import { isHealthy } from "./available.ts";
import { createRangeTable, type RangeTable } from "./range-table.ts";
import type { Candidate, Negative, Pick, Picker } from "./selection.ts";

/**
 * The endpoint whose subnets hold the client, else the one without subnets (Azure docs: routing). A Disabled
 * endpoint's subnets vanish; one that is down is not replaced: NXDOMAIN (Azure docs: FAQ).
 */
export function subnetPicker(candidates: readonly Candidate[], miss: Negative): Picker {
  const enabled = candidates.filter(({ status }) => status !== "Disabled" && status !== "Inactive");
  if (enabled.length === 0) return () => "NXDOMAIN";
  // "Every eligible endpoint is Degraded: all of them are returned" holds for every method (Azure docs: monitoring).
  const anyHealthy = enabled.some(({ status }) => isHealthy(status));
  const pickOf = ({ endpoint, status }: Candidate): Pick =>
    isHealthy(status) || (status === "Degraded" && !anyHealthy) ? [endpoint] : "NXDOMAIN";
  const table = subnetTable(enabled);
  const fallback = enabled.find(({ endpoint }) => !endpoint.properties.subnets?.length);
  return ({ address }) => {
    const found = findByAddress(table, address) ?? fallback;
    return found ? pickOf(found) : miss;
  };
}

/** Subnets on the endpoints of another method, asked before the method itself. */
export type SubnetOverride = (address: string) => Candidate | undefined;

/** `undefined` when no endpoint has subnets, which is nearly always. */
export function subnetOverride(candidates: readonly Candidate[]): SubnetOverride | undefined {
  const with_ = candidates.filter(({ endpoint }) => endpoint.properties.subnets?.length);
  if (with_.length === 0) return undefined;
  const table = subnetTable(with_);
  return (address) => findByAddress(table, address);
}

function findByAddress(table: RangeTable<Candidate>, address: string): Candidate | undefined {
  const sortable = sortableAddress(address);
  return sortable === undefined ? undefined : table.find(sortable);
}

function subnetTable(candidates: readonly Candidate[]): RangeTable<Candidate> {
  return createRangeTable(
    candidates.flatMap((candidate) => rangesOf(candidate.endpoint).map((range) => ({ ...range, value: candidate }))),
  );
}

function rangesOf(endpoint: EndpointResource): AddressRange[] {
  return (endpoint.properties.subnets ?? []).map(rangeOf).filter((range) => range !== undefined);
}

/** `first` with `scope` is a block, with `last` a range, alone one address. */
function rangeOf({ first, last, scope }: SubnetRange): AddressRange | undefined {
  if (scope !== undefined && scope !== null) return blockOf(first, scope);
  const from = sortableAddress(first);
  const to = sortableAddress(last ?? first);
  return from === undefined || to === undefined ? undefined : { first: from, last: to };
}
