import type {
  EnabledStatus,
  EndpointMonitorStatus,
  EndpointProperties,
  ProfileMonitorStatus,
} from "../../arm/traffic-manager.ts";

/** What the probes of one endpoint have shown since it was last (re)configured. */
export interface ProbeHistory {
  readonly consecutiveFailures: number;
  /** `undefined` until one success, or more failures in a row than tolerated. */
  readonly verdict: "passing" | "failing" | undefined;
}

export const noProbes: ProbeHistory = { consecutiveFailures: 0, verdict: undefined };

/** Unhealthy at failure N+1 when N are tolerated; one success is enough to recover (Azure docs: monitoring). */
export function afterProbe(history: ProbeHistory, passed: boolean, toleratedNumberOfFailures: number): ProbeHistory {
  if (passed) return { consecutiveFailures: 0, verdict: "passing" };
  const consecutiveFailures = history.consecutiveFailures + 1;
  const verdict = consecutiveFailures > toleratedNumberOfFailures ? "failing" : history.verdict;
  return { consecutiveFailures, verdict };
}

/** What a probe or a child profile says of an enabled endpoint in an enabled profile. */
export type ObservedStatus = Extract<EndpointMonitorStatus, "CheckingEndpoint" | "Online" | "Degraded" | "Stopped">;

export function observedStatus(history: ProbeHistory): ObservedStatus {
  if (history.verdict === undefined) return "CheckingEndpoint";
  return history.verdict === "passing" ? "Online" : "Degraded";
}

/** The endpoint status table of Azure docs: monitoring. `observed` is asked only when it counts. */
export function endpointStatus(
  profileStatus: EnabledStatus,
  endpoint: Pick<EndpointProperties, "endpointStatus" | "alwaysServe">,
  observed: () => ObservedStatus,
): EndpointMonitorStatus {
  if (endpoint.endpointStatus === "Disabled") return "Disabled";
  if (profileStatus === "Disabled") return "Inactive";
  if (endpoint.alwaysServe === "Enabled") return "Unmonitored";
  return observed();
}

/** The profile status table of Azure docs: monitoring; the first line that matches counts. */
export function profileStatus(status: EnabledStatus, endpoints: Iterable<EndpointMonitorStatus>): ProfileMonitorStatus {
  if (status === "Disabled") return "Disabled";
  const seen = new Set(endpoints);
  if (seen.has("Degraded")) return "Degraded";
  // A profile with nothing but alwaysServe endpoints is in no documented row; they are served, so it counts as Online.
  if (seen.has("Online") || seen.has("Unmonitored")) return "Online";
  if (seen.has("CheckingEndpoint")) return "CheckingEndpoints";
  return "Inactive";
}

export type AddressFamily = "IPv4" | "IPv6" | "name";

export interface ChildEndpoint {
  status: EndpointMonitorStatus;
  family: AddressFamily;
}

export type ChildMinima = Pick<
  EndpointProperties,
  "minChildEndpoints" | "minChildEndpointsIPv4" | "minChildEndpointsIPv6"
>;

/** What a child profile makes of its endpoint in the parent (Azure docs: FAQ, nested profiles). */
export function nestedStatus(
  child: ProfileMonitorStatus,
  endpoints: readonly ChildEndpoint[],
  minima: ChildMinima,
): ObservedStatus {
  if (child === "Disabled" || child === "Inactive") return "Stopped";
  const online = countByFamily(endpoints, (status) => status === "Online" || status === "Unmonitored");
  if (reaches(online, minima)) return "Online";
  const hopeful = countByFamily(
    endpoints,
    (status) => status === "Online" || status === "Unmonitored" || status === "CheckingEndpoint",
  );
  return reaches(hopeful, minima) ? "CheckingEndpoint" : "Degraded";
}

interface Counts {
  all: number;
  IPv4: number;
  IPv6: number;
}

function countByFamily(
  endpoints: readonly ChildEndpoint[],
  counts: (status: EndpointMonitorStatus) => boolean,
): Counts {
  const total: Counts = { all: 0, IPv4: 0, IPv6: 0 };
  for (const { status, family } of endpoints) {
    if (!counts(status)) continue;
    total.all += 1;
    if (family !== "name") total[family] += 1;
  }
  return total;
}

// How the three minima combine is not documented; all of them must hold.
function reaches(counts: Counts, minima: ChildMinima): boolean {
  return (
    counts.all >= (minima.minChildEndpoints ?? 1) &&
    counts.IPv4 >= (minima.minChildEndpointsIPv4 ?? 0) &&
    counts.IPv6 >= (minima.minChildEndpointsIPv6 ?? 0)
  );
}
