import type { OwnedProfile } from "../snapshot.ts";
import { findEndpoint } from "../snapshot.ts";
import { isClaimOf } from "../tags/claims.ts";
import { claimsOf } from "../tags/ownership.ts";
import { ownerTagChanges } from "./claims-wanted.ts";
import type { Write } from "./operation.ts";

/** Gives up the claims on endpoints that were never made: Azure refused them, or somebody else claimed them too. */
export function planRelease(owned: OwnedProfile, owner: string, endpointNames: readonly string[]): Write[] {
  const current = claimsOf(owned.ownership, owner);
  const given = endpointNames.filter((name) => !findEndpoint(owned.profile, name));
  if (!current || given.length === 0) return [];
  const claims = current.claims.filter((claim) => !given.some((name) => isClaimOf(claim, name)));
  const { set, remove } = ownerTagChanges(owned.profile.tags, { ...current, claims });
  const purpose = `give up the claims of ${owner} on ${given.join(", ")}`;
  const operations: Write[] = [];
  if (Object.keys(set).length > 0) operations.push({ kind: "mergeTags", tags: set, purpose });
  if (remove.length > 0) operations.push({ kind: "deleteTags", names: remove, purpose });
  return operations;
}

/** Which of these endpoints somebody else has claimed as well, or this owner from another cluster, by the newest read. */
export function contested(
  owned: OwnedProfile,
  { owner, identity, endpoints }: { owner: string; identity: string; endpoints: readonly string[] },
): string[] {
  const ours = claimsOf(owned.ownership, owner);
  const stranger = ours !== undefined && ours.identity !== "" && identity !== "" && ours.identity !== identity;
  return endpoints.filter((name) => {
    const others = owned.ownership.owners.filter((other) => other.owner !== owner);
    const lost = !ours?.claims.some((claim) => isClaimOf(claim, name));
    return stranger || lost || others.some(({ claims }) => claims.some((claim) => isClaimOf(claim, name)));
  });
}
