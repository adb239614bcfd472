import type { Plan, PlanContext } from "../core/plan/plan.ts";
import { planNewProfile } from "../core/plan/plan-new-profile.ts";
import { planProfile } from "../core/plan/plan-profile.ts";
import type { ProfileRequests, Request, Requests } from "../core/plan/requests.ts";
import { rivalsFor } from "../core/plan/rivals.ts";
import { straysOf } from "../core/plan/strays.ts";
import type { Problem } from "../core/problem.ts";
import type { ProfileRef } from "../core/profile.ts";
import { type OwnedProfile, refKey, type Snapshot } from "../core/snapshot.ts";
import { carryOutPlan, describePlan, type PlanOutcome } from "./apply-profile.ts";
import { arrivedMoves, departures } from "./moves.ts";
import type { OperationRunner } from "./operation-runner.ts";
import type { ArmError, Log } from "./ports.ts";
import type { Refusals } from "./refusals.ts";

export interface ApplyOptions {
  runner: OperationRunner;
  refusals: Refusals;
  log: Log;
  dryRun: boolean;
  /** Profiles written at the same time; within one, everything is in order. */
  parallel: number;
  /** Called when a profile's changes, so many of them, are through with. */
  onProgress: (changes: number) => void;
}

export interface ApplyResult {
  problems: Problem[];
  /** What failed for now and is worth another cycle. */
  failures: ArmError[];
}

/** Reads and plans anew at most so often while other writers are in the way. */
const MOST_ROUNDS = 6;

/** Brings Azure to what is asked, profile by profile. Throws nothing of Azure's: what failed is in the result. */
export async function applyRequests(
  requests: Requests,
  snapshot: Snapshot,
  context: PlanContext,
  options: ApplyOptions,
): Promise<ApplyResult> {
  const problems = [...requests.problems];
  const failures: ArmError[] = [];

  const rivalsOf = (ref: ProfileRef, hostname: string) => rivalsFor(hostname, ref, snapshot, context.owner);
  const apply = async (profile: ProfileRequests, owned: OwnedProfile | undefined) => {
    const result = await applyToProfile(profile, owned, context, { ...options, rivalsOf });
    problems.push(...result.problems);
    failures.push(...result.failures);
    options.onProgress(profile.puts.length + profile.removals.length);
  };
  await inParallel(requests.profiles, options.parallel, (profile) => apply(profile, snapshot.find(profile.ref)));

  if (options.dryRun) return { problems, failures };

  // What goes to another profile leaves the old one only after it has arrived in the new one; the old one may be another by then.
  const asked = new Set(requests.moves.map(({ from }) => moveKey(from.member.ref, from.member.endpointName)));
  const strays = straysOf(requests.profiles, snapshot, context.owner).filter(
    ({ from }) => !asked.has(moveKey(from.member.ref, from.member.endpointName)),
  );
  const moves = await arrivedMoves([...requests.moves, ...strays], snapshot, context.owner, options.runner);
  failures.push(...moves.failures);
  await inParallel(departures(moves.arrived), options.parallel, async ({ asked, goals }) => {
    const read = await options.runner.read(asked.ref);
    if (read.kind === "failed") {
      failures.push(read.error);
      return;
    }
    // A hostname that the old profile shares with the new one follows before the old one is left.
    for (const hostname of read.owned?.ownership.hostnames ?? []) {
      for (const goal of goals)
        await options.runner.run(goal, { kind: "publish", hostname, rivals: rivalsOf(goal, hostname) });
    }
    await apply(asked, read.owned);
  });
  return { problems, failures };
}

interface Tools extends ApplyOptions {
  rivalsOf: (ref: ProfileRef, hostname: string) => string[];
}

async function applyToProfile(
  asked: ProfileRequests,
  listed: OwnedProfile | undefined,
  context: PlanContext,
  options: Tools,
): Promise<ApplyResult> {
  let owned = listed;
  const refused = new Map<string, Problem>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const requests = { ...asked, puts: asked.puts.map(options.refusals.mark) };
    const planned = owned ? planProfile(requests, owned, context) : planNewProfile(requests, context);
    const plan = withRivals(planned, asked.ref, options);
    if (options.dryRun) return dryRun(asked, plan, options.log);
    const outcome = await carryOutPlan(asked.ref, plan, context, options.runner);
    rememberRefusals(asked, outcome, refused, options.refusals);
    const result = resultOf(asked, plan, outcome, refused, options.refusals);
    if (result) return result;
    const read = await options.runner.read(asked.ref);
    if (read.kind === "failed") return { problems: plan.problems, failures: [read.error] };
    owned = read.owned;
  }
  options.log.warn({ profile: asked.ref.name }, "other writers were in the way each time; the next cycle goes on");
  return { problems: [...refused.values()], failures: [] };
}

/** A record is not taken away from another profile where others serve. */
function withRivals(plan: Plan, ref: ProfileRef, { rivalsOf }: Tools): Plan {
  const operations = plan.operations.map((operation) =>
    operation.kind === "publish" ? { ...operation, rivals: rivalsOf(ref, operation.hostname) } : operation,
  );
  return { ...plan, operations };
}

/** The result, unless the profile has to be read and planned for again. */
function resultOf(
  asked: ProfileRequests,
  plan: Plan,
  outcome: PlanOutcome,
  refused: ReadonlyMap<string, Problem>,
  refusals: Refusals,
): ApplyResult | undefined {
  const problems = [...plan.problems, ...refused.values()];
  switch (outcome.kind) {
    case "done":
      return { problems, failures: [] };
    case "failed":
      return { problems, failures: [outcome.error] };
    case "refused": {
      const rest = onRefusedPlan(asked, plan, outcome.error, refusals);
      return rest && { problems: [...problems, ...rest], failures: [] };
    }
    case "outdated":
      return undefined;
  }
}

function dryRun(asked: ProfileRequests, plan: Plan, log: Log): ApplyResult {
  for (const line of describePlan(asked.ref, plan.operations)) log.info({ dryRun: true }, `dry run: would ${line}`);
  return { problems: plan.problems, failures: [] };
}

function rememberRefusals(
  { puts }: ProfileRequests,
  { refused, refusedSettings }: PlanOutcome,
  problems: Map<string, Problem>,
  refusals: Refusals,
): void {
  const requestFor = (name: string) => puts.find(({ member }) => member.endpointName === name);
  for (const { endpointName, error } of refused) {
    const request = requestFor(endpointName);
    if (request) problems.set(endpointName, refusals.remember(request, error));
  }
  const decider = refusedSettings && requestFor(refusedSettings.endpointName);
  if (decider) problems.set("settings", refusals.rememberSettings(decider, refusedSettings.error));
}

/**
 * Azure refused the whole step. A profile that could not be created may have failed for one endpoint among many: that is found by
 * trying with fewer, so the first is set aside and the rest goes on (`undefined`); anything else concerns all.
 */
function onRefusedPlan(asked: ProfileRequests, plan: Plan, error: ArmError, refusals: Refusals): Problem[] | undefined {
  const creation = plan.operations.find((operation) => operation.kind === "createProfile");
  const culprit =
    creation && error.status === 400
      ? culpritOf(
          asked.puts,
          creation.profile.endpoints.map(({ name }) => name),
          error,
        )
      : undefined;
  if (culprit && creation && creation.profile.endpoints.length > 1) {
    refusals.remember(culprit, error);
    return undefined;
  }
  return asked.puts.map((put) => refusals.remember(put, error));
}

/** The endpoint Azure's sentence names, else the first. */
function culpritOf(puts: readonly Request[], tried: readonly string[], error: ArmError): Request | undefined {
  const candidates = puts.filter(({ member }) => tried.includes(member.endpointName));
  return candidates.find(({ member }) => error.message.includes(member.endpointName)) ?? candidates[0];
}

function moveKey(ref: ProfileRequests["ref"], endpointName: string): string {
  return `${refKey(ref)}/${endpointName.toLowerCase()}`;
}

async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  run: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
