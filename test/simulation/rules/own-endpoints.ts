import { type Book, type Effect, endpointAt, endpointChanges } from "../book.ts";

/** A provider only alters and removes endpoints of its own cluster: those it made, and those it adopted rightly. */
export function foreignEndpointTouched(effect: Effect, book: Book): string | undefined {
  const { removed, altered } = endpointChanges(effect.before, effect.after);
  for (const at of [...removed, ...altered]) {
    const owner = book.rightful.get(at);
    if (owner === effect.call.cluster || isRaced(effect, at, owner)) continue;
    const whose = owner === undefined ? "nobody's" : `cluster ${owner}'s`;
    return `${effect.call.method} ${removed.includes(at) ? "removed" : "altered"} ${at}, which is ${whose}`;
  }
  return undefined;
}

/** How long ago a provider may have looked before it writes: requests take time, and Azure has no compare-and-swap. */
const A_MOMENT = 30_000;

/**
 * The races Azure leaves open, and no more: what was hit came into being after the provider's last look, which was a moment ago.
 * Another cluster's endpoint can only be hit by the PUT that creates a profile; another tool's, which claims nothing beforehand,
 * also by the PUT of an endpoint of that name and by the DELETE of a profile that was empty.
 */
function isRaced({ call, seen, at: now }: Effect, at: string, owner: number | undefined): boolean {
  if (endpointAt(seen.profile, at) || now - seen.at > A_MOMENT) return false;
  if (call.method === "createProfile") return seen.profile === undefined;
  return owner === undefined && (call.method === "putEndpoint" || call.method === "deleteProfile");
}
