import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { isDomainName } from "../dns/name.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { checkAlias } from "./alias.ts";
import * as errors from "./errors.ts";
import { preconditionFailure } from "./preconditions.ts";
import { type RecordSetInput, readRecordSet } from "./record-set-input.ts";
import type { RecordSetType } from "./record-set-kinds.ts";
import { recordSetJson } from "./representation.ts";
import { fullName, type RecordSet } from "./zone.ts";
import type { StoredZone } from "./zone-store.ts";

/** One record set within its zone, as a request addresses it. */
export interface RecordSetPlace {
  home: StoredZone;
  type: RecordSetType;
  name: string;
}

export interface RecordSetParts {
  profiles: ProfileStore;
  nextEtag(): string;
}

const DEFAULT_TTL = 3600;

export function recordSetOperation(
  place: RecordSetPlace,
  request: ArmRequest,
  parts: RecordSetParts,
): ArmReply | undefined {
  const current = place.home.contents.get(place.name, place.type);
  switch (request.method) {
    case "GET":
      return current ? shown(place, current, 200, request) : notFound(place);
    case "PUT":
    case "PATCH":
      return write(place, current, request, parts);
    case "DELETE":
      return remove(place, current, request);
    default:
      return undefined;
  }
}

function shown(place: RecordSetPlace, set: RecordSet, status: number, request: ArmRequest): ArmReply {
  return { status, body: recordSetJson(place.home, set, request.apiVersion), headers: { etag: set.etag } };
}

function notFound({ home, name }: RecordSetPlace): ArmReply {
  return errors.recordSetNotFound(name, home.zone.resourceGroup, home.zone.subscription);
}

function write(
  place: RecordSetPlace,
  current: RecordSet | undefined,
  request: ArmRequest,
  parts: RecordSetParts,
): ArmReply {
  if (request.method === "PATCH" && !current) return notFound(place);
  const input = readRecordSet(place.type, request.body);
  const refusal =
    preconditionFailure(request.headers, "Record set", place.name, current?.etag) ??
    placeRefusal(place, current) ??
    ("refusal" in input ? input.refusal : undefined);
  if (refusal || "refusal" in input) return refusal ?? errors.badRequest("The request is invalid.");
  const draft = request.method === "PATCH" && current ? merged(current, input) : replaced(place, current, input);
  const set = settled(place, draft, parts);
  if ("refusal" in set) return set.refusal;
  place.home.contents.put(set);
  return shown(place, set, current ? 200 : 201, request);
}

type Draft = Omit<RecordSet, "etag">;

/** A PUT says everything: what it leaves out is gone. */
function replaced({ name, type }: RecordSetPlace, current: RecordSet | undefined, input: RecordSetInput): Draft {
  const { ttl = DEFAULT_TTL, metadata, records = [], alias } = input;
  return { name: current?.name ?? name, type, ttl, metadata, records, alias: alias ?? undefined };
}

/** A PATCH says what changes; records take the place of an alias, and an alias that of records. */
function merged(current: RecordSet, input: RecordSetInput): Draft {
  const { ttl = current.ttl, metadata = current.metadata } = input;
  const kept = input.records ? undefined : current.alias;
  const alias = input.alias === undefined ? kept : (input.alias ?? undefined);
  const records = input.records ?? (alias ? [] : current.records);
  return { name: current.name, type: current.type, ttl, metadata, records, alias };
}

/** The draft as it will be kept: an alias takes the TTL of what it stands for, and nothing else may be wrong with it. */
function settled(
  { home, type }: RecordSetPlace,
  draft: Draft,
  parts: RecordSetParts,
): RecordSet | { refusal: ArmReply } {
  const etag = parts.nextEtag();
  if (!draft.alias) return { ...draft, etag };
  if (draft.records.length > 0) {
    return { refusal: errors.badRequest("A record set cannot have both records and a target resource.") };
  }
  const alias = checkAlias(type, draft.alias, parts.profiles, home);
  return "refusal" in alias ? alias : { ...draft, ttl: alias.ttl, etag };
}

/** What the name and type alone forbid. */
function placeRefusal({ home, type, name }: RecordSetPlace, current: RecordSet | undefined): ArmReply | undefined {
  if (name !== "@" && !isDomainName(fullName(home.zone.name, name))) return errors.invalidName(name);
  if (type === "SOA" && !current) return errors.onlyOneSoa();
  if (type === "CNAME" && name === "@") {
    return errors.badRequest("RecordSets of type 'CNAME' with name '@' cannot be created.");
  }
  const others = home.contents.at(name).filter((set) => set.type !== type);
  if (type === "CNAME") return others.length > 0 ? errors.nameTakenForCname() : undefined;
  return others.some((set) => set.type === "CNAME") ? errors.nameTakenByCname() : undefined;
}

function remove({ home, type, name }: RecordSetPlace, current: RecordSet | undefined, request: ArmRequest): ArmReply {
  if (!current) return { status: 204 };
  const refusal = preconditionFailure(request.headers, "Record set", name, current.etag);
  if (refusal) return refusal;
  if (name === "@" && (type === "SOA" || type === "NS")) return errors.cannotDelete(type);
  home.contents.delete(current);
  return { status: 200 };
}
