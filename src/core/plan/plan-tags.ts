import type { Problem } from "../problem.ts";
import type { OwnedProfile } from "../snapshot.ts";
import { type Claim, claimName, isClaimOf, type OwnerClaims } from "../tags/claims.ts";
import { DELETING_TAG, HOSTNAME_TAG, MOST_TAGS, SETTINGS_TAG, tagValue } from "../tags/names.ts";
import { claimsOf, deletionMark, successor } from "../tags/ownership.ts";
import { awaiting, claimWanted, ownerTagChanges, withClaims } from "./claims-wanted.ts";
import type { Decider } from "./decision.ts";
import type { Operation } from "./operation.ts";
import type { AcceptedPut, PlanContext, Removal } from "./plan.ts";

/** The tag writes around the endpoints': `claim` before them, `release` after them; both empty when the tags say it already. */
export function planTags(
  owned: OwnedProfile,
  accepted: readonly AcceptedPut[],
  removed: readonly Removal[],
  decider: Decider | undefined,
  context: PlanContext,
): { claim: Operation[]; release: Operation[] } {
  const { tags } = owned.profile;
  const current = claimsNow(owned, context);
  const wanted = accepted.map((put) => claimWanted(put.request.member, put.existing));
  const hostnames = hostnamesWanted(owned, accepted, decider);

  const claimed = { ...current, claims: withClaims(current.claims, accepted.map(claimBefore)) };
  const before = changesWithIdentity(tags, claimed, context.identity);
  // What a new endpoint decides waits for it; one that is there already counts whether its change is refused or not.
  const isNewDecider = decider && !owned.ownership.find(decider.member.endpointName);
  const hostnameTag: Record<string, string> =
    hostnames.added.length > 0 ? { [HOSTNAME_TAG]: [...hostnames.before, ...hostnames.added].join(",") } : {};
  const claimTags = {
    ...before.set,
    ...(isNewDecider ? {} : { ...settingsTag(tags, decider), ...hostnameTag }),
  };
  const isNew = accepted.filter(({ existing }) => !existing).map((put) => put.wanted.name);
  const claim: Operation[] = [];
  if (Object.keys(claimTags).length > 0)
    claim.push({ kind: "mergeTags", tags: claimTags, purpose: `claim for ${context.owner}` });
  if (isNew.length > 0) {
    const identity = current.identity || context.identity;
    claim.push({ kind: "checkClaims", owner: context.owner, identity, endpoints: isNew });
  }

  const tagsBetween = { ...tags, ...claimTags, ...hostnameTag };
  const of = isNewDecider ? { decider: decider.member.endpointName } : {};
  const release: Operation[] = [
    ...(isNewDecider && hostnames.added.length > 0
      ? [{ kind: "mergeTags", tags: hostnameTag, purpose: "name the hostname" } as const]
      : []),
    ...hostnames.added.map((hostname): Operation => ({ kind: "publish", hostname, ...of })),
    ...hostnames.removed.map((hostname): Operation => ({ kind: "withdraw", hostname })),
    ...releaseTags(
      owned,
      tagsBetween,
      accepted,
      removed,
      { ...current, claims: exactClaims(claimed.claims, wanted, removed) },
      hostnames,
      decider,
      context,
    ),
  ];
  return { claim, release };
}

function settingsTag(
  tags: Readonly<Record<string, string>>,
  decider: Decider | undefined,
): { [SETTINGS_TAG]?: string } {
  if (!decider || isClaimOf({ endpoint: tagValue(tags, SETTINGS_TAG) ?? "" }, decider.member.endpointName)) return {};
  return { [SETTINGS_TAG]: claimName(decider.member.endpointName) };
}

function claimBefore(put: AcceptedPut): Claim {
  return awaiting(claimWanted(put.request.member, put.existing), put);
}

function claimsNow({ ownership }: OwnedProfile, { owner }: PlanContext): OwnerClaims {
  return claimsOf(ownership, owner) ?? { owner, identity: "", claims: [] };
}

interface Hostnames {
  before: string[];
  added: string[];
  removed: string[];
  after: string[];
}

/** A decider that names no hostname takes one away only if it asked for it itself. */
function hostnamesWanted(
  owned: OwnedProfile,
  accepted: readonly AcceptedPut[],
  decider: Decider | undefined,
): Hostnames {
  const before = owned.ownership.hostnames;
  const put = decider && accepted.find(({ request }) => request.member === decider.member);
  const asked = decider?.decision.hostnames ?? [];
  const counts = put && (asked.length > 0 || put.existing?.claim.hostname);
  const after = counts ? asked : before;
  return {
    before,
    after,
    added: after.filter((hostname) => !before.includes(hostname)),
    removed: before.filter((hostname) => !after.includes(hostname)),
  };
}

/** The puts whose claims fit into Azure's 50 tags of 256 characters; what does not fit is not created, and said. */
export function thatFit(
  owned: OwnedProfile,
  accepted: readonly AcceptedPut[],
  context: PlanContext,
): { fitting: AcceptedPut[]; tooMany: Problem[] } {
  const { tags } = owned.profile;
  const current = claimsNow(owned, context);
  const wanted: Claim[] = [];
  const fitting: AcceptedPut[] = [];
  const tooMany: Problem[] = [];
  for (const put of accepted) {
    const claim = claimBefore(put);
    const { set, tooLong } = changesWithIdentity(
      tags,
      { ...current, claims: withClaims(current.claims, [...wanted, claim]) },
      context.identity,
    );
    // Two are kept free for the settings and deletion marks.
    const count = new Set([...Object.keys(tags), ...Object.keys(set)].map((name) => name.toLowerCase())).size;
    if (put.existing || (count <= MOST_TAGS - 2 && !tooLong.includes(claim))) {
      wanted.push(claim);
      fitting.push(put);
      continue;
    }
    tooMany.push({
      kind: "tags-full",
      object: put.request.object,
      dnsName: put.request.member.dnsName,
      value: put.request.member.endpointName,
      message: `cannot be claimed: the tags of the profile are full (Azure allows ${MOST_TAGS} of 256 characters); use shorter endpoint names or another profile`,
    });
  }
  return { fitting, tooMany };
}

/** An owner's tag gets this cluster's identity when it is written anyway, never for its own sake. */
function changesWithIdentity(tags: Readonly<Record<string, string>>, after: OwnerClaims, identity: string) {
  const changes = ownerTagChanges(tags, after);
  const none = Object.keys(changes.set).length === 0 && changes.remove.length === 0;
  return none || after.identity ? changes : ownerTagChanges(tags, { ...after, identity });
}

function exactClaims(claimed: readonly Claim[], wanted: readonly Claim[], removed: readonly Removal[]): Claim[] {
  return claimed
    .filter((claim) => !removed.some(({ request }) => isClaimOf(claim, request.member.endpointName)))
    .map((claim) => wanted.find((exact) => exact.endpoint.toLowerCase() === claim.endpoint.toLowerCase()) ?? claim);
}

function releaseTags(
  { profile, ownership }: OwnedProfile,
  tags: Readonly<Record<string, string>>,
  accepted: readonly AcceptedPut[],
  removed: readonly Removal[],
  after: OwnerClaims,
  hostnames: Hostnames,
  decider: Decider | undefined,
  context: PlanContext,
): Operation[] {
  const { set, remove } = changesWithIdentity(tags, after, context.identity);
  const gone = new Set(removed.map(({ request }) => request.member.endpointName.toLowerCase()));
  const isEmptied =
    removed.some(({ existing }) => existing) &&
    accepted.length === 0 &&
    profile.endpoints.every(({ name }) => gone.has(name.toLowerCase()));
  const handsOver = ownership.settingsEndpoint && gone.has(ownership.settingsEndpoint.name.toLowerCase());
  const next = handsOver
    ? successor(ownership.owned.filter(({ endpoint }) => !gone.has(endpoint.name.toLowerCase())))
    : undefined;
  Object.assign(set, decider ? settingsTag(tags, decider) : next ? { [SETTINGS_TAG]: claimName(next.name) } : {});
  if (hostnames.removed.length > 0 && hostnames.after.length > 0) set[HOSTNAME_TAG] = hostnames.after.join(",");
  if (hostnames.removed.length > 0 && hostnames.after.length === 0) remove.push(HOSTNAME_TAG);
  if (isEmptied && ownership.managed && context.deletesEmptyProfiles)
    set[DELETING_TAG] = deletionMark(context.now, context.identity);

  const operations: Operation[] = [];
  if (Object.keys(set).length > 0)
    operations.push({ kind: "mergeTags", tags: set, purpose: `settle for ${context.owner}` });
  if (remove.length > 0) operations.push({ kind: "deleteTags", names: remove, purpose: `settle for ${context.owner}` });
  return operations;
}
