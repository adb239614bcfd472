import { promises as dns } from "node:dns";
import type { ResolveTarget } from "./probe.ts";

/** First what this emulator itself answers for the name, then, if given, what others do. */
export function resolveThrough(own: (name: string) => string | undefined, others?: ResolveTarget): ResolveTarget {
  return (name) => own(name) ?? others?.(name);
}

/** The machine's own resolver, hosts file included. */
export const systemResolver: ResolveTarget = async (name) => {
  try {
    return (await dns.lookup(name)).address;
  } catch {
    // To a prober, no such name and no answer are the same: nowhere to connect to.
    return undefined;
  }
};
