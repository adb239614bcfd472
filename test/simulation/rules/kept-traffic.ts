import { type Book, type Effect, endpointAt, endpointChanges, isHidden, isOff, rowName, type Wish } from "../book.ts";
import { placeOf } from "../service.ts";

/** A rename whose old endpoint is gone already, because Azure allows a target once per profile. */
export interface Rename {
  cluster: number;
  profile: string;
  text: string;
}

/**
 * An endpoint that exists and is still wanted stays, whatever its Service's annotations say; that of a Service which has moved or was
 * renamed stays until the new one is there. `renames`: where the new one must be what the provider writes next.
 */
export function wantedEndpointRemoved(
  effect: Effect,
  book: Book,
): { violation?: string | undefined; renames: Rename[] } {
  const { call, ref, before, after } = effect;
  if (call.method === "createProfile") return { renames: [] }; // only ever by the race that own-endpoints.ts judges
  const gone = endpointChanges(before, after).removed.filter((at) => book.rightful.get(at) === call.cluster);
  const renames: Rename[] = [];
  for (const { at, name, need } of gone.flatMap((at) => needsFor(at, effect, book))) {
    const text = `${at}, which Service ${name} of cluster ${call.cluster} still needs`;
    if (need === "stays" || call.method !== "deleteEndpoint")
      return { violation: `${call.method} removed ${text}`, renames };
    renames.push({ cluster: call.cluster, profile: ref.name, text });
  }
  return { renames };
}

function needsFor(at: string, effect: Effect, book: Book) {
  const { cluster } = effect.call;
  return [...(book.wishes[cluster] ?? [])].flatMap(([name, wish]) => {
    const need = isHidden(book, cluster, name) ? "none" : needFor(at, wish, effect, book);
    return need === "none" ? [] : [{ at, name, need }];
  });
}

/** What a Service that has asked for an endpoint needs of it now: that it stays, that it is replaced at once, or nothing. */
function needFor(at: string, wish: Wish, { call, before }: Effect, book: Book): "stays" | "replaced" | "none" {
  const sourcesAt = book.sourcesAt[call.cluster] ?? 0;
  if (!wish.service.enabled) return "none";
  const hostname = rowName(before, at);
  const isAnothers = wish.service.dnsName !== hostname && hasService(book, call.cluster, hostname);
  if (placeOf(wish.service) === at && wish.placeSince <= sourcesAt && !isAnothers) return "stays";
  // A Service that has changed its hostname, or whose target was changed by hand, is not known any more by another name.
  if (!wish.places.has(at) || hostname !== wish.service.dnsName) return "none";
  return wish.steadySince > sourcesAt || hasAnother(wish, at, call.cluster, book) ? "none" : "replaced";
}

function hasService(book: Book, cluster: number, hostname: string | undefined): boolean {
  return [...(book.wishes[cluster] ?? [])].some(([, { service }]) => service.dnsName === hostname);
}

/** A look at whether the new one is there is as old as the requests since; somebody may have deleted it by hand meanwhile. */
const A_MOMENT = 30_000;

function hasAnother(wish: Wish, gone: string, cluster: number, book: Book): boolean {
  const { rightful, azure, deletedByHand, now } = book;
  const wasThere = (at: string) => now() - (deletedByHand.get(at) ?? Number.NEGATIVE_INFINITY) < A_MOMENT;
  const there = new Set(
    azure.profiles().flatMap((profile) => profile.properties.endpoints.map(({ name }) => `${profile.name}/${name}`)),
  );
  return [...wish.places].some(
    (other) => other !== gone && (wasThere(other) || (rightful.get(other) === cluster && there.has(other))),
  );
}

/** An endpoint is disabled only when its Service asks for it, by a weight of 0 or by its status. */
export function disabledForNothing({ call, before, after }: Effect, book: Book): string | undefined {
  const sourcesAt = book.sourcesAt[call.cluster] ?? 0;
  for (const at of endpointChanges(before, after).altered) {
    if (book.rightful.get(at) !== call.cluster) continue;
    const [old, now] = [endpointAt(before, at), endpointAt(after, at)];
    if (old?.properties.endpointStatus !== "Enabled" || now?.properties.endpointStatus !== "Disabled") continue;
    const wishes = [...(book.wishes[call.cluster] ?? [])];
    const isAsked = wishes.some(([, { service }]) => placeOf(service) === at && isOff(service));
    const wasAsked = (book.offAt.get(`${call.cluster} ${at}`) ?? Number.NEGATIVE_INFINITY) >= sourcesAt;
    if (!isAsked && !wasAsked) return `${call.method} disabled ${at}, which no Service asked for`;
  }
  return undefined;
}
