import type { OwnedProfile } from "../snapshot.ts";
import { findEndpoint } from "../snapshot.ts";
import { type Claim, isClaimOf, type OwnerClaims } from "../tags/claims.ts";
import { claimsOf } from "../tags/ownership.ts";
import { ownerTagChanges } from "./claims-wanted.ts";
import type { Write } from "./operation.ts";

/**
 * Gives up the claims on endpoints that were not made: Azure refused them, or somebody else claimed or made them too. What else was
 * claimed and is there is confirmed with the same write, and what was deleted is let go.
 */
export function planRelease(
  owned: OwnedProfile,
  { owner, identity }: { owner: string; identity: string },
  { abandoned, deleted }: { abandoned: readonly string[]; deleted: readonly string[] },
): Write[] {
  const current = claimsOf(owned.ownership, owner);
  if (!current || isStranger(current, identity)) return [];
  const names = [...abandoned, ...deleted];
  const isGivenUp = (claim: Claim) =>
    names.some((name) => isClaimOf(claim, name)) && (claim.awaits !== undefined || !owned.ownership.bears(claim));
  const claims = current.claims.filter((claim) => !isGivenUp(claim)).map((claim) => confirmed(owned, owner, claim));
  const { set, remove } = ownerTagChanges(owned.profile.tags, { ...current, claims });
  const purpose = `give up the claims of ${owner} on ${abandoned.join(", ")}`;
  const operations: Write[] = [];
  if (Object.keys(set).length > 0) operations.push({ kind: "mergeTags", tags: set, purpose });
  if (remove.length > 0) operations.push({ kind: "deleteTags", names: remove, purpose });
  return operations;
}

/** The claim without its wait, when what it waited for is there. */
export function confirmed(owned: OwnedProfile, owner: string, claim: Claim): Claim {
  const isOurs = owned.ownership.owned.some((entry) => entry.owner === owner && entry.claim === claim);
  if (!isOurs || claim.awaits === undefined) return claim;
  const { awaits: _, ...rest } = claim;
  return rest;
}

/**
 * Which of these endpoints somebody else has claimed or made meanwhile, or this owner has claimed from another cluster, by the newest
 * read.
 */
export function contested(
  owned: OwnedProfile,
  { owner, identity, endpoints }: { owner: string; identity: string; endpoints: readonly string[] },
): string[] {
  const ours = claimsOf(owned.ownership, owner);
  const stranger = ours !== undefined && isStranger(ours, identity);
  return endpoints.filter((name) => {
    const others = owned.ownership.owners.filter((other) => other.owner !== owner);
    const lost = !ours?.claims.some((claim) => isClaimOf(claim, name));
    const taken = findEndpoint(owned.profile, name) !== undefined && owned.ownership.find(name)?.owner !== owner;
    return stranger || lost || taken || others.some(({ claims }) => claims.some((claim) => isClaimOf(claim, name)));
  });
}

/** The owner id's claims were made from another cluster. */
function isStranger(claims: OwnerClaims, identity: string): boolean {
  return claims.identity !== "" && identity !== "" && claims.identity !== identity;
}
