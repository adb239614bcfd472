import type { Authority, Found, Lookup } from "./authority.ts";

/** Enough for any sane chain of CNAMEs, an end to loops. */
const MAX_CHAIN = 16;

export interface Chain {
  /**
   * What this server knows of the name, going from CNAME to CNAME: with `everywhere` through all its zones, else only
   * within one zone. `undefined` for a name that is none of this server's.
   */
  follow(question: Lookup, everywhere: boolean): Found | undefined;
}

interface Place {
  authority: Authority;
  zone: string;
}

export function createChain(authorities: readonly Authority[]): Chain {
  const placeOf = (name: string): Place | undefined => {
    let best: Place | undefined;
    for (const authority of authorities) {
      const zone = authority.zoneOf(name);
      if (zone !== undefined && (!best || zone.length > best.zone.length)) best = { authority, zone };
    }
    return best;
  };

  const nextPlace = (from: Place, name: string, everywhere: boolean): Place | undefined => {
    const place = placeOf(name);
    const sameZone = place?.zone === from.zone && from.authority.chasesOwnNames;
    return everywhere || sameZone ? place : undefined;
  };

  const join = (place: Place, question: Lookup, everywhere: boolean, length: number): Found => {
    const found = place.authority.lookup(question);
    const name = nextName(found, question.type);
    const next = name === undefined || length >= MAX_CHAIN ? undefined : nextPlace(place, name, everywhere);
    if (name === undefined || !next) return found;
    const rest = join(next, { ...question, name }, everywhere, length + 1);
    return {
      ...rest,
      records: [...found.records, ...rest.records],
      // The answer speaks with authority if the first name does (RFC 1035, 4.1.1).
      delegated: found.delegated ?? false,
      byAddress: Boolean(found.byAddress) || Boolean(rest.byAddress),
    };
  };

  return {
    follow(question, everywhere) {
      const place = placeOf(question.name);
      return place && join(place, question, everywhere, 1);
    },
  };
}

function nextName(found: Found, type: string): string | undefined {
  if (type === "CNAME" || type === "ANY") return undefined;
  const last = found.records.at(-1);
  return last?.type === "CNAME" ? last.target : undefined;
}
