import type { Member } from "../rows/member.ts";
import { isDisabledByHand } from "../rows/member.ts";
import { type Claim, claimName, type OwnerClaims, printClaims, targetHash } from "../tags/claims.ts";
import { parseOwnerTagName, tagValue } from "../tags/names.ts";
import type { OwnedEndpoint } from "../tags/ownership.ts";
import { targetOf } from "./definition.ts";
import type { AcceptedPut } from "./plan.ts";

/** The owner's entry for a member, given what is there now. */
export function claimWanted(member: Member, existing: OwnedEndpoint | undefined): Claim {
  const { endpoint, dnsName } = member;
  const byHand = existing !== undefined && isDisabledByHand(existing.endpoint, existing.claim);
  return {
    endpoint: claimName(member.endpointName),
    ...(endpoint.type === "ExternalEndpoints" && endpoint.target === dnsName ? {} : { dnsName }),
    drained: endpoint.weight === 0,
    disabled: member.endpointStatus === "Disabled" && !byHand,
    hostname: member.decides ? member.decides.hostnames.length > 0 : (existing?.claim.hostname ?? false),
  };
}

/** The claim before its endpoint is there: confirmed only afterwards. */
export function awaiting(claim: Claim, { existing, wanted }: AcceptedPut): Claim {
  return existing && !existing.claim.awaits ? claim : { ...claim, awaits: targetHash(targetOf(wanted)) };
}

/** The claims with these put in place of, or beside, what is there; marks that are to go stay until the endpoint is written. */
export function withClaims(claims: readonly Claim[], wanted: readonly Claim[]): Claim[] {
  const byName = new Map(claims.map((claim) => [claim.endpoint.toLowerCase(), claim]));
  for (const claim of wanted) {
    const before = byName.get(claim.endpoint.toLowerCase());
    const { awaits: _, ...confirmed } = claim;
    byName.set(claim.endpoint.toLowerCase(), {
      ...(before && !before.awaits ? confirmed : claim),
      drained: claim.drained || (before?.drained ?? false),
      disabled: claim.disabled || (before?.disabled ?? false),
      hostname: claim.hostname || (before?.hostname ?? false),
    });
  }
  return [...byName.values()];
}

/** What must be set and removed to turn an owner's tags from `before` into `after`. */
export function ownerTagChanges(
  tags: Readonly<Record<string, string>>,
  after: OwnerClaims,
): { set: Record<string, string>; remove: string[]; tooLong: Claim[] } {
  const { tags: wanted, tooLong } = printClaims(after);
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) if (tagValue(tags, name) !== value) set[name] = value;
  const kept = new Set(Object.keys(wanted).map((name) => name.toLowerCase()));
  const remove = Object.keys(tags).filter(
    (name) => parseOwnerTagName(name)?.owner === after.owner && !kept.has(name.toLowerCase()),
  );
  return { set, remove, tooLong };
}
