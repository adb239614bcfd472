import { isIP } from "node:net";
import type { EndpointResource } from "../../arm/traffic-manager.ts";
import type { Selection } from "../routing/selection.ts";
import { isDomainName } from "./name.ts";
import { encodeData } from "./record.ts";

/** One endpoint's target as data of the record it becomes. */
export interface TargetRecord {
  type: "A" | "AAAA" | "CNAME";
  /** Lower case. */
  target: string;
  wire: Uint8Array;
}

export interface Answer {
  rcode: "NOERROR" | "NXDOMAIN";
  records: readonly TargetRecord[];
}

/** What the record of an endpoint is; `undefined` while it has no target, or one no DNS message can carry. */
export type TargetRecordOf = (endpoint: EndpointResource) => TargetRecord | undefined;

/**
 * The endpoints have been chosen; only now the type of the question counts (Azure docs: FAQ). A name answers every
 * type with its CNAME, except that several endpoints (MultiValue) never make more than their addresses.
 */
export function answerOf(selection: Selection, type: string, targetRecordOf: TargetRecordOf): Answer {
  if (selection.outcome === "NXDOMAIN") return { rcode: "NXDOMAIN", records: [] };
  if (selection.outcome === "NODATA") return { rcode: "NOERROR", records: [] };
  const records: TargetRecord[] = [];
  for (const endpoint of selection.endpoints) {
    const record = targetRecordOf(endpoint);
    if (record && answers(record.type, type)) records.push(record);
  }
  return { rcode: "NOERROR", records };
}

function answers(target: TargetRecord["type"], type: string): boolean {
  if (type === "ANY" || target === type) return true;
  return target === "CNAME" && (type === "A" || type === "AAAA");
}

export function targetRecord(endpoint: EndpointResource): TargetRecord | undefined {
  const target = endpoint.properties.target?.replace(/\.$/, "");
  if (!target || !isDomainName(target)) return undefined;
  const version = isIP(target);
  const type = version === 0 ? "CNAME" : version === 4 ? "A" : "AAAA";
  return { type, target: target.toLowerCase(), wire: encodeData(type, target) };
}
