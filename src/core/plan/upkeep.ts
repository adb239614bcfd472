import type { ProfileRef } from "../profile.ts";
import type { OwnedProfile, Snapshot } from "../snapshot.ts";
import type { Claim, OwnerClaims } from "../tags/claims.ts";
import { DELETING_TAG } from "../tags/names.ts";
import { deletionMark } from "../tags/ownership.ts";
import { ownerTagChanges } from "./claims-wanted.ts";
import type { Write } from "./operation.ts";
import { confirmed } from "./release.ts";

export interface UpkeepContext {
  /** Whose leftovers may be cleared away: this external-dns's owner id, once known. */
  owner: string | undefined;
  identity: string;
  now: number;
  /** Milliseconds an emptied profile is kept; `undefined` keeps it for ever. */
  retention: number | undefined;
}

export interface Upkeep {
  ref: ProfileRef;
  operations: Write[];
}

/**
 * What no change of external-dns asks for, but must not be left lying about: claims of ours whose endpoint never came, or came without
 * the claim being confirmed (seen twice, so that a create in flight is not mistaken for one), profiles of ours that are empty, and deletion marks on ones that are not.
 */
export function planUpkeep(snapshot: Snapshot, previous: Snapshot | undefined, context: UpkeepContext): Upkeep[] {
  return snapshot.profiles.flatMap((owned) => {
    const operations = upkeepOf(owned, previous?.find(owned.profile), context);
    return operations.length > 0 ? [{ ref: refOf(owned), operations }] : [];
  });
}

function upkeepOf(owned: OwnedProfile, previous: OwnedProfile | undefined, context: UpkeepContext): Write[] {
  const stale = unsettledClaims(owned, previous, context);
  if (stale.length > 0) return stale;
  const { profile, ownership } = owned;
  if (!ownership.managed) return [];
  const marked = ownership.deletingSince !== undefined;
  if (profile.endpoints.length > 0) {
    return marked ? [{ kind: "deleteTags", names: [DELETING_TAG], purpose: "keep a profile that is used again" }] : [];
  }
  if (context.retention === undefined || hasClaims(owned)) return [];
  if (ownership.deletingSince === undefined) {
    // Seen empty twice: its first endpoint may be on its way.
    const mark = deletionMark(context.now, context.identity);
    return previous && previous.profile.endpoints.length === 0
      ? [{ kind: "mergeTags", tags: { [DELETING_TAG]: mark }, purpose: "mark an empty profile for deletion" }]
      : [];
  }
  return mayBeDeleted(owned, context) ? planDeletion(owned) : [];
}

/** How much longer all clusters wait but the one that has marked the profile: two that delete it could hit one that is made anew. */
const OTHERS_WAIT = 5 * 60_000;

/** Whether an empty profile of ours has waited out its retention; asked again of a fresh read directly before the delete. */
export function mayBeDeleted(
  owned: OwnedProfile,
  { now, retention, identity }: Pick<UpkeepContext, "now" | "retention" | "identity">,
): boolean {
  const { deletingSince, deletingBy } = owned.ownership;
  if (!isToBeDeleted(owned) || retention === undefined || deletingSince === undefined) return false;
  const isOthers = deletingBy !== undefined && deletingBy !== identity;
  return now - deletingSince >= retention + (isOthers ? OTHERS_WAIT : 0);
}

/** Whether a profile is ours, empty, unclaimed and marked. */
export function isToBeDeleted(owned: OwnedProfile): boolean {
  const { managed, deletingSince } = owned.ownership;
  return managed && deletingSince !== undefined && owned.profile.endpoints.length === 0 && !hasClaims(owned);
}

/** The vanity records first: a CNAME to a released trafficmanager.net name could be claimed by a stranger. */
export function planDeletion({ ownership }: OwnedProfile): Write[] {
  return [...ownership.hostnames.map((hostname): Write => ({ kind: "withdraw", hostname })), { kind: "deleteProfile" }];
}

function unsettledClaims(owned: OwnedProfile, previous: OwnedProfile | undefined, context: UpkeepContext): Write[] {
  return owned.ownership.owners
    .filter((owner) => isOurs(owner, context))
    .flatMap((owner) => {
      const kept = owner.claims
        .filter((claim) => hasEndpoint(owned, owner.owner, claim) || !stood(previous, owner.owner, claim, false))
        .map((claim) =>
          claim.awaits !== undefined && stood(previous, owner.owner, claim, true)
            ? confirmed(owned, owner.owner, claim)
            : claim,
        );
      if (kept.length === owner.claims.length && kept.every((claim, index) => claim === owner.claims[index])) return [];
      const { set, remove } = ownerTagChanges(owned.profile.tags, { ...owner, claims: kept });
      const purpose = `settle the claims of ${owner.owner}`;
      return [
        ...(Object.keys(set).length > 0 ? [{ kind: "mergeTags", tags: set, purpose } as const] : []),
        ...(remove.length > 0 ? [{ kind: "deleteTags", names: remove, purpose } as const] : []),
      ];
    });
}

export function isOurs(
  owner: OwnerClaims,
  { owner: ours, identity }: Pick<UpkeepContext, "owner" | "identity">,
): boolean {
  if (owner.identity && identity) return owner.identity === identity;
  return owner.owner === ours;
}

/** A claim that still waits has only the endpoint it waits for; a confirmed one has whatever bears its name. */
function hasEndpoint({ ownership }: OwnedProfile, owner: string, claim: Claim): boolean {
  if (claim.awaits) return ownership.owned.some((entry) => entry.owner === owner && entry.claim === claim);
  return ownership.bears(claim);
}

/** Whether the claim stood the last time already, with its endpoint or without. */
function stood(previous: OwnedProfile | undefined, owner: string, { endpoint }: Claim, withEndpoint: boolean): boolean {
  const claims = previous?.ownership.owners.find((candidate) => candidate.owner === owner)?.claims ?? [];
  const before = claims.find((claim) => claim.endpoint.toLowerCase() === endpoint.toLowerCase());
  return previous !== undefined && before !== undefined && hasEndpoint(previous, owner, before) === withEndpoint;
}

function hasClaims({ ownership }: OwnedProfile): boolean {
  return ownership.owners.some(({ claims }) => claims.length > 0);
}

function refOf({ profile }: OwnedProfile): ProfileRef {
  return { resourceGroup: profile.resourceGroup, name: profile.name };
}
