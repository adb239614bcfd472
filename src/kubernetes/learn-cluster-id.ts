import type { Log } from "../provider/ports.ts";
import type { Clock, Timer } from "../time/clock.ts";
import type { ClusterIdReading } from "./cluster-id.ts";

export interface ClusterIdSources {
  /** `--cluster-id`: then nobody is asked. */
  configured: string | undefined;
  read: () => Promise<ClusterIdReading>;
  clock: Clock;
  log: Log;
}

export interface LearnedClusterId {
  /** What tells this cluster from others, once it is known. */
  current(): string | undefined;
  close(): void;
}

const PAUSE = 60_000;

/**
 * Asks for the cluster's id in the background, so that the start does not wait, and again every minute until it is known: a pod's
 * network may come up after the pod. Said once in the log, since clusters that use one owner id cannot be told apart meanwhile.
 */
export function learnClusterId({ configured, read, clock, log }: ClusterIdSources): LearnedClusterId {
  let current = configured;
  let timer: Timer | undefined;
  let closed = false;
  let told = false;

  const tell = (reason: string) => {
    if (told) return;
    told = true;
    log.warn(
      { reason },
      "clusters that use one owner id cannot be told apart, as this one's id is not known: set --cluster-id",
    );
  };
  const ask = async () => {
    const reading = await read();
    if ("clusterId" in reading) {
      current = reading.clusterId;
      log.info({ clusterId: current }, "this cluster is known by the uid of its namespace kube-system");
      return;
    }
    tell(reading.reason);
    if (!reading.final && !closed) timer = clock.after(PAUSE, () => void ask());
  };
  if (configured === undefined) void ask();
  return {
    current: () => current,
    close() {
      closed = true;
      timer?.cancel();
    },
  };
}
