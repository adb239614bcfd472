import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import { isClaimOf, parseClaims } from "../../src/core/tags/claims.ts";
import { ArmError, type VanityOutcome } from "../../src/provider/ports.ts";
import { RESOURCE_GROUP } from "./azure.ts";
import { type Book, type Effect, endpointChanges, lastRead, noteRead, type Seen } from "./book.ts";
import { type Call, isRead, type Observer } from "./network.ts";
import { disabledForNothing, type Rename, wantedEndpointRemoved } from "./rules/kept-traffic.ts";
import { foreignEndpointTouched } from "./rules/own-endpoints.ts";
import { existingProfilePut, foreignProfileTouched } from "./rules/own-profiles.ts";
import { foreignTagWritten } from "./rules/own-tags.ts";
import { place } from "./service.ts";

export interface Witness extends Observer {
  /** What was found wrong first. */
  violation(): string | undefined;
  /** Anything else that must not be. */
  accuse(why: string): void;
  /** Whatever somebody else did to a profile. */
  watch(change: () => void): void;
  crashed(cluster: number): void;
}

export interface WitnessEvents {
  wrote(call: Call, refused: boolean): void;
  trace(line: string): void;
}

/** Stands between the providers and Azure, keeps the book, and judges every single write by the rules. */
export function createWitness(book: Book, { wrote, trace }: WitnessEvents): Witness {
  let violation: string | undefined;
  let renames: Rename[] = [];
  const seen = new WeakMap<Call, Seen>();
  /** Calls of providers that are still alive. */
  let living = new Set<Call>();
  const accuse = (why: string | undefined) => {
    if (why !== undefined && violation === undefined) {
      violation = why;
      trace(`VIOLATION: ${why}`);
    }
  };
  const tell = ({ cluster, method, ref, subject }: Call, result: string) =>
    trace(
      `cluster ${cluster}: ${method} ${[ref?.name, subject].filter(Boolean).join(" ")} → ${result}`.replace("  ", " "),
    );

  const refused = (call: Call, { status, code, message }: ArmError) => {
    tell(call, `${status} ${message}`);
    if (/^InvalidTag/.test(code)) accuse(`${call.method}: ${message}`);
    if (!isRead(call)) wrote(call, true);
  };
  const judge = (effect: Effect) => {
    accuse(existingProfilePut(effect));
    accuse(foreignEndpointTouched(effect, book));
    accuse(foreignProfileTouched(effect));
    accuse(foreignTagWritten(effect, book));
    accuse(disabledForNothing(effect, book));
    noteReplaced(effect, book);
    const kept = wantedEndpointRemoved(effect, book);
    accuse(kept.violation);
    // A crash between the two halves of a rename is mended by the next cycle.
    if (living.delete(effect.call)) renames.push(...kept.renames);
    keepRights(effect, book);
  };

  return {
    violation: () => violation,
    accuse,
    sent(call) {
      if (!isRead(call)) living.add(call);
      if (call.ref) seen.set(call, lastRead(book, call.cluster, call.ref));
    },
    attempted(call) {
      const { cluster, method, ref } = call;
      if (isRead(call) || !ref || renames.length === 0) return;
      for (const rename of renames.filter((one) => one.cluster === cluster && one.profile === ref.name)) {
        if (method !== "putEndpoint" && method !== "deleteEndpoint") accuse(`removed ${rename.text}, then ${method}`);
      }
      // A second delete in a row may be another rename's; what comes after a put is judged anew.
      if (method === "putEndpoint") renames = renames.filter((one) => one.cluster !== cluster);
    },
    carriedOut(call, act) {
      const { ref } = call;
      const before = ref && book.azure.profile(ref);
      try {
        const answer = act();
        if (isRead(call)) noteRead(book, call);
        else if (ref) {
          const after = book.azure.profile(ref);
          judge({ call, ref, at: book.now(), before, after, seen: seen.get(call) ?? { at: 0, profile: undefined } });
        }
        if (hasWritten(call, answer)) wrote(call, false);
        tell(call, "done");
        return answer;
      } catch (error) {
        if (error instanceof ArmError) refused(call, error);
        throw error;
      }
    },
    failed: (call, why) => tell(call, `fault ${why}`),
    watch(change) {
      const before = new Map(book.azure.profiles().map((profile) => [profile.id, profile]));
      change();
      for (const profile of book.azure.profiles())
        for (const at of endpointChanges(before.get(profile.id), profile).made) book.adopted.add(at);
      for (const profile of book.azure.profiles())
        for (const cluster of book.clusters.keys()) adopt(profile, cluster, book);
      forgetRights(book);
    },
    crashed(cluster) {
      renames = renames.filter((one) => one.cluster !== cluster);
      living = new Set([...living].filter((call) => call.cluster !== cluster));
    },
  };
}

/** Looking after a vanity record that is as it should be writes nothing. */
function hasWritten(call: Call, answer: unknown): boolean {
  if (call.method === "publish" || call.method === "withdraw") return (answer as VanityOutcome).changed;
  return !isRead(call);
}

/** Records that only their maker can know of: of a replaced profile, or made in the moment the hostname was given up. */
function noteReplaced({ call, before }: Effect, { replaced, publishers }: Book): void {
  const named = before?.tags?.["external-dns-hostname"]?.split(",") ?? [];
  if (call.method === "createProfile") for (const hostname of named) replaced.add(hostname);
  if (call.method !== "publish") return;
  publishers.set(call.subject, (publishers.get(call.subject) ?? new Set()).add(call.cluster));
  if (!named.includes(call.subject)) replaced.add(call.subject);
}

/** Who owns what after a provider's write: what it made is its own. */
function keepRights({ call, before, after }: Effect, book: Book): void {
  const made =
    call.method === "createProfile" ? endpointChanges(undefined, after).made : endpointChanges(before, after).made;
  for (const at of made) {
    book.rightful.set(at, call.cluster);
    book.adopted.delete(at);
  }
  if (after) adopt(after, call.cluster, book);
  forgetRights(book);
}

/** What nobody has a right to, and a cluster has claimed exactly as one of its Services asked for it, is the cluster's. */
function adopt(profile: ProfileResource, cluster: number, { clusters, asked, rightful, adopted }: Book): void {
  const owner = clusters[cluster]?.owner;
  const claims = parseClaims(profile.tags ?? {}).find((one) => one.owner === owner)?.claims ?? [];
  for (const { name, properties } of claims.length > 0 ? profile.properties.endpoints : []) {
    const at = place(profile.name, name);
    const isClaimed = claims.some((claim) => isClaimOf(claim, name));
    const isAsked = asked.has(`${cluster} ${at} ${properties.target?.toLowerCase()}`);
    if (!isClaimed || !isAsked || rightful.has(at)) continue;
    rightful.set(at, cluster);
    adopted.add(at);
  }
}

/** A right ends when neither the endpoint nor the claim on it is left; on an adopted endpoint, with the claim. */
function forgetRights(book: Book): void {
  const there = new Set<string>();
  for (const profile of book.azure.profiles())
    for (const { name } of profile.properties.endpoints) there.add(place(profile.name, name));
  for (const [at, cluster] of book.rightful) {
    const mayStay = there.has(at) && !book.adopted.has(at);
    if (mayStay || isClaimed(at, cluster, book)) continue;
    book.rightful.delete(at);
    book.adopted.delete(at);
  }
}

function isClaimed(at: string, cluster: number, { azure, clusters }: Book): boolean {
  const setup = clusters[cluster];
  const [profileName = "", name = ""] = [at.slice(0, at.indexOf("/")), at.slice(at.indexOf("/") + 1)];
  const tags = azure.profile({ resourceGroup: RESOURCE_GROUP, name: profileName })?.tags ?? {};
  return parseClaims(tags).some(
    ({ owner, identity, claims }) =>
      owner === setup?.owner &&
      (!identity || identity === setup.identity) &&
      claims.some((claim) => isClaimOf(claim, name)),
  );
}
