import type { Problem } from "../problem.ts";
import type { EndpointDefinition, TrafficManagerEndpoint } from "../profile.ts";
import type { Member, ProfileDecision } from "../rows/member.ts";
import { findEndpoint, type OwnedProfile } from "../snapshot.ts";
import { DELETING_TAG } from "../tags/names.ts";
import type { OwnedEndpoint } from "../tags/ownership.ts";
import { claimsOf } from "../tags/ownership.ts";
import { type Decider, deciders, settingsChanges } from "./decision.ts";
import { definitionOf, endpointChanges, targetOf } from "./definition.ts";
import { identityProblem } from "./identity.ts";
import type { Operation } from "./operation.ts";
import type { AcceptedPut, Plan, PlanContext, Removal } from "./plan.ts";
import { planTags, thatFit } from "./plan-tags.ts";
import { inPriorityOrder } from "./priority-order.ts";
import type { ProfileRequests, Request } from "./requests.ts";
import { foreignProblem, verdictOn } from "./verdict.ts";

/**
 * The writes that bring one existing profile from what Azure has to what is asked, in the one order that leaves nothing orphaned
 * wherever it breaks off:
 *
 *     claim in the owner's tag → (settings) → delete what is in the way → put endpoints → (settings) → delete → release, hand over
 *
 * A profile that waits to be deleted is only claimed and unmarked; who joins it does so in the next cycle, if it is still there.
 */
export function planProfile(requests: ProfileRequests, owned: OwnedProfile, context: PlanContext): Plan {
  const stranger = identityProblem(requests, claimsOf(owned.ownership, context.owner), context);
  if (stranger) return { operations: [], problems: [stranger] };

  const { removals, foreign } = removalsOf(requests, owned, context.owner);
  const { decision, fitting, problems } = decidedPuts(requests, removals, owned, context);
  if (owned.ownership.deletingSince !== undefined && fitting.length > 0) {
    // The claim keeps others from marking the profile again before the endpoint is there.
    const claim = planTags(owned, fitting, [], undefined, context).claim.filter(({ kind }) => kind === "mergeTags");
    const purpose = "keep a profile that was to be deleted";
    const operations: Operation[] = [...claim, { kind: "deleteTags", names: [DELETING_TAG], purpose }];
    return { operations, problems };
  }

  const puts = new Set(fitting.map(({ request }) => request));
  // A put that is left out may be a renamed endpoint: what stands in Azure for it stays.
  const leftOut = requests.puts.filter((request) => !puts.has(request));
  const blocked = new Set(leftOut.map(({ member }) => member.dnsName));
  const removed = removals.filter(({ request }) => !blocked.has(request.member.dnsName));
  const tags = planTags(owned, fitting, removed, decision, context);

  return {
    operations: [...tags.claim, ...settingsFirst(decision, owned, fitting, removed), ...tags.release],
    problems: [...foreign, ...problems, ...(decision?.refusedSettings ? [decision.refusedSettings] : [])],
  };
}

/** Who decides, and what may be put accordingly: who may not be put itself decides nothing, least of all what others may. */
function decidedPuts(
  requests: ProfileRequests,
  removals: readonly Removal[],
  owned: OwnedProfile,
  context: PlanContext,
): { decision: Decider | undefined; fitting: AcceptedPut[]; problems: Problem[] } {
  const judge = (decision: Decider | undefined) => {
    const { accepted, problems } = acceptPuts(requests, removals, owned, context.owner, decision?.decision);
    const { fitting, tooMany } = thatFit(owned, accepted, context);
    return { decision, fitting, problems: [...problems, ...tooMany] };
  };
  for (const candidate of deciders(requests.puts, requests.removals, owned)) {
    const decided = judge(candidate);
    if (decided.fitting.some(({ request }) => request.member === candidate.member)) return decided;
  }
  return judge(undefined);
}

function removalsOf(requests: ProfileRequests, { profile, ownership }: OwnedProfile, owner: string) {
  const removals: Removal[] = [];
  const foreign: Problem[] = [];
  for (const request of requests.removals) {
    const existing = ownership.find(request.member.endpointName);
    if (existing && existing.owner !== owner) foreign.push(foreignProblem(request, profile, existing.owner));
    else removals.push({ request, existing });
  }
  return { removals, foreign };
}

function acceptPuts(
  requests: ProfileRequests,
  removals: readonly Removal[],
  owned: OwnedProfile,
  owner: string,
  decision: ProfileDecision | undefined,
) {
  const accepted: AcceptedPut[] = [];
  const problems: Problem[] = [];
  const leaving = new Set(removals.map(({ existing }) => existing?.endpoint.name.toLowerCase()));
  const put = new Set(requests.puts.map(({ member }) => member.endpointName.toLowerCase()));
  const staying: EndpointDefinition[] = owned.profile.endpoints.filter(
    ({ name }) => !leaving.has(name.toLowerCase()) && !put.has(name.toLowerCase()),
  );
  const method = decision?.settings.trafficRoutingMethod ?? owned.profile.trafficRoutingMethod;

  // Who has something already, a priority say, keeps it: the others find it taken.
  const rank = ({ member }: Request) => {
    const current = findEndpoint(owned.profile, member.endpointName);
    return current ? Number(definitionOf(ranked(member, owned), current).priority !== current.priority) : 2;
  };
  for (const request of [...requests.puts].sort((a, b) => rank(a) - rank(b))) {
    const current = findEndpoint(owned.profile, request.member.endpointName);
    const wanted = definitionOf(ranked(request.member, owned), current);
    const verdict = verdictOn(request, owner, owned, wanted, staying, method);
    if (verdict.kind === "refuse") {
      problems.push(verdict.problem);
      if (current) staying.push(current);
      continue;
    }
    accepted.push({
      request,
      existing: verdict.kind === "update" ? verdict.existing : undefined,
      wanted,
      isNew: verdict.kind === "create",
      changes: endpointChanges(current, wanted),
    });
    staying.push(wanted);
  }
  const places = new Map(requests.puts.map((request, index) => [request, index]));
  accepted.sort((a, b) => (places.get(a.request) ?? 0) - (places.get(b.request) ?? 0));
  return { accepted, problems };
}

/**
 * Under other methods than Priority Azure numbers the endpoints itself, and whatever number is asked for may be one of these: it is
 * given in the cycle after the one that changes the method, when every owner's row says its own.
 */
function ranked(member: Member, { profile }: OwnedProfile): Member {
  if (profile.trafficRoutingMethod === "Priority") return member;
  const { priority: _, ...endpoint } = member.endpoint;
  return { ...member, endpoint };
}

/** Settings before the endpoints when the method that goes demands something of them, after them when the one that comes does. */
function settingsFirst(
  decider: Decider | undefined,
  { profile }: OwnedProfile,
  puts: readonly AcceptedPut[],
  removed: readonly Removal[],
): Operation[] {
  const settings = decider?.decision.settings;
  const changes = settings ? settingsChanges(profile, settings) : "";
  const patch: Operation[] =
    decider && settings && changes
      ? [{ kind: "patchProfile", settings, changes, decider: decider.member.endpointName }]
      : [];
  const demanding = ["Geographic", "Performance", "MultiValue", "Subnet"].includes(profile.trafficRoutingMethod);
  const endpoints = endpointOperations(profile.endpoints, puts, removed);
  return demanding ? [...patch, ...endpoints] : [...endpoints, ...patch];
}

function endpointOperations(
  existing: readonly TrafficManagerEndpoint[],
  puts: readonly AcceptedPut[],
  removed: readonly Removal[],
): Operation[] {
  const targets = new Set(puts.map(({ wanted }) => targetOf(wanted)));
  const inTheWay = ({ endpoint }: OwnedEndpoint) => targets.has(targetOf(endpoint));
  const deletions = removed.flatMap(({ request, existing }) => (existing ? [{ request, existing }] : []));
  const deletion = ({ request, existing: { endpoint } }: (typeof deletions)[number]): Operation => {
    const successor = puts.find((put) => put.request.member.dnsName === request.member.dnsName)?.wanted.name;
    return {
      kind: "deleteEndpoint",
      type: endpoint.type,
      name: endpoint.name,
      was: endpoint,
      ...(successor === undefined ? {} : { replacedBy: successor }),
    };
  };
  const later = deletions.filter(({ existing }) => !inTheWay(existing));
  const first = new Set(
    deletions.filter(({ existing }) => inTheWay(existing)).map(({ existing }) => existing.endpoint),
  );
  const { before, after } = inPriorityOrder(
    puts,
    existing.filter((endpoint) => !first.has(endpoint)),
    new Set(later.map(({ existing }) => existing.endpoint.priority)),
  );
  return [
    ...deletions.filter(({ existing }) => inTheWay(existing)).map(deletion),
    ...before,
    ...later.map(deletion),
    ...after,
  ];
}
