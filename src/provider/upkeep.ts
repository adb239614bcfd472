import { mayBeDeleted, planDeletion, planUpkeep, type Upkeep } from "../core/plan/upkeep.ts";
import type { ProfileRef } from "../core/profile.ts";
import type { OwnedProfile, Snapshot } from "../core/snapshot.ts";
import type { Clock } from "../time/clock.ts";
import { describePlan } from "./apply-profile.ts";
import type { OperationRunner } from "./operation-runner.ts";
import type { Log } from "./ports.ts";

export interface UpkeepOptions {
  runner: OperationRunner;
  clock: Clock;
  log: Log;
  dryRun: boolean;
  /** Milliseconds; `undefined` keeps empty profiles. */
  retention: number | undefined;
  identity: () => string;
  owner: () => string | undefined;
}

/** Milliseconds between two looks at the vanity records: they change by our own hand, this is for other hands. */
const VANITY_PACE = 10 * 60_000;

/** Clears away what no change of external-dns will: after each listing, and only while nothing is being applied. */
export function createUpkeep(options: UpkeepOptions) {
  const { runner, clock, log } = options;
  let previous: Snapshot | undefined;
  let vanityCheckedAt = Number.NEGATIVE_INFINITY;

  const deleteProfile = async (ref: ProfileRef) => {
    const read = await runner.read(ref);
    const owned = read.kind === "read" ? read.owned : undefined;
    if (!owned || !mayBeDeleted(owned, { now: clock.now(), retention: options.retention })) return;
    for (const operation of planDeletion(owned)) {
      const outcome = await runner.run(ref, operation);
      if (outcome.kind !== "done") return; // the record is still there, or somebody joined: the next round decides
    }
  };

  const checkVanityRecords = async (snapshot: Snapshot) => {
    if (clock.now() - vanityCheckedAt < VANITY_PACE) return;
    vanityCheckedAt = clock.now();
    for (const { profile, ownership } of snapshot.profiles.filter(hasVanityRecords)) {
      for (const hostname of ownership.hostnames) await runner.run(profile, { kind: "publish", hostname });
    }
  };

  const carryOutUpkeep = async ({ ref, operations }: Upkeep) => {
    if (options.dryRun) {
      for (const line of describePlan(ref, operations)) log.info({ dryRun: true }, `dry run: would ${line}`);
    } else if (operations.some(({ kind }) => kind === "deleteProfile")) await deleteProfile(ref);
    else for (const operation of operations) await runner.run(ref, operation);
  };

  return {
    async run(snapshot: Snapshot): Promise<void> {
      const context = {
        owner: options.owner(),
        identity: options.identity(),
        now: clock.now(),
        retention: options.retention,
      };
      const plans = planUpkeep(snapshot, previous, context);
      previous = snapshot;
      for (const plan of plans) await carryOutUpkeep(plan);
      if (!options.dryRun) await checkVanityRecords(snapshot);
    },
  };
}

function hasVanityRecords({ profile, ownership }: OwnedProfile): boolean {
  return ownership.managed && ownership.hostnames.length > 0 && profile.endpoints.length > 0;
}
