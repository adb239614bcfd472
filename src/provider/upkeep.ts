import { rivalsFor, serves, servingProfiles } from "../core/plan/rivals.ts";
import { isOurs, mayBeDeleted, planDeletion, planUpkeep, type Upkeep } from "../core/plan/upkeep.ts";
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
  let serving = new Map<string, string>();

  const deleteProfile = async (ref: ProfileRef) => {
    const read = await runner.read(ref);
    const owned = read.kind === "read" ? read.owned : undefined;
    if (
      !owned ||
      !mayBeDeleted(owned, { now: clock.now(), retention: options.retention, identity: options.identity() })
    )
      return;
    for (const operation of planDeletion(owned)) {
      const outcome = await runner.run(ref, operation);
      if (outcome.kind !== "done") return; // the record is still there, or somebody joined: the next round decides
    }
  };

  const concernsUs = ({ ownership }: OwnedProfile) => {
    const who = { owner: options.owner(), identity: options.identity() };
    const isUnknown = who.owner === undefined && who.identity === "";
    return isUnknown || ownership.owners.some((claims) => isOurs(claims, who));
  };

  /**
   * All of them now and then; at once those whose profiles began or ceased to serve: one may leave it to another, and the answer to the
   * PUT that created one may have been lost. Each cluster sees to the profiles it has endpoints in.
   */
  const checkVanityRecords = async (snapshot: Snapshot) => {
    const before = serving;
    const now = servingProfiles(snapshot);
    serving = new Map(now);
    const isOther = (hostname: string) => before.get(hostname) !== now.get(hostname);
    const isDue = clock.now() - vanityCheckedAt >= VANITY_PACE;
    if (isDue) vanityCheckedAt = clock.now();
    const served = snapshot.profiles
      .filter(concernsUs)
      .flatMap((owned) =>
        owned.ownership.hostnames.filter((name) => serves(owned, name)).map((hostname) => ({ hostname, owned })),
      );
    for (const { hostname, owned } of served.filter((one) => isDue || isOther(one.hostname))) {
      const rivals = rivalsFor(hostname, owned.profile, snapshot);
      const outcome = await runner.run(owned.profile, { kind: "publish", hostname, rivals });
      if (outcome.kind !== "done") serving.delete(hostname); // looks different in the next cycle, and is tried again
    }
  };

  /** A profile that was replaced in the moment of its creation, by another cluster's, names the hostname no longer. */
  const withdrawForgotten = async (snapshot: Snapshot) => {
    for (const { hostname, ref } of runner.published()) {
      if (!isForgotten(snapshot.find(ref), hostname)) continue;
      const read = await runner.read(ref);
      if (read.kind === "read" && isForgotten(read.owned, hostname))
        await runner.run(ref, { kind: "withdraw", hostname });
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
      if (options.dryRun) return;
      await withdrawForgotten(snapshot);
      await checkVanityRecords(snapshot);
    },
  };
}

function isForgotten(owned: OwnedProfile | undefined, hostname: string): boolean {
  return owned !== undefined && !owned.ownership.hostnames.includes(hostname);
}
