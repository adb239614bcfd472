import { z } from "zod";
import type { Changes, DomainFilter, Endpoint } from "../../core/endpoint.ts";
import { compareText } from "./targets.ts";

/** Byte for byte: External-DNS compares the whole header, so a `; charset=utf-8` would stop it. */
export const MEDIA_TYPE = "application/external.dns.webhook+json;version=1";

/** JSON as Go writes it: fields in the struct's order, empty ones left out, `<`, `>` and `&` escaped, a newline at the end. */
export function encodeEndpoints(endpoints: readonly Endpoint[]): string {
  return encode(endpoints.map(orderedEndpoint));
}

export function encodeChanges(changes: Changes): string {
  const filled = (endpoints: readonly Endpoint[]) =>
    endpoints.length > 0 ? endpoints.map(orderedEndpoint) : undefined;
  return encode({
    create: filled(changes.create),
    updateOld: filled(changes.updateOld),
    updateNew: filled(changes.updateNew),
    delete: filled(changes.delete),
  });
}

function encode(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped)}\n`;
}

function orderedEndpoint(endpoint: Endpoint) {
  const labels = Object.entries(endpoint.labels ?? {}).sort(([left], [right]) => compareText(left, right));
  const properties = (endpoint.providerSpecific ?? []).map(({ name, value }) => ({
    name: name || undefined,
    value: value || undefined,
  }));
  return {
    dnsName: endpoint.dnsName || undefined,
    targets: endpoint.targets.length > 0 ? endpoint.targets : undefined,
    recordType: endpoint.recordType || undefined,
    setIdentifier: endpoint.setIdentifier || undefined,
    recordTTL: endpoint.recordTTL || undefined,
    labels: labels.length > 0 ? Object.fromEntries(labels) : undefined,
    providerSpecific: properties.length > 0 ? properties : undefined,
  };
}

const endpoint = z
  .object({
    dnsName: z.string().default(""),
    targets: z.array(z.string()).nullish(),
    recordType: z.string().default(""),
    setIdentifier: z.string().default(""),
    recordTTL: z.number().int().default(0),
    labels: z.record(z.string(), z.string()).nullish(),
    providerSpecific: z.array(z.object({ name: z.string().default(""), value: z.string().default("") })).nullish(),
  })
  .transform(
    (row): Endpoint => ({
      dnsName: row.dnsName,
      targets: row.targets ?? [],
      recordType: row.recordType,
      ...(row.setIdentifier !== "" && { setIdentifier: row.setIdentifier }),
      ...(row.recordTTL !== 0 && { recordTTL: row.recordTTL }),
      labels: row.labels ?? {},
      providerSpecific: row.providerSpecific ?? [],
    }),
  );

const endpoints = z.array(endpoint).nullable();

/** `null` is a list without members, as Go reads it. Throws on what Go could not decode. */
export function decodeEndpoints(text: string): Endpoint[] {
  return endpoints.parse(JSON.parse(text)) ?? [];
}

const domainFilter = z.object({
  include: z.array(z.string()).nullish(),
  exclude: z.array(z.string()).nullish(),
  regexInclude: z.string().optional(),
  regexExclude: z.string().optional(),
});

export function decodeDomainFilter(text: string): DomainFilter {
  const { include, exclude, regexInclude, regexExclude } = domainFilter.parse(JSON.parse(text));
  const isRegex = Boolean(regexInclude || regexExclude);
  if (isRegex && (include?.length || exclude?.length)) throw new Error("cannot have both domain list and regex");
  return isRegex
    ? { ...(regexInclude && { regexInclude }), ...(regexExclude && { regexExclude }) }
    : { include: include ?? [], exclude: exclude ?? [] };
}
