import type { EndpointProperties, ProfileProperties } from "../../arm/traffic-manager.ts";
import { isObject } from "./json-reader.ts";

/** What a PATCH means: the body that a PUT would have had to carry for the same result. */

/** `dnsConfig` and `monitorConfig` are merged property by property, everything else is taken whole. */
export function mergeProfile(before: ProfileProperties, given: Record<string, unknown>): Record<string, unknown> {
  return {
    ...overlay(before, given),
    dnsConfig: overlay(before.dnsConfig, given.dnsConfig),
    monitorConfig: mergeMonitor(before.monitorConfig, given.monitorConfig),
  };
}

export function mergeEndpoint(before: EndpointProperties, given: unknown): Record<string, unknown> {
  return overlay(before, given);
}

/** What only makes sense for HTTP is dropped by a change to TCP, unless the same request gives it (then it is refused). */
function mergeMonitor(before: ProfileProperties["monitorConfig"], given: unknown): Record<string, unknown> {
  const merged = overlay(before, given);
  if (!isObject(given) || String(given.protocol).toUpperCase() !== "TCP") return merged;
  return {
    ...merged,
    path: given.path ?? null,
    expectedStatusCodeRanges: given.expectedStatusCodeRanges ?? null,
  };
}

/** Null means "not given". */
function overlay(before: object, given: unknown): Record<string, unknown> {
  if (!isObject(given)) return { ...before };
  const told = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return { ...before, ...Object.fromEntries(told) };
}
