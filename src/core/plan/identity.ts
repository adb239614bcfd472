import type { Problem } from "../problem.ts";
import { shortHash } from "../short-hash.ts";
import type { OwnerClaims } from "../tags/claims.ts";
import type { ProfileRequests } from "./requests.ts";

/** A cluster's identity as tags carry it: short ones as they are, a uid as its hash. Empty for none. */
export function clusterIdentity(clusterId: string | undefined): string {
  if (!clusterId) return "";
  return /^[A-Za-z0-9._-]{1,16}$/.test(clusterId) ? clusterId : shortHash(clusterId);
}

/** The problem when this owner's endpoints on the profile were claimed from another cluster. */
export function identityProblem(
  requests: ProfileRequests,
  claims: OwnerClaims | undefined,
  { owner, identity }: { owner: string; identity: string },
): Problem | undefined {
  if (!claims?.identity || !identity || claims.identity === identity) return undefined;
  const first = requests.puts[0] ?? requests.removals[0];
  return {
    kind: "cluster-identity",
    object: first?.object ?? "",
    dnsName: first?.member.dnsName ?? "",
    value: owner,
    message: `owner id "${owner}" is used on profile ${requests.ref.name} by another cluster ("${claims.identity}", this one is "${identity}"), so nothing is written there: give each cluster's external-dns its own --txt-owner-id; if this cluster replaces that one, start this provider with --cluster-id=${claims.identity}`,
  };
}
