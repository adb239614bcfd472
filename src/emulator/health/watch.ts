import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import type { Clock, Timer } from "../../time/clock.ts";
import { monitorDefaults, type Probe, type ProbeResult, probeRequest, timeoutInSeconds } from "./probe-request.ts";
import { afterProbe, noProbes, type ProbeHistory } from "./status.ts";

/** The probes of one endpoint under one configuration, at their interval, until closed. */
export interface Watch {
  history(): ProbeHistory;
  /** Whether this is still what has to be probed; a change of weight or priority leaves it so. */
  describes(endpoint: EndpointResource, monitorKey: string): boolean;
  close(): void;
}

export interface WatchOptions {
  profile: ProfileResource;
  endpoint: EndpointResource;
  monitorKey: string;
  clock: Clock;
  probe: Probe;
  /** Called when the verdict changes, with the reason. */
  changed: (reason: string) => void;
}

export function createWatch({ profile, endpoint, monitorKey, clock, probe, changed }: WatchOptions): Watch {
  const monitor = profile.properties.monitorConfig;
  const interval = (monitor.intervalInSeconds ?? monitorDefaults.intervalInSeconds) * 1000;
  const timeout = timeoutInSeconds(monitor) * 1000;
  const tolerated = monitor.toleratedNumberOfFailures ?? monitorDefaults.toleratedNumberOfFailures;
  const endpointKey = probedPart(endpoint);
  let history = noProbes;
  let next: Timer;
  let stopProbe: (() => void) | undefined;

  const record = (result: ProbeResult) => {
    const before = history.verdict;
    history = afterProbe(history, result.passed, tolerated);
    if (history.verdict !== before) changed(result.passed ? "probe passed" : result.reason);
  };

  // Probes start at a fixed pace whatever the last one did: retries come no faster (Azure docs: monitoring).
  const run = () => {
    next = clock.after(interval, run);
    stopProbe = probeOnce(record);
  };

  const probeOnce = (done: (result: ProbeResult) => void): (() => void) => {
    const abort = new AbortController();
    let finished = false;
    const finish = (result: ProbeResult) => {
      if (finished) return;
      finished = true;
      deadline.cancel();
      done(result);
    };
    const deadline = clock.after(timeout, () => {
      finish({ passed: false, reason: `no answer within ${timeout / 1000} s` });
      abort.abort();
    });
    const target = endpoint.properties.target ?? "";
    probe(probeRequest(monitor, target, endpoint.properties.customHeaders ?? [], abort.signal)).then(
      finish,
      (cause: unknown) => finish({ passed: false, reason: String(cause) }),
    );
    return () => {
      finished = true;
      deadline.cancel();
      abort.abort();
    };
  };

  next = clock.after(0, run);

  return {
    history: () => history,
    describes: (current, currentMonitorKey) => currentMonitorKey === monitorKey && probedPart(current) === endpointKey,
    close() {
      next.cancel();
      stopProbe?.();
    },
  };
}

function probedPart(endpoint: EndpointResource): string {
  const { target, customHeaders } = endpoint.properties;
  return customHeaders?.length ? `${target} ${JSON.stringify(customHeaders)}` : `${target}`;
}
