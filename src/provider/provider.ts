import { adjustEndpoints } from "../core/adjust/adjust.ts";
import { handEdits } from "../core/drift.ts";
import type { Changes, DomainFilter, Endpoint } from "../core/endpoint.ts";
import { forOneOwner } from "../core/plan/acting-owner.ts";
import { clusterIdentity } from "../core/plan/identity.ts";
import { type Requests, requestsOf } from "../core/plan/requests.ts";
import type { Problem } from "../core/problem.ts";
import { recordsOf } from "../core/records.ts";
import { type Snapshot, snapshotOf } from "../core/snapshot.ts";
import { summaryOf } from "../core/summary.ts";
import { applyRequests } from "./apply-changes.ts";
import { type ApplyOutcome, createBatches } from "./batch.ts";
import { createDeletionBrake } from "./deletion-brake.ts";
import { createHealthReader } from "./health.ts";
import { createListing } from "./listing.ts";
import { createOperationRunner } from "./operation-runner.ts";
import type { ProviderOptions } from "./options.ts";
import { createProblemBook } from "./problem-book.ts";
import { createRefusals } from "./refusals.ts";
import { createUpkeep } from "./upkeep.ts";

/** What the webhook serves. `records`, `adjustEndpoints` and `applyChanges` throw only what another cycle may mend. */
export interface Provider {
  domainFilter(): DomainFilter;
  records(): Promise<Endpoint[]>;
  adjustEndpoints(endpoints: Endpoint[]): Promise<Endpoint[]>;
  applyChanges(changes: Changes): Promise<ApplyOutcome>;
  readiness(): { ready: boolean; details: Record<string, unknown> };
  /** Profiles, endpoints, owners and problems, for people. */
  summary(): unknown;
  /** Finishes what is in flight. */
  close(): Promise<void>;
}

const PARALLEL_PROFILES = 8;

export function createProvider(options: ProviderOptions): Provider {
  const { api, clock, log, events } = options;
  let closing = false;
  let learnedOwner: string | undefined;
  let snapshot: Snapshot | undefined;
  /** The listing before, unless we have written since. */
  let lastListing: Snapshot | undefined;
  let batchesAtLastListing = 0;
  /** Whether external-dns asked for changes since it last showed what it wants: when it did not, there are none. */
  let asked = false;
  let upkeepRunning: Promise<void> = Promise.resolve();
  const vanityProblems = new Map<string, Problem>();

  const identity = () => clusterIdentity(options.clusterId());
  const owner = () => options.ownerId ?? learnedOwner;
  const problems = createProblemBook(clock, log, events);
  const refusals = createRefusals(clock);
  const brake = createDeletionBrake(options.deletionGrace, clock, log, events);
  const batches = createBatches(clock, options.applyTimeout);
  const listing = createListing(api, clock, events);
  const runner = createOperationRunner({
    ...options,
    vanity: options.vanity,
    isCancelled: () => closing,
    onVanityRecord(ref, hostname, message) {
      if (message === undefined) vanityProblems.delete(hostname);
      else
        vanityProblems.set(hostname, {
          kind: "vanity-hostname",
          object: `profile ${ref.name}`,
          dnsName: hostname,
          message,
        });
      problems.replace("vanity", [...vanityProblems.values()]);
    },
  });
  const upkeep = createUpkeep({ ...options, runner, identity, owner });
  const health = createHealthReader({ ...options, interval: options.healthInterval, snapshot: () => snapshot });

  const list = async (): Promise<Snapshot> => {
    const seen = snapshotOf(await listing.list());
    lastListing = batches.count() === batchesAtLastListing && !batches.isRunning() ? snapshot : undefined;
    batchesAtLastListing = batches.count();
    snapshot = seen;
    return seen;
  };

  const tellHandEdits = (requests: Requests) => {
    const edits = lastListing ? handEdits(requests, lastListing) : [];
    for (const { member, object } of edits) {
      const text = `endpoint ${member.endpointName} of profile ${member.ref.name} was changed in Azure by hand and is put back`;
      log.warn({ object, profile: member.ref.name, endpoint: member.endpointName }, text);
    }
    if (edits.length > 0) events.putBack(edits.length);
  };

  const keepUp = (seen: Snapshot) => {
    if (batches.isRunning() || closing) return;
    upkeepRunning = upkeepRunning
      .then(() => upkeep.run(seen))
      .catch((error: unknown) => log.error({ err: error }, "upkeep failed; the next cycle tries again"));
  };

  const apply = async (requests: Requests, onProgress: (changes: number) => void): Promise<ApplyOutcome> => {
    await upkeepRunning;
    const fresh = snapshotOf(await listing.list());
    const acting = forOneOwner(requests, options.ownerId, learnedOwner);
    learnedOwner = acting.owner ?? learnedOwner;
    if (acting.owner === undefined) {
      problems.replace("apply", acting.requests.problems);
      return { done: true };
    }
    const allowed = brake.apply(acting.requests, fresh, acting.owner);
    tellHandEdits(allowed);
    const context = {
      owner: acting.owner,
      identity: identity(),
      now: clock.now(),
      deletesEmptyProfiles: options.retention !== undefined,
    };
    const result = await applyRequests(allowed, fresh, context, {
      runner,
      refusals,
      log,
      dryRun: options.dryRun,
      parallel: PARALLEL_PROFILES,
      onProgress,
    });
    if (brake.held() === 0 && result.failures.length === 0) brake.release();
    problems.replace("apply", result.problems);
    const first = result.failures[0];
    return first
      ? { done: false, message: `${result.failures.length} profiles failed for now: ${first.message}` }
      : { done: true };
  };

  return {
    domainFilter: () => options.domainFilter,
    async records() {
      const before = batches.count();
      const seen = await list();
      // A batch that ended meanwhile has changed what was listed: its claims would be cleared away as stale.
      if (batches.count() === before) keepUp(seen);
      return recordsOf(seen, options.ownerId);
    },
    async adjustEndpoints(endpoints) {
      const seen = snapshot ?? (await list());
      if (!asked && !batches.isRunning()) {
        brake.release();
        problems.replace("apply", []);
      }
      asked = false;
      const current = () => recordsOf(seen, options.ownerId);
      const { rows, problems: found } = adjustEndpoints(endpoints, seen, current, {
        ...options.defaults,
        access: options.access,
      });
      problems.replace("adjust", found);
      return rows;
    },
    async applyChanges(changes) {
      asked = true;
      const requests = requestsOf(changes);
      const total =
        requests.moves.length +
        requests.profiles.reduce((sum, { puts, removals }) => sum + puts.length + removals.length, 0);
      if (total === 0) return { done: true };
      return batches.run(total, (onProgress) => apply(requests, onProgress));
    },
    readiness: () => ({
      ready: !closing && listing.lastError() === undefined && listing.hasListed(),
      details: {
        azure: listing.lastError() ?? (listing.hasListed() ? "listed" : "not asked yet"),
        applying: batches.describe() ?? "nothing",
        heldDeletions: brake.held(),
        problems: problems.current().length,
      },
    }),
    summary: () => summaryOf(snapshot, problems.current(), owner()),
    async close() {
      closing = true;
      health.close();
      await batches.settled();
      await upkeepRunning;
    },
  };
}
