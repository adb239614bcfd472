import type { Problem } from "../problem.ts";
import type { Request, Requests } from "./requests.ts";

/**
 * For whom a sync writes. With the txt registry every change carries external-dns's own owner id; with noop creates carry none, and
 * everybody's rows look like its own, so the configured id stands in. Rows that belong to anybody else are dropped and reported.
 */
export function forOneOwner(
  requests: Requests,
  configured: string | undefined,
  learned: string | undefined,
): { owner: string | undefined; requests: Requests } {
  const all = requests.profiles
    .flatMap(({ puts, removals }) => [...puts, ...removals])
    .concat(requests.moves.map(({ to }) => to));
  const labels = new Set(all.flatMap(({ owner }) => owner ?? []));
  const created = requests.profiles.flatMap(({ puts }) => puts).find((put) => put.owner)?.owner;
  const owner = configured ?? created ?? learned ?? (labels.size === 1 ? [...labels][0] : undefined);
  const problems = [...requests.problems];
  const isOurs = (request: Request): boolean => {
    if (owner !== undefined && (request.owner ?? configured) === owner) return true;
    problems.push(notOurs(request, owner));
    return false;
  };
  return {
    owner,
    requests: {
      profiles: requests.profiles.map(({ ref, puts, removals }) => ({
        ref,
        puts: puts.filter(isOurs),
        removals: removals.filter(isOurs),
      })),
      moves: requests.moves.filter(({ from }) => isOurs(from)),
      problems,
    },
  };
}

function notOurs({ member, object, owner: label }: Request, owner: string | undefined): Problem {
  const why =
    label === undefined
      ? "external-dns sent no owner, as it does with --registry=noop: start this provider with --owner-id, one per cluster"
      : owner === undefined
        ? "the changes belong to several owners: start this provider with --owner-id, the same as external-dns's --txt-owner-id"
        : `it belongs to owner "${label}", and this provider writes for "${owner}": give --owner-id and external-dns's --txt-owner-id the same value`;
  return {
    kind: "foreign-owner",
    object,
    dnsName: member.dnsName,
    value: member.endpointName,
    message: `nothing is written for endpoint ${member.endpointName} of profile ${member.ref.name}: ${why}`,
  };
}
