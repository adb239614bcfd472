import { parseOwnerTagName } from "../../../src/core/tags/names.ts";
import type { Book, Effect } from "../book.ts";

/** A provider writes its own owner's tags and, on a profile of ours, the shared marks: nothing else. */
export function foreignTagWritten(effect: Effect, book: Book): string | undefined {
  const { call, ref, before, after } = effect;
  if (!before || !after || call.method === "createProfile") return undefined;
  const managed = before.tags?.["external-dns-managed"] !== undefined;
  for (const name of new Set([...Object.keys(before.tags ?? {}), ...Object.keys(after.tags ?? {})])) {
    const [old, now] = [before.tags?.[name], after.tags?.[name]];
    if (old === now || (MARKS.has(name) && managed)) continue;
    const whose = otherOwner(effect, name, old, book);
    if (whose) return `tag ${name} of ${ref.name} is ${whose}: ${old} → ${now}`;
  }
  return undefined;
}

function otherOwner({ call, seen }: Effect, name: string, old: string | undefined, book: Book): string | undefined {
  const setup = book.clusters[call.cluster];
  if (!setup || parseOwnerTagName(name)?.owner !== setup.owner) return "not ours";
  const identity = old?.split(":")[0];
  if (!identity || identity === setup.identity) return undefined;
  // Two clusters that share an owner id by mistake can both claim a profile that neither has claimed yet.
  const isRaced = seen.profile?.tags?.[name] !== old;
  return isRaced ? undefined : `another cluster's (${identity})`;
}

const MARKS = new Set(["external-dns-settings", "external-dns-hostname", "external-dns-deleting"]);
