import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import { isClaimOf, parseClaims } from "../../src/core/tags/claims.ts";
import { endpointAt, isLost, rowName } from "./book.ts";
import { endpointNameOf, place, placeOf, refOf, type Service, targetOf } from "./service.ts";
import type { World, Write } from "./world.ts";

/** What must be true of a world that has come to rest. Each answers with what is wrong first. */

/** Nothing is written any more, but for what is said here. */
export function notAtRest(world: World, since: number, until: number, { retention }: { retention: boolean }) {
  const isRetaining = (write: Write) => isOfRetention(write) && (retention || wasRefusedLately(write, world));
  const moved = world.writes.filter(
    (write) =>
      write.at >= since &&
      write.at < until &&
      !write.refused &&
      !isAroundRefusal(write, world.writes) &&
      !isAtLast(write, world.writes),
  );
  const wrong = moved.filter((write) => !isRetaining(write));
  return wrong.length > 0 ? `not at rest: ${wrong.map(describeWrite).join("; ")}` : undefined;
}

/** A cycle with nothing to do is one listing. */
export function listedTooOften(
  { listings, cycles }: World,
  before: Pick<World, "listings" | "cycles">,
  content: number[],
) {
  for (const cluster of content) {
    const made = (listings[cluster] ?? 0) - (before.listings[cluster] ?? 0);
    const due = (cycles[cluster] ?? 0) - (before.cycles[cluster] ?? 0);
    if (made > due + 1) return `cluster ${cluster} listed ${made} times in ${due} cycles, with nothing to do`;
  }
  return undefined;
}

/** A write that Azure refuses for good is not tried again at once, whatever else is. */
export function triedInVain({ writes }: World, since: number): string | undefined {
  const last = new Map<string, number>();
  for (const write of writes.filter(({ refused, at }) => refused && at >= since)) {
    const text = describeWrite(write);
    if (write.at - (last.get(text) ?? Number.NEGATIVE_INFINITY) < SHORTEST_PAUSE) return `tried in vain again: ${text}`;
    last.set(text, write.at);
  }
  return undefined;
}

const SHORTEST_PAUSE = 100_000;

/**
 * A write that Azure refuses for good is tried again after one, two, four … minutes; the claim for it is made before and given up
 * afterwards, or a cycle before where the profile is marked for deletion.
 */
function isAroundRefusal(write: Write, all: readonly Write[]): boolean {
  if (write.method !== "mergeTags" && write.method !== "deleteTags") return false;
  return all.some(
    (other) =>
      other.refused &&
      other.cluster === write.cluster &&
      isSameProfile(other, write) &&
      other.at - write.at < 10_000 &&
      write.at - other.at < LONGEST_PAUSE,
  );
}

/** The longest time between two attempts at what Azure refuses, and some. */
const LONGEST_PAUSE = 20 * 60_000;

/** What Azure refused before is tried again after its pause, and may succeed when what was in its way has gone. */
function isAtLast(write: Write, all: readonly Write[]): boolean {
  const text = describeWrite(write);
  return all.some((other) => other.refused && describeWrite(other) === text && write.at - other.at < LONGEST_PAUSE);
}

/** An empty profile that somebody keeps trying to join in vain is kept a while after each attempt. */
function wasRefusedLately(write: Write, { writes }: World): boolean {
  return writes.some((other) => other.refused && isSameProfile(other, write) && write.at - other.at < LONGEST_PAUSE);
}

function isSameProfile(one: Write, other: Write): boolean {
  return one.ref !== undefined && one.ref.name === other.ref?.name;
}

/** Emptied profiles wait for their retention, and are marked for it meanwhile. */
function isOfRetention({ method, subject }: Write): boolean {
  if (method === "deleteProfile" || method === "withdraw") return true;
  return (method === "mergeTags" || method === "deleteTags") && /^(\{")?external-dns-deleting("|$)/.test(subject);
}

/** Nothing is orphaned: claims have endpoints, endpoints of ours have a claim and a Service, records have a profile. */
export function orphan(world: World): string | undefined {
  const { azure } = world;
  for (const profile of azure.profiles()) {
    const found = orphanedClaim(profile) ?? orphanedEndpoint(profile, world);
    if (found) return found;
  }
  for (const [hostname, { profileId }] of azure.records) {
    const profile = azure.profiles().find(({ id }) => id.toLowerCase() === profileId.toLowerCase());
    const hostnames = profile?.tags?.["external-dns-hostname"]?.split(",") ?? [];
    if (!hostnames.includes(hostname) && !isForgotten(world, hostname))
      return `orphan: the record ${hostname} of ${profile?.name ?? "no profile"}`;
  }
  return undefined;
}

/**
 * The record of a profile that was replaced in the moment of its creation, or gave the hostname up in that moment, is withdrawn by the provider that published it, unless that
 * crashes within its next cycle: Azure knows nothing of it then. Nor does it of one whose profile somebody deleted by hand. (An alias
 * record is empty without its profile.)
 */
function isForgotten({ book, azure }: World, hostname: string): boolean {
  const profile = azure.records.get(hostname)?.profileId.split("/").at(-1) ?? "";
  if (book.leftByHand.has(profile)) return true;
  const publishers = [...(book.publishers.get(hostname) ?? [])];
  return book.replaced.has(hostname) && publishers.some((cluster) => book.crashed.has(cluster));
}

function orphanedClaim({ name: profile, tags, properties }: ProfileResource): string | undefined {
  for (const { owner, claims } of parseClaims(tags ?? {})) {
    const empty = claims.find((claim) => !properties.endpoints.some(({ name }) => isClaimOf(claim, name)));
    if (empty) return `orphan: ${owner}'s claim on ${empty.endpoint} of ${profile}, which is not there`;
  }
  return undefined;
}

function orphanedEndpoint(profile: ProfileResource, { book }: World): string | undefined {
  for (const { name } of profile.properties.endpoints) {
    const at = place(profile.name, name);
    const cluster = book.rightful.get(at);
    if (cluster === undefined) continue;
    const claimed = wronglyClaimed(at, profile, name, cluster, book);
    if (claimed) return claimed;
    if (!isAlone(book, cluster) || isLost(book, cluster, at)) continue;
    if (!isNeeded(book, cluster, profile, name)) return `orphan: ${at} has no Service`;
  }
  return undefined;
}

function wronglyClaimed(at: string, { tags }: ProfileResource, name: string, cluster: number, book: World["book"]) {
  const claimants = parseClaims(tags ?? {})
    .filter(({ claims }) => claims.some((claim) => isClaimOf(claim, name)))
    .map(({ owner }) => owner);
  if (claimants.length > 1) return `orphan: ${at} is claimed by ${claimants}`;
  if (!isAlone(book, cluster) || (claimants.length === 0 && isLost(book, cluster, at))) return undefined;
  if (claimants[0] === book.clusters[cluster]?.owner) return undefined;
  return `orphan: ${at} is cluster ${cluster}'s, but claimed by ${claimants[0] ?? "nobody"}`;
}

/**
 * Whether some Service asks for the endpoint, or is known to it, by hostname or by the endpoint's name, and has not got another
 * instead; a mistake leaves whatever a Service has as it is.
 */
function isNeeded(book: World["book"], cluster: number, profile: ProfileResource, name: string): boolean {
  const at = place(profile.name, name);
  const hostname = rowName(profile, at);
  return [...(book.wishes[cluster] ?? [])].some(([, { service }]) => {
    const asksFor = placeOf(service);
    const isKnown = service.dnsName === hostname || endpointNameOf(service) === name;
    if (service.mistake) return asksFor === at || isKnown;
    return service.enabled && (asksFor === at || (isKnown && !hasGot(book, cluster, service)));
  });
}

function hasGot({ azure, rightful }: World["book"], cluster: number, service: Service): boolean {
  const endpoint = endpointAt(azure.profile(refOf(service)), placeOf(service));
  return rightful.get(placeOf(service)) === cluster && endpoint?.properties.target === targetOf(service);
}

/** Whether no other cluster has this one's owner id: of two that share one, the later may only look on. */
function isAlone({ clusters }: World["book"], cluster: number): boolean {
  return clusters.filter(({ owner }) => owner === clusters[cluster]?.owner).length === 1;
}

/** With every Service gone, nothing of ours is left. */
export function leftover(world: World): string | undefined {
  const { azure, book } = world;
  for (const { name, tags, properties } of azure.profiles()) {
    for (const endpoint of properties.endpoints) {
      const at = place(name, endpoint.name);
      const cluster = book.rightful.get(at);
      if (cluster !== undefined && isAlone(book, cluster) && !isLost(book, cluster, at))
        return `left over: endpoint ${endpoint.name} of ${name}`;
    }
    const claim = parseClaims(tags ?? {}).find(({ claims }) => claims.length > 0);
    if (claim) return `left over: a claim of ${claim.owner} on ${name}`;
    if (tags?.["external-dns-managed"] && properties.endpoints.length === 0) return `left over: profile ${name}`;
  }
  // A profile that another tool's endpoint keeps alive goes on serving under its hostname.
  const kept = new Set(azure.profiles().flatMap(({ tags }) => tags?.["external-dns-hostname"]?.split(",") ?? []));
  const hostname = [...azure.records.keys()].find((name) => !kept.has(name) && !isForgotten(world, name));
  return hostname === undefined ? undefined : `left over: record ${hostname}`;
}

function describeWrite({ cluster, method, ref, subject }: Write): string {
  return `cluster ${cluster}: ${[method, ref?.name, subject].filter(Boolean).join(" ")}`;
}
