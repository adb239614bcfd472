import type { EndpointMonitorStatus } from "../../arm/traffic-manager.ts";
import type { Candidate } from "./selection.ts";

/** Not known to be down: may be answered with (Azure docs: monitoring). */
export function isHealthy(status: EndpointMonitorStatus): boolean {
  return status === "Online" || status === "CheckingEndpoint" || status === "Unmonitored";
}

/**
 * The candidates that may be returned: the healthy ones, or, when every eligible one is Degraded, all of those
 * (Azure docs: monitoring). Disabled, Stopped and Inactive ones never are.
 */
export function available(candidates: readonly Candidate[]): readonly Candidate[] {
  const healthy = candidates.filter(({ status }) => isHealthy(status));
  return healthy.length > 0 ? healthy : candidates.filter(({ status }) => status === "Degraded");
}
