import { describeOperation, type Operation } from "../core/plan/operation.ts";
import type { Plan, PlanContext } from "../core/plan/plan.ts";
import { contested, planRelease } from "../core/plan/release.ts";
import type { EndpointDefinition, ProfileRef } from "../core/profile.ts";
import type { OperationRunner, RunOutcome } from "./operation-runner.ts";
import type { ArmError } from "./ports.ts";

/** How carrying out the plan for one profile ended. */
export type PlanOutcome = Refused &
  (
    | { kind: "done" }
    /** The profile is not what the plan was made for: read it again and plan anew. */
    | { kind: "outdated" }
    /** Azure refused something that is not one endpoint's matter: nothing after it was tried. */
    | { kind: "refused"; error: ArmError }
    | { kind: "failed"; error: ArmError }
  );

type Who = Pick<PlanContext, "owner" | "identity">;

interface Refused {
  refused: RefusedEndpoint[];
  /** The profile settings that this endpoint's Service decides. */
  refusedSettings?: RefusedEndpoint | undefined;
}

export interface RefusedEndpoint {
  endpointName: string;
  error: ArmError;
}

/**
 * Carries out one profile's operations in order. An endpoint or settings that Azure refuses do not stop the rest; whatever else fails
 * stops the rest, because what follows may only follow it. Claims on endpoints that were not made are given up again, and what
 * they were to take the place of stays.
 */
export async function carryOutPlan(
  ref: ProfileRef,
  plan: Plan,
  who: Who,
  runner: OperationRunner,
): Promise<PlanOutcome> {
  const progress: Progress = { refused: [], abandoned: new Set(), deleted: [], keepsOld: false };
  for (const operation of plan.operations) {
    if (isSkipped(operation, progress)) continue;
    const end = await take(ref, operation, progress, runner);
    if (end) return end;
  }
  if (progress.abandoned.size > 0) await giveUp(ref, who, progress, runner);
  return { kind: "done", ...refusedIn(progress) };
}

/** One operation; the outcome when it was the last that may be tried. */
async function take(
  ref: ProfileRef,
  operation: Operation,
  progress: Progress,
  runner: OperationRunner,
): Promise<PlanOutcome | undefined> {
  const refused = () => refusedIn(progress);
  const step = await runStep(ref, operation, runner);
  switch (step.kind) {
    case "done":
      if (operation.kind === "deleteEndpoint") progress.deleted.push(operation);
      return undefined;
    case "contested":
      for (const name of step.endpoints) progress.abandoned.add(name);
      return undefined;
    case "outdated":
      return { kind: "outdated", ...refused() };
    case "failed":
      if (step.final && operation.kind === "putEndpoint") {
        await onRefusal(ref, operation.endpoint, step.error, progress, runner);
        return undefined;
      }
      if (step.final && operation.kind === "patchProfile") {
        progress.refusedSettings = { endpointName: operation.decider, error: step.error };
        return undefined;
      }
      return { kind: step.final ? "refused" : "failed", error: step.error, ...refused() };
  }
}

function refusedIn({ refused, refusedSettings }: Progress): Refused {
  return { refused, refusedSettings };
}

interface Progress extends Refused {
  /** Endpoints that will not be made: refused, or claimed by somebody else as well. */
  abandoned: Set<string>;
  deleted: Deletion[];
  /** An endpoint that was to go stays, because what was to take its place did not come. */
  keepsOld: boolean;
}

type Deletion = Extract<Operation, { kind: "deleteEndpoint" }>;

type Step = RunOutcome | { kind: "contested"; endpoints: string[] };

function isSkipped(operation: Operation, progress: Progress): boolean {
  if (operation.kind === "putEndpoint") return progress.abandoned.has(operation.endpoint.name);
  if (operation.kind === "deleteEndpoint" && progress.abandoned.has(operation.replacedBy ?? "")) {
    progress.keepsOld = true;
    return true;
  }
  if (operation.kind === "publish") return progress.abandoned.has(operation.decider ?? "");
  // What is let go after the endpoints was planned for all of them: giving up and the next cycle do what is left of that.
  const isAsPlanned = !progress.keepsOld && progress.abandoned.size === 0;
  return !isAsPlanned && ["mergeTags", "deleteTags", "withdraw"].includes(operation.kind);
}

async function runStep(ref: ProfileRef, operation: Operation, runner: OperationRunner): Promise<Step> {
  if (operation.kind !== "checkClaims") return runner.run(ref, operation);
  const read = await runner.read(ref);
  if (read.kind === "failed") return read;
  if (!read.owned) return { kind: "outdated" };
  const endpoints = contested(read.owned, operation);
  return endpoints.length > 0 ? { kind: "contested", endpoints } : { kind: "done" };
}

/** A renamed endpoint is deleted before its new name can have its target; when Azure refuses the new one, the old comes back. */
async function onRefusal(
  ref: ProfileRef,
  endpoint: EndpointDefinition,
  error: ArmError,
  progress: Progress,
  runner: OperationRunner,
): Promise<void> {
  progress.refused.push({ endpointName: endpoint.name, error });
  progress.abandoned.add(endpoint.name);
  const old = progress.deleted.find(({ replacedBy }) => replacedBy === endpoint.name)?.was;
  if (!old) return;
  progress.keepsOld = true;
  const changes = `put back, as Azure refused ${endpoint.name}`;
  await runner.run(ref, { kind: "putEndpoint", endpoint: old, isNew: true, changes });
}

async function giveUp(ref: ProfileRef, who: Who, progress: Progress, runner: OperationRunner): Promise<void> {
  const read = await runner.read(ref);
  if (read.kind === "failed" || !read.owned) return; // upkeep clears claims without an endpoint
  const names = { abandoned: [...progress.abandoned], deleted: progress.deleted.map(({ name }) => name) };
  for (const operation of planRelease(read.owned, who, names)) await runner.run(ref, operation);
}

/** Operations as lines: what a dry run prints. */
export function describePlan(ref: ProfileRef, operations: readonly Operation[]): string[] {
  return operations.filter(({ kind }) => kind !== "checkClaims").map((operation) => describeOperation(ref, operation));
}
