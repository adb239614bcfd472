import type { TrafficRoutingMethod } from "../../arm/traffic-manager.ts";
import { annotationAsWritten } from "../annotations/names.ts";
import type { Problem } from "../problem.ts";
import type { EndpointDefinition, Profile } from "../profile.ts";
import { findEndpoint, type OwnedProfile } from "../snapshot.ts";
import { claimants, type OwnedEndpoint } from "../tags/ownership.ts";
import { conflictProblem } from "./conflicts.ts";
import { targetOf } from "./definition.ts";
import type { Request } from "./requests.ts";

/** What may be done with one requested endpoint, decided by who owns what Azure has under its name. */
export type Verdict =
  | { kind: "create" }
  | { kind: "update"; existing: OwnedEndpoint }
  /** It exists, nobody owns it, and it is exactly what is asked for. */
  | { kind: "adopt" }
  | { kind: "refuse"; problem: Problem };

/** Nobody else's endpoint is touched, whatever external-dns asks for; nor is Azure asked for what it would refuse. */
export function verdictOn(
  request: Request,
  owner: string,
  owned: OwnedProfile,
  wanted: EndpointDefinition,
  others: readonly EndpointDefinition[],
  method: TrafficRoutingMethod,
): Verdict {
  const verdict = verdictByOwner(request, owner, owned, wanted);
  if (verdict.kind === "refuse") return verdict;
  const problem = request.refused ?? conflictProblem(request, wanted, others, method);
  return problem ? { kind: "refuse", problem } : verdict;
}

function verdictByOwner(request: Request, owner: string, owned: OwnedProfile, wanted: EndpointDefinition): Verdict {
  const { profile, ownership } = owned;
  const name = request.member.endpointName;
  const existing = ownership.find(name);
  if (existing) {
    return existing.owner === owner
      ? { kind: "update", existing }
      : { kind: "refuse", problem: foreignProblem(request, profile, existing.owner) };
  }
  const other = claimants(ownership, name).find((claimant) => claimant !== owner);
  if (other !== undefined) return { kind: "refuse", problem: foreignProblem(request, profile, other) };
  const unowned = findEndpoint(profile, name);
  if (!unowned) return { kind: "create" };
  if (unowned.type === wanted.type && targetOf(unowned) === targetOf(wanted)) return { kind: "adopt" };
  return { kind: "refuse", problem: unownedElsewhere(request, profile, targetOf(unowned)) };
}

/** An endpoint of another owner: neither updated, nor deleted, nor taken over. */
export function foreignProblem({ member, object }: Request, profile: Profile, owner: string): Problem {
  return {
    kind: "foreign-owner",
    object,
    dnsName: member.dnsName,
    annotation: annotationAsWritten("endpoint-name"),
    value: member.endpointName,
    message: `endpoint ${member.endpointName} of profile ${profile.name} belongs to owner "${owner}" and is left alone; give this Service another endpoint-name`,
  };
}

function unownedElsewhere({ member, object }: Request, profile: Profile, target: string): Problem {
  return {
    kind: "foreign-owner",
    object,
    dnsName: member.dnsName,
    annotation: annotationAsWritten("endpoint-name"),
    value: member.endpointName,
    message: `endpoint ${member.endpointName} of profile ${profile.name} exists, was not made by this software and leads to ${target}; it is adopted only if the Service asks for the same target, so change the target, or give the Service another endpoint-name`,
  };
}
