import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import type { ProfileRef } from "../../src/core/profile.ts";
import { isClaimOf, parseClaims } from "../../src/core/tags/claims.ts";
import type { Azure } from "./azure.ts";
import type { ClusterSetup } from "./history.ts";
import type { Call } from "./network.ts";
import { place, placeOf, type Service, targetOf } from "./service.ts";

/** What one Service has asked for so far. */
export interface Wish {
  service: Service;
  /** Since when it asks for the place it asks for now. */
  placeSince: number;
  /** Since when it has been one enabled Service of one hostname. */
  steadySince: number;
  /** Every place it has soundly asked for in that time. */
  places: Set<string>;
}

/** A provider's call that reached Azure, with what it did. */
export interface Effect {
  call: Call;
  ref: ProfileRef;
  at: number;
  before: ProfileResource | undefined;
  after: ProfileResource | undefined;
  /** The profile as the provider had last seen it when it sent the call, and when that was. */
  seen: Seen;
}

export interface Seen {
  at: number;
  profile: ProfileResource | undefined;
}

/** What is known of the world beside what Azure shows: who made what, who wants what, who has seen what. */
export interface Book {
  clusters: readonly ClusterSetup[];
  azure: Azure;
  /** Which cluster an endpoint belongs to, by place: it made it, or adopted it rightly. */
  rightful: Map<string, number>;
  /** Of these, those that somebody else had made: without its claim, such an endpoint is nobody's again. */
  adopted: Set<string>;
  /** Per cluster, by Service. */
  wishes: Map<string, Wish>[];
  /** `<cluster> <place> <target>`: everything any Service ever asked for. */
  asked: Set<string>;
  /** When the sources were read that a cluster's writes come from. */
  sourcesAt: number[];
  reads: Reads[];
  /** Hostnames whose record only who published it can know of: of a profile replaced as it was created, say. */
  replaced: Set<string>;
  /** Who has published a hostname. */
  publishers: Map<string, Set<number>>;
  /** Whose provider has ever crashed. */
  crashed: Set<number>;
  /** `<cluster> <hostname>`: when a Service last ceased to have this hostname. */
  leftHostname: Map<string, number>;
  /** `<cluster> <place>`: when a Service last asked for this endpoint to be drained or disabled. */
  offAt: Map<string, number>;
  /** Profiles, by name, that somebody deleted in the portal, leaving their records. */
  leftByHand: Set<string>;
  /** When somebody last deleted an endpoint in the portal, by place. */
  deletedByHand: Map<string, number>;
  /** Places whose target somebody changed in the portal. */
  retargeted: Set<string>;
  /** Places somebody disabled in the portal. */
  disabledByHand: Set<string>;
  now(): number;
}

export interface Reads {
  listedAt: number;
  listed: ReadonlyMap<string, ProfileResource>;
  /** Newer than the listing. */
  got: Map<string, Seen>;
}

export function createBook(clusters: readonly ClusterSetup[], azure: Azure, now: () => number): Book {
  return {
    clusters,
    azure,
    now,
    rightful: new Map(),
    adopted: new Set(),
    asked: new Set(),
    replaced: new Set(),
    publishers: new Map(),
    crashed: new Set(),
    leftHostname: new Map(),
    offAt: new Map(),
    leftByHand: new Set(),
    deletedByHand: new Map(),
    retargeted: new Set(),
    disabledByHand: new Set(),
    wishes: clusters.map(() => new Map()),
    sourcesAt: clusters.map(() => 0),
    reads: clusters.map(() => ({ listedAt: 0, listed: new Map(), got: new Map() })),
  };
}

/** A Service has appeared or changed, or is gone. */
export function noteService(book: Book, cluster: number, name: string, service: Service | undefined): void {
  const wishes = book.wishes[cluster];
  const before = wishes?.get(name);
  const now = book.now();
  if (before && before.service.dnsName !== service?.dnsName)
    book.leftHostname.set(`${cluster} ${before.service.dnsName}`, now);
  if (before && isOff(before.service)) book.offAt.set(`${cluster} ${placeOf(before.service)}`, now);
  if (!service || !wishes) {
    wishes?.delete(name);
    return;
  }
  const asksFor = placeOf(service);
  const steady = before?.service.enabled && service.enabled && before.service.dnsName === service.dnsName;
  wishes.set(name, {
    service,
    placeSince: before && steady && placeOf(before.service) === asksFor ? before.placeSince : now,
    steadySince: before && steady ? before.steadySince : now,
    places: new Set([...(steady ? before.places : []), ...(service.mistake ? [] : [asksFor])]),
  });
  book.asked.add(`${cluster} ${asksFor} ${targetOf(service)}`);
}

/** Of two Services with one hostname external-dns passes on one only, the first by name, with the targets of both. */
export function isHidden(book: Book, cluster: number, name: string): boolean {
  const wishes = [...(book.wishes[cluster] ?? [])];
  const own = book.wishes[cluster]?.get(name)?.service.dnsName;
  const leftAt = book.leftHostname.get(`${cluster} ${own}`) ?? Number.NEGATIVE_INFINITY;
  const wasHidden = leftAt >= (book.sourcesAt[cluster] ?? 0);
  return wasHidden || wishes.some(([other, { service }]) => other < name && service.dnsName === own);
}

export function isOff({ weight, status }: Service): boolean {
  return weight === 0 || status === "Disabled";
}

/** The profile as the cluster's provider last saw it, and when. */
export function lastRead(book: Book, cluster: number, { name }: ProfileRef): Seen {
  const reads = book.reads[cluster];
  const key = name.toLowerCase();
  return reads?.got.get(key) ?? { at: reads?.listedAt ?? 0, profile: reads?.listed.get(key) };
}

export function noteRead(book: Book, { cluster, method, ref }: Call): void {
  const reads = book.reads[cluster];
  if (!reads) return;
  if (method === "listProfiles") {
    reads.listedAt = book.now();
    reads.listed = new Map(book.azure.profiles().map((profile) => [profile.name.toLowerCase(), profile]));
    reads.got.clear();
  } else if (method === "getProfile" && ref) {
    reads.got.set(ref.name.toLowerCase(), { at: book.now(), profile: book.azure.profile(ref) });
  }
}

/** An endpoint that led elsewhere before its claim could be confirmed, by a hand edit during a crash, is nobody's. */
export function isLost({ crashed, retargeted }: Book, cluster: number, at: string): boolean {
  return crashed.has(cluster) && retargeted.has(at);
}

/** The endpoints that a change took away or altered, and those it made. */
export function endpointChanges(before: ProfileResource | undefined, after: ProfileResource | undefined) {
  const old = new Map((before?.properties.endpoints ?? []).map((endpoint) => [endpoint.name.toLowerCase(), endpoint]));
  const now = new Map((after?.properties.endpoints ?? []).map((endpoint) => [endpoint.name.toLowerCase(), endpoint]));
  const profile = (after ?? before)?.name ?? "";
  const found = { removed: [] as string[], altered: [] as string[], made: [] as string[] };
  for (const [name, endpoint] of old) {
    const next = now.get(name);
    if (!next) found.removed.push(place(profile, name));
    else if (next !== endpoint && JSON.stringify(next.properties) !== JSON.stringify(endpoint.properties))
      found.altered.push(place(profile, name));
  }
  for (const name of now.keys()) if (!old.has(name)) found.made.push(place(profile, name));
  return found;
}

/** The hostname that an endpoint's row has: the claim's, else its target, which is all there is after a hand edit. */
export function rowName(profile: ProfileResource | undefined, at: string): string | undefined {
  const claims = parseClaims(profile?.tags ?? {}).flatMap(({ claims }) => claims);
  const endpoint = endpointAt(profile, at);
  return (
    claims.find((claim) => endpoint && isClaimOf(claim, endpoint.name))?.dnsName ??
    endpoint?.properties.target ??
    undefined
  );
}

export function endpointAt(profile: ProfileResource | undefined, at: string) {
  return profile?.properties.endpoints.find(({ name }) => place(profile.name, name) === at);
}
