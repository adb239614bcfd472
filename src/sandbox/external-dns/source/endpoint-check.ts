import { isIPv4, isIPv6 } from "node:net";
import type { Endpoint } from "../../../core/endpoint.ts";

/** Whether the targets suit the record type; External-DNS drops what does not, with a warning. */
export function isValidEndpoint(endpoint: Endpoint): boolean {
  const alias = endpoint.providerSpecific?.find((property) => property.name === "alias");
  switch (endpoint.recordType) {
    case "A":
      return alias?.value === "true" || endpoint.targets.every(isIPv4);
    case "AAAA":
      return alias?.value === "true" || endpoint.targets.every((target) => isIPv6(target));
    case "CNAME":
      return true;
    default:
      return alias === undefined && endpoint.targets.every((target) => isValidTarget(endpoint.recordType, target));
  }
}

function isValidTarget(recordType: string, target: string): boolean {
  const parts = target.trim().split(/\s+/);
  if (recordType === "MX") return parts.length === 2 && isUint16(parts[0]);
  if (recordType === "SRV")
    return parts.length === 4 && parts.slice(0, 3).every(isUint16) && target.trim().endsWith(".");
  return true;
}

function isUint16(text: string | undefined): boolean {
  return /^\d+$/.test(text ?? "") && Number(text) <= 65_535;
}
