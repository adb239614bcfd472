import type { Changes, Endpoint, ProviderSpecificProperty } from "../core/endpoint.ts";

/** Byte for byte what external-dns expects: a framework that appended a charset would stop it at start. */
export const MEDIA_TYPE = "application/external.dns.webhook+json;version=1";

/** A body that is not what the protocol says; external-dns is answered 500, which it tries again, never 4xx, which ends it. */
export class BadBody extends Error {
  override readonly name = "BadBody";
}

/** The source endpoints of `POST /adjustendpoints`. Written by hand, because ten thousand of them are read every minute. */
export function parseEndpoints(text: string): Endpoint[] {
  const parsed = parseJson(text);
  if (parsed === null) return []; // Go encodes an empty slice that was never made as null
  if (!Array.isArray(parsed)) throw new BadBody(`expected an array of endpoints, got ${kindOf(parsed)}`);
  return parsed.map((endpoint, index) => parseEndpoint(endpoint, `endpoint ${index}`));
}

/** The changes of `POST /records`; external-dns before v0.17 writes its keys with capitals, which Go ignores and JavaScript does not. */
export function parseChanges(text: string): Changes {
  const parsed = parseJson(text);
  if (!isRecord(parsed)) throw new BadBody(`expected an object of changes, got ${kindOf(parsed)}`);
  const list = (name: string, capital: string): Endpoint[] => {
    const value = parsed[name] ?? parsed[capital] ?? [];
    if (!Array.isArray(value)) throw new BadBody(`"${name}" must be an array, got ${kindOf(value)}`);
    return value.map((endpoint, index) => parseEndpoint(endpoint, `${name} ${index}`));
  };
  return {
    create: list("create", "Create"),
    updateOld: list("updateOld", "UpdateOld"),
    updateNew: list("updateNew", "UpdateNew"),
    delete: list("delete", "Delete"),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadBody(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function parseEndpoint(value: unknown, where: string): Endpoint {
  if (!isRecord(value)) throw new BadBody(`${where} must be an object, got ${kindOf(value)}`);
  const endpoint: Endpoint = {
    dnsName: text(value.dnsName, where, "dnsName"),
    targets: texts(value.targets, where),
    recordType: text(value.recordType, where, "recordType"),
  };
  if (value.setIdentifier) endpoint.setIdentifier = text(value.setIdentifier, where, "setIdentifier");
  if (typeof value.recordTTL === "number") endpoint.recordTTL = value.recordTTL;
  if (isRecord(value.labels)) endpoint.labels = labels(value.labels, where);
  if (Array.isArray(value.providerSpecific)) {
    endpoint.providerSpecific = properties(value.providerSpecific, where);
  }
  return endpoint;
}

/** The list itself when there is nothing to mend in it: there may be a hundred thousand of them. */
function properties(list: readonly unknown[], where: string): ProviderSpecificProperty[] {
  return list.every(isProperty) ? [...list] : list.map((property) => parseProperty(property, where));
}

function isProperty(value: unknown): value is ProviderSpecificProperty {
  return isRecord(value) && typeof value.name === "string" && typeof value.value === "string";
}

function parseProperty(value: unknown, where: string): ProviderSpecificProperty {
  if (!isRecord(value))
    throw new BadBody(`a providerSpecific property of ${where} must be an object, got ${kindOf(value)}`);
  const { name, value: content } = value;
  return {
    name: text(name, where, "providerSpecific name"),
    value: text(content, where, `providerSpecific ${String(name)}`),
  };
}

function text(value: unknown, where: string, name: string): string {
  if (typeof value === "string") return value;
  if (value === undefined) return "";
  throw new BadBody(`${name} of ${where} must be a string, got ${kindOf(value)}`);
}

function texts(value: unknown, where: string): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new BadBody(`targets of ${where} must be an array, got ${kindOf(value)}`);
  return value.map((target) => text(target, where, "targets"));
}

function labels(value: Record<string, unknown>, where: string): Record<string, string> {
  // Not by assignment, which a label called __proto__ would not survive.
  return Object.fromEntries(Object.entries(value).map(([name, label]) => [name, text(label, where, `label ${name}`)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
