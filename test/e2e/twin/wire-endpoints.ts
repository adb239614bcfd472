import { z } from "zod";
import type { Changes, Endpoint } from "../../../src/core/endpoint.ts";

// Go leaves out what is empty: an annotation without text arrives as a property without value, and an empty hostname (a list
// that ends with a comma) as an endpoint without dnsName.
const property = z.strictObject({ name: z.string().default(""), value: z.string().default("") });

const endpoint = z.strictObject({
  dnsName: z.string().default(""),
  targets: z.array(z.string()).default([]),
  recordType: z.string().default(""),
  setIdentifier: z.string().exactOptional(),
  recordTTL: z.number().exactOptional(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  providerSpecific: z.array(property).exactOptional(),
});

const endpoints = z.array(endpoint);

const changes = z.strictObject({
  create: endpoints.optional(),
  updateOld: endpoints.optional(),
  updateNew: endpoints.optional(),
  delete: endpoints.optional(),
});

/** What external-dns sends to `/adjustendpoints`; strict, so that a field nobody knew of is noticed. */
export function parseEndpoints(body: unknown): Endpoint[] {
  return endpoints.parse(body ?? []);
}

/** What external-dns sends to `/records`. */
export function parseChanges(body: unknown): Changes {
  const { create = [], updateOld = [], updateNew = [], delete: deleted = [] } = changes.parse(body);
  return { create, updateOld, updateNew, delete: deleted };
}
