import { z } from "zod";
import type { ArmReply } from "../arm/arm-message.ts";
import { badRequest } from "./errors.ts";
import { type RecordSetType, recordSetKind, type SetRecord } from "./record-set-kinds.ts";
import type { Alias } from "./zone.ts";

/** What a PUT or PATCH said; `undefined` where it said nothing. */
export interface RecordSetInput {
  ttl: number | undefined;
  metadata: Record<string, string> | undefined;
  records: readonly SetRecord[] | undefined;
  /** `null` takes the alias away. */
  alias: Alias | null | undefined;
}

const body = z.object({ properties: z.record(z.string(), z.unknown()).optional() });
const metadata = z.record(z.string(), z.string());
const reference = z.object({ id: z.string().nullish() });
const MAX_TTL = 2 ** 31 - 1;
const ttl = z.number().int().min(1).max(MAX_TTL);

/** Reads the body of a request for a record set; property names count in any case, as for Azure. */
export function readRecordSet(type: RecordSetType, raw: unknown): RecordSetInput | { refusal: ArmReply } {
  const parsed = body.safeParse(raw);
  if (!parsed.success) return { refusal: badRequest("The request body is not a record set.") };
  const given = new Map(
    Object.entries(parsed.data.properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  try {
    return {
      ttl: optional(given.get("ttl"), ttl, `The TTL of a record set must be between 1 and ${MAX_TTL} seconds.`),
      metadata: optional(given.get("metadata"), metadata, "The metadata of a record set must be pairs of strings."),
      records: readRecords(type, given),
      alias: readAlias(given),
    };
  } catch (error) {
    if (error instanceof Refused) return { refusal: badRequest(error.message) };
    throw error;
  }
}

class Refused extends Error {}

function optional<T>(value: unknown, schema: z.ZodType<T>, problem: string): T | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused(problem);
  return parsed.data;
}

/** An id in either property makes an alias; either property without one takes it away. */
function readAlias(given: ReadonlyMap<string, unknown>): Alias | null | undefined {
  const link = readReference(given, "trafficManagementProfile");
  const target = readReference(given, "targetResource");
  const id = link ?? target;
  if (id) return { id, linked: Boolean(link) };
  return link === undefined && target === undefined ? undefined : null;
}

function readReference(given: ReadonlyMap<string, unknown>, property: string): string | null | undefined {
  const value = given.get(property.toLowerCase());
  if (value === undefined) return undefined;
  return optional(value, reference, `The ${property} of a record set must be an object with an id.`)?.id ?? null;
}

function readRecords(type: RecordSetType, given: ReadonlyMap<string, unknown>): SetRecord[] | undefined {
  const { property, single, parse } = recordSetKind(type);
  const value = given.get(property.toLowerCase());
  if (value === undefined || value === null) return undefined;
  const raw: unknown[] = single ? [value] : readArray(value, property);
  return raw.map((one) => {
    const record = parse(one);
    if (typeof record === "string") throw new Refused(record);
    return record;
  });
}

function readArray(value: unknown, property: string): unknown[] {
  if (!Array.isArray(value)) throw new Refused(`The property '${property}' must be an array.`);
  return value;
}
