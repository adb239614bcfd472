import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import type { RecordSetType } from "./record-set-kinds.ts";
import { recordSetJson, zoneJson } from "./representation.ts";
import type { StoredZone } from "./zone-store.ts";

const PAGE_SIZE = 100;

export function listZones(zones: Iterable<StoredZone>, request: ArmRequest, origin: string): ArmReply {
  return page([...zones].map(zoneJson), request, origin);
}

/** The sets of one type, or of all; `$recordsetnamesuffix` keeps the names that end so. */
export function listRecordSets(
  stored: StoredZone,
  type: RecordSetType | undefined,
  request: ArmRequest,
  origin: string,
): ArmReply {
  const suffix = parameter(request, "$recordsetnamesuffix")?.toLowerCase() ?? "";
  const sets = stored.contents
    .all()
    .filter((set) => (type === undefined || set.type === type) && set.name.toLowerCase().endsWith(suffix));
  return page(
    sets.map((set) => recordSetJson(stored, set, request.apiVersion)),
    request,
    origin,
  );
}

/** `$top` items at a time (Azure's default and most is 100); the next page is asked for with the link given. */
function page(items: readonly unknown[], request: ArmRequest, origin: string): ArmReply {
  const start = natural(parameter(request, "$skiptoken")) ?? 0;
  const size = Math.min(natural(parameter(request, "$top")) || PAGE_SIZE, PAGE_SIZE);
  const end = start + size;
  const value = items.slice(start, end);
  return { status: 200, body: end < items.length ? { value, nextLink: linkTo(request, origin, end) } : { value } };
}

function linkTo(request: ArmRequest, origin: string, start: number): string {
  const query = new URLSearchParams([...request.query].filter(([name]) => name.toLowerCase() !== "$skiptoken"));
  query.set("$skipToken", String(start));
  return `${origin}/${request.segments.map(encodeURIComponent).join("/")}?${query}`;
}

function parameter(request: ArmRequest, name: string): string | undefined {
  for (const [key, value] of request.query) if (key.toLowerCase() === name) return value;
  return undefined;
}

function natural(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
