import { isIP } from "node:net";
import type {
  CustomHeader,
  EndpointResource,
  MonitorConfig,
  MonitorProtocol,
  ProfileResource,
  StatusCodeRange,
} from "../../arm/traffic-manager.ts";

/** One probe, ready to be sent: every rule about headers and ranges has been applied. */
export interface ProbeRequest {
  protocol: MonitorProtocol;
  target: string;
  port: number;
  path: string;
  /** `Host` and `User-Agent` included; the endpoint's own headers beat the profile's. */
  headers: readonly CustomHeader[];
  expectedStatusCodeRanges: readonly StatusCodeRange[];
  /** Raised when the monitor's own clock says that the probe took too long. */
  signal: AbortSignal;
}

export type ProbeResult = { passed: true } | { passed: false; reason: string };

/** Sends one probe. Never rejects: whatever goes wrong is a failed probe with its reason. */
export type Probe = (request: ProbeRequest) => Promise<ProbeResult>;

export const USER_AGENT = "Azure Traffic Manager Endpoint Monitor";

const only200: readonly StatusCodeRange[] = [{ min: 200, max: 200 }];

export const monitorDefaults = { intervalInSeconds: 30, toleratedNumberOfFailures: 3 } as const;

/** 10 seconds, or 9 with fast probing (Azure docs: monitoring). */
export function timeoutInSeconds(monitor: MonitorConfig): number {
  return monitor.timeoutInSeconds ?? (monitor.intervalInSeconds === 10 ? 9 : 10);
}

/**
 * Whether the endpoint is probed at all. Disabled endpoints and profiles, nested endpoints and alwaysServe are not
 * (Azure docs: monitoring).
 */
export function isProbed(profile: ProfileResource, endpoint: EndpointResource): boolean {
  const { endpointStatus, alwaysServe, target } = endpoint.properties;
  return (
    profile.properties.profileStatus === "Enabled" &&
    endpointStatus === "Enabled" &&
    alwaysServe !== "Enabled" &&
    !isNested(endpoint) &&
    Boolean(target)
  );
}

export function isNested(endpoint: EndpointResource): boolean {
  return endpoint.type.toLowerCase().endsWith("/nestedendpoints");
}

export function probeRequest(
  monitor: MonitorConfig,
  target: string,
  endpointHeaders: readonly CustomHeader[],
  signal: AbortSignal,
): ProbeRequest {
  const ranges = monitor.expectedStatusCodeRanges;
  return {
    protocol: monitor.protocol,
    target,
    port: monitor.port,
    path: monitor.path || "/",
    headers: headersOf(target, monitor.customHeaders ?? [], endpointHeaders),
    expectedStatusCodeRanges: ranges && ranges.length > 0 ? ranges : only200,
    signal,
  };
}

/** Later ones win by name: the monitor's own, then the profile's, then the endpoint's (Azure docs: FAQ). */
function headersOf(
  target: string,
  ofProfile: readonly CustomHeader[],
  ofEndpoint: readonly CustomHeader[],
): CustomHeader[] {
  const byName = new Map<string, CustomHeader>();
  // The Host sent to an address is not documented; the address itself is what any HTTP client sends.
  const own = [
    { name: "Host", value: isIP(target) === 6 ? `[${target}]` : target },
    { name: "User-Agent", value: USER_AGENT },
  ];
  for (const header of [...own, ...ofProfile, ...ofEndpoint]) byName.set(header.name.toLowerCase(), header);
  return [...byName.values()];
}
