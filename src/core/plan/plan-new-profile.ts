import type { Problem } from "../problem.ts";
import type { EndpointDefinition } from "../profile.ts";
import { type Claim, claimName, printClaims } from "../tags/claims.ts";
import { HOSTNAME_TAG, MANAGED_TAG, MOST_TAGS, SETTINGS_TAG } from "../tags/names.ts";
import { claimWanted } from "./claims-wanted.ts";
import { conflictProblem } from "./conflicts.ts";
import { definitionOf } from "./definition.ts";
import type { Operation } from "./operation.ts";
import type { Plan, PlanContext } from "./plan.ts";
import type { ProfileRequests, Request } from "./requests.ts";

/** Azure's limit of endpoints in one profile. */
const MOST_ENDPOINTS = 200;

/**
 * The one PUT that creates a profile, with its first endpoints, their owner and every mark inside it, and the vanity records after
 * it. Nothing when no row says the profile's settings: it vanished a moment ago, and the next cycle's rows will say them.
 */
export function planNewProfile({ puts }: ProfileRequests, context: PlanContext): Plan {
  const problems = puts.flatMap(({ refused }) => refused ?? []);
  const open = puts.filter(({ refused }) => !refused);
  const first = open.find(({ member }) => member.decides);
  if (!first?.member.decides) return { operations: [], problems };
  const { settings, hostnames } = first.member.decides;
  const endpoints: EndpointDefinition[] = [];
  const claims: Claim[] = [];
  for (const request of [first, ...open.filter((put) => put !== first)]) {
    const wanted = definitionOf(request.member, undefined);
    const claim = claimWanted(withoutDecision(request, first), undefined);
    const problem =
      conflictProblem(request, wanted, endpoints, settings.trafficRoutingMethod) ??
      roomProblem(request, [...claims, claim], context);
    if (problem) {
      problems.push(problem);
      continue;
    }
    endpoints.push(wanted);
    claims.push(claim);
  }
  const owner = printClaims({ owner: context.owner, identity: context.identity, claims });
  const tags: Record<string, string> = {
    [MANAGED_TAG]: "true",
    [SETTINGS_TAG]: claimName(first.member.endpointName),
    ...(hostnames.length > 0 ? { [HOSTNAME_TAG]: hostnames.join(",") } : {}),
    ...owner.tags,
  };
  const operations: Operation[] = [
    { kind: "createProfile", profile: { ...settings, tags, endpoints }, hostnames },
    ...hostnames.map((hostname): Operation => ({ kind: "publish", hostname })),
  ];
  return { operations, problems };
}

/** Only the first endpoint decides for the profile, whatever the other rows say. */
function withoutDecision(request: Request, first: Request) {
  if (request === first) return request.member;
  const { decides: _, ...member } = request.member;
  return member;
}

function roomProblem(
  request: Request,
  claims: readonly Claim[],
  { owner, identity }: PlanContext,
): Problem | undefined {
  const { tags, tooLong } = printClaims({ owner, identity, claims: [...claims] });
  // Beside the owner's there are the marks for managed, settings, hostname and deletion.
  const fits = tooLong.length === 0 && Object.keys(tags).length <= MOST_TAGS - 4;
  if (fits && claims.length <= MOST_ENDPOINTS) return undefined;
  return {
    kind: "tags-full",
    object: request.object,
    dnsName: request.member.dnsName,
    value: request.member.endpointName,
    message: fits
      ? `is one more than the ${MOST_ENDPOINTS} endpoints a profile may have; use another profile`
      : `cannot be claimed: the tags of the profile are full (Azure allows ${MOST_TAGS} of 256 characters); use shorter endpoint names or another profile`,
  };
}
