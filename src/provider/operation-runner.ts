import { describeOperation, type Write } from "../core/plan/operation.ts";
import type { ProfileRef } from "../core/profile.ts";
import { type OwnedProfile, refKey, snapshotOf } from "../core/snapshot.ts";
import type { Random } from "../random/random.ts";
import type { Clock } from "../time/clock.ts";
import { carryOut, type OperationPorts, type OperationResult } from "./operations.ts";
import { ArmError, type Log, type ProviderEvents } from "./ports.ts";
import { isConflict, isTransient, withRetry } from "./retry.ts";

export type RunOutcome =
  | { kind: "done" }
  | { kind: "outdated" }
  /** `final`: the same write would fail again, for a reason only a user can mend. */
  | { kind: "failed"; error: ArmError; final: boolean };

export type ReadOutcome =
  | { kind: "read"; owned: OwnedProfile | undefined }
  | { kind: "failed"; error: ArmError; final: boolean };

/** Runs single operations with retries, and says what happened in log and metrics. Throws only what is not Azure's. */
export interface OperationRunner {
  run(ref: ProfileRef, operation: Write): Promise<RunOutcome>;
  /** The profile as it is now. */
  read(ref: ProfileRef): Promise<ReadOutcome>;
  /** The records this process has published and not withdrawn, each with the profile it leads to. */
  published(): { hostname: string; ref: ProfileRef }[];
}

export interface RunnerOptions extends OperationPorts {
  clock: Clock;
  random: Random;
  log: Log;
  events: ProviderEvents;
  attempts: number;
  isCancelled: () => boolean;
  /** A vanity record was looked after; `problem` says why it stays as it is. */
  onVanityRecord: (ref: ProfileRef, hostname: string, problem: string | undefined) => void;
}

export function createOperationRunner(options: RunnerOptions): OperationRunner {
  const { clock, log, events } = options;
  const retry = <Result>(what: string, attempt: () => Promise<Result>) =>
    withRetry(attempt, {
      ...options,
      onRetry: (error, wait) => {
        events.retried(what);
        log.warn(
          { status: error.status, code: error.code, waitSeconds: wait / 1000 },
          `trying again: ${what}: ${error.message}`,
        );
      },
    });

  const published = new Map<string, { hostname: string; ref: ProfileRef }>();
  const keepRecord = (ref: ProfileRef, { kind, hostname }: Extract<Write, { hostname: string }>) => {
    const key = `${refKey(ref)} ${hostname}`;
    if (kind === "publish") published.set(key, { hostname, ref });
    else published.delete(key);
  };

  const done = (
    ref: ProfileRef,
    operation: Write,
    text: string,
    result: OperationResult,
    seconds: number,
  ): RunOutcome => {
    if (result.outdated) return { kind: "outdated" };
    if ("hostname" in operation) {
      options.onVanityRecord(ref, operation.hostname, result.problem);
      if (result.problem === undefined) keepRecord(ref, operation);
    }
    if (result.unchanged || result.problem) return { kind: "done" };
    if (result.replaced) {
      events.creationRace();
      log.warn(
        { profile: ref.name },
        `${text}: replaced what somebody else created in the same moment; it returns with their next cycle`,
      );
    }
    events.operation(operation.kind, "done", seconds);
    log.info({ profile: ref.name, operation: operation.kind, seconds }, text);
    return { kind: "done" };
  };
  const failed = (ref: ProfileRef, operation: Write, text: string, error: ArmError, seconds: number): RunOutcome => {
    if (isProfileGone(error) || (isConflict(error) && !isTaken(operation, error))) return { kind: "outdated" };
    const final = !isTransient(error);
    events.operation(operation.kind, final ? "refused" : "failed", seconds);
    log.error({ profile: ref.name, status: error.status, code: error.code, err: error }, `${text}: ${error.message}`);
    return { kind: "failed", error, final };
  };

  return {
    published: () => [...published.values()],
    async run(ref, operation) {
      const text = describeOperation(ref, operation);
      const started = clock.now();
      const seconds = () => (clock.now() - started) / 1000;
      try {
        const result = await retry(text, () => carryOut(ref, operation, options));
        return done(ref, operation, text, result, seconds());
      } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        return failed(ref, operation, text, error, seconds());
      }
    },
    async read(ref) {
      try {
        const profile = await retry(`read profile ${ref.name}`, () => options.api.getProfile(ref));
        return { kind: "read", owned: profile && snapshotOf([profile]).profiles[0] };
      } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        return { kind: "failed", error, final: !isTransient(error) };
      }
    },
  };
}

/** The profile was deleted under us; a missing resource group is another matter. */
function isProfileGone(error: ArmError): boolean {
  return error.status === 404 && error.code !== "ResourceGroupNotFound" && error.code !== "SubscriptionNotFound";
}

/** The same status stands for two writers that met, and for a DNS name that is taken for good. */
function isTaken(operation: Write, error: ArmError): boolean {
  return operation.kind === "createProfile" && !/conflicting changes|retry/i.test(error.message);
}
