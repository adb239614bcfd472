import type { Profile, TrafficManagerEndpoint } from "../profile.ts";
import { type Claim, claimName, isClaimOf, type OwnerClaims, parseClaims, targetHash } from "./claims.ts";
import { DELETING_TAG, HOSTNAME_TAG, MANAGED_TAG, ORIGINAL_MANAGED_TAG, SETTINGS_TAG, tagValue } from "./names.ts";

/** An endpoint with who owns it. */
export interface OwnedEndpoint {
  endpoint: TrafficManagerEndpoint;
  owner: string;
  claim: Claim;
}

/** What the tags of one profile say. */
export interface Ownership {
  owners: OwnerClaims[];
  /** Endpoints that exist and are claimed, in the profile's order. */
  owned: OwnedEndpoint[];
  /** The owned endpoint of this name, in any case. */
  find(endpointName: string): OwnedEndpoint | undefined;
  /** Whether an endpoint bears the claim's name, whoever owns it. */
  bears(claim: Claim): boolean;
  /** This software created the profile: its settings may be changed and it may be deleted when empty. */
  managed: boolean;
  /** The endpoint whose Service decides the profile's settings; none on a profile that is not managed or has no owned endpoint. */
  settingsEndpoint: TrafficManagerEndpoint | undefined;
  hostnames: string[];
  /** When the profile was marked for deletion, milliseconds since 1970, and by which cluster, if that knows what it is. */
  deletingSince: number | undefined;
  deletingBy: string | undefined;
}

/**
 * Reads a profile's tags. Of two owners that claim one endpoint, a confirmed claim has it, else the one that sorts first, for everybody
 * alike.
 */
export function ownershipOf(profile: Pick<Profile, "tags" | "endpoints">): Ownership {
  const owners = parseClaims(profile.tags);
  const byEndpoint = new Map<string, { owner: string; claim: Claim }[]>();
  for (const { owner, claims } of owners) {
    for (const claim of claims) {
      const key = claim.endpoint.toLowerCase();
      byEndpoint.set(key, [...(byEndpoint.get(key) ?? []), { owner, claim }]);
    }
  }
  const owned: OwnedEndpoint[] = [];
  const names = new Set<string>();
  for (const endpoint of profile.endpoints) {
    const name = claimName(endpoint.name).toLowerCase();
    names.add(name);
    const all = byEndpoint.get(name) ?? [];
    const found = all.find(({ claim }) => !claim.awaits) ?? all.find(({ claim }) => isAwaited(endpoint, claim));
    if (found) owned.push({ endpoint, ...found });
  }
  const byName = new Map(owned.map((entry) => [entry.endpoint.name.toLowerCase(), entry]));
  const managed = isManaged(profile.tags);
  const [deletingSince = "", deletingBy] = (tagValue(profile.tags, DELETING_TAG) ?? "").split(" ");
  const deleting = Date.parse(deletingSince);
  return {
    owners,
    owned,
    find: (endpointName) => byName.get(endpointName.toLowerCase()),
    bears: (claim) => names.has(claim.endpoint.toLowerCase()),
    managed,
    settingsEndpoint: managed ? settingsEndpoint(owned, tagValue(profile.tags, SETTINGS_TAG)) : undefined,
    hostnames: parseHostnames(tagValue(profile.tags, HOSTNAME_TAG)),
    deletingSince: Number.isNaN(deleting) ? undefined : deleting,
    deletingBy: deletingBy || undefined,
  };
}

function isAwaited({ target, targetResourceId }: TrafficManagerEndpoint, { awaits }: Claim): boolean {
  return awaits === targetHash(target ?? "") || awaits === targetHash(targetResourceId ?? "");
}

/** The mark of a profile that is to be deleted. */
export function deletionMark(now: number, identity: string): string {
  return `${new Date(now).toISOString()} ${identity}`.trim();
}

export function claimsOf(ownership: Ownership, owner: string): OwnerClaims | undefined {
  return ownership.owners.find((candidate) => candidate.owner === owner);
}

/** Every owner that claims this endpoint, existing or not. */
export function claimants(ownership: Ownership, endpointName: string): string[] {
  return ownership.owners
    .filter(({ claims }) => claims.some((claim) => isClaimOf(claim, endpointName)))
    .map(({ owner }) => owner);
}

/** The endpoint that decides when the one in the tag is gone: the same for every cluster, so that nobody flaps. */
export function successor(owned: readonly OwnedEndpoint[]): TrafficManagerEndpoint | undefined {
  return [...owned].sort((a, b) => (a.endpoint.name < b.endpoint.name ? -1 : 1))[0]?.endpoint;
}

function settingsEndpoint(
  owned: readonly OwnedEndpoint[],
  tag: string | undefined,
): TrafficManagerEndpoint | undefined {
  const named = tag && owned.find(({ endpoint }) => isClaimOf({ endpoint: tag }, endpoint.name));
  return named ? named.endpoint : successor(owned);
}

function isManaged(tags: Readonly<Record<string, string>>): boolean {
  return (
    tagValue(tags, MANAGED_TAG) !== undefined ||
    tagValue(tags, ORIGINAL_MANAGED_TAG.name) === ORIGINAL_MANAGED_TAG.value
  );
}

export function parseHostnames(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((name) => name !== "");
}
