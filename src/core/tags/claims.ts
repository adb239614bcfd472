import { shortHash } from "../short-hash.ts";
import { LONGEST_TAG_VALUE, ownerTagName, parseOwnerTagName } from "./names.ts";

/** One endpoint an owner has claimed, as its entry in the owner's tag says. */
export interface Claim {
  /** The endpoint's name, or `~` and its hash when the name is long. */
  endpoint: string;
  /** The row's dnsName, when it is not the endpoint's target. */
  dnsName?: string;
  /** Weight 0: disabled by us to drain it. */
  drained: boolean;
  /** Disabled by us because the annotation says so; otherwise a disabled endpoint was disabled by hand. */
  disabled: boolean;
  /** Its Service asked for the vanity hostname: what it did not ask for, it cannot take away either. */
  hostname: boolean;
  /**
   * The endpoint was not there yet when it was claimed, and this is what it is to lead to, hashed: until the claim is confirmed, an
   * endpoint of that name that leads elsewhere was made by somebody else.
   */
  awaits?: string;
}

/** What an endpoint leads to, as a claim that awaits it says it. */
export function targetHash(target: string): string {
  return shortHash(target.toLowerCase()).slice(-6);
}

/** All claims of one owner on one profile. */
export interface OwnerClaims {
  owner: string;
  /** The cluster that writes under this owner id; empty when it does not know what it is. */
  identity: string;
  claims: Claim[];
}

const LONGEST_PLAIN_NAME = 64;

/** An endpoint's name as claims and the settings tag write it; equal for names that differ only in case. */
export function claimName(endpointName: string): string {
  const plain = endpointName.length <= LONGEST_PLAIN_NAME && !endpointName.startsWith("~");
  return plain ? endpointName : `~${shortHash(endpointName.toLowerCase())}`;
}

export function isClaimOf(claim: Pick<Claim, "endpoint">, endpointName: string): boolean {
  return claim.endpoint.toLowerCase() === claimName(endpointName).toLowerCase();
}

/** Every owner's claims on a profile, by owner id; what cannot be read is not a claim. */
export function parseClaims(tags: Readonly<Record<string, string>>): OwnerClaims[] {
  const owners = new Map<string, OwnerClaims>();
  for (const name of Object.keys(tags).sort()) {
    const tag = parseOwnerTagName(name);
    if (!tag) continue;
    const [identity = "", ...entries] = (tags[name] ?? "").split(":");
    const known = owners.get(tag.owner) ?? { owner: tag.owner, identity: "", claims: [] };
    if (identity) known.identity = identity;
    for (const entry of entries) {
      const claim = parseEntry(entry);
      if (claim && !known.claims.some((other) => other.endpoint === claim.endpoint)) known.claims.push(claim);
    }
    owners.set(tag.owner, known);
  }
  return [...owners.values()].sort((a, b) => (a.owner < b.owner ? -1 : 1));
}

/**
 * The owner's tags for these claims: `<identity>:<entry>:<entry>…`, as many tags as 256 characters a value need.
 * An owner without claims has no tag. An entry that fits no tag is returned in `tooLong`.
 */
export function printClaims(owner: OwnerClaims): { tags: Record<string, string>; tooLong: Claim[] } {
  const tags: Record<string, string> = {};
  const tooLong: Claim[] = [];
  let part = 0;
  let value = owner.identity;
  const sorted = [...owner.claims].sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
  for (const claim of sorted) {
    const entry = `:${printEntry(claim)}`;
    if (owner.identity.length + entry.length > LONGEST_TAG_VALUE) {
      tooLong.push(claim);
      continue;
    }
    if (value.length + entry.length > LONGEST_TAG_VALUE) {
      part += 1;
      value = owner.identity;
    }
    value += entry;
    tags[ownerTagName(owner.owner, part)] = value;
  }
  return { tags, tooLong };
}

function parseEntry(entry: string): Claim | undefined {
  const [named = "", marks = ""] = entry.split("+");
  const [flags = "", awaits = ""] = marks.split("=");
  const [endpoint = "", dnsName = ""] = named.split("/");
  if (!endpoint) return undefined;
  return {
    endpoint,
    ...(dnsName ? { dnsName } : {}),
    drained: flags.includes("d"),
    disabled: flags.includes("x"),
    hostname: flags.includes("h"),
    ...(awaits ? { awaits } : {}),
  };
}

function printEntry(claim: Claim): string {
  const awaits = claim.awaits ? `=${claim.awaits}` : "";
  const flags = `${claim.drained ? "d" : ""}${claim.disabled ? "x" : ""}${claim.hostname ? "h" : ""}${awaits}`;
  return `${claim.endpoint}${claim.dnsName ? `/${claim.dnsName}` : ""}${flags ? `+${flags}` : ""}`;
}
