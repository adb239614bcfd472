import { describeProblem, type Problem } from "./problem.ts";
import type { Snapshot } from "./snapshot.ts";

/** What there is and who owns it, as plain data for a page or a script. */
export function summaryOf(snapshot: Snapshot | undefined, problems: readonly Problem[], owner: string | undefined) {
  return {
    owner: owner ?? null,
    profiles: (snapshot?.profiles ?? []).map(({ profile, ownership }) => ({
      resourceGroup: profile.resourceGroup,
      name: profile.name,
      fqdn: profile.fqdn,
      routingMethod: profile.trafficRoutingMethod,
      hostnames: ownership.hostnames,
      managed: ownership.managed,
      settingsFrom: ownership.settingsEndpoint?.name ?? null,
      deletingSince: ownership.deletingSince === undefined ? null : new Date(ownership.deletingSince).toISOString(),
      endpoints: profile.endpoints.map((endpoint) => ({
        name: endpoint.name,
        owner: ownership.find(endpoint.name)?.owner ?? null,
        target: endpoint.target ?? endpoint.targetResourceId ?? null,
        status: endpoint.endpointStatus,
        weight: endpoint.weight ?? null,
        priority: endpoint.priority ?? null,
      })),
    })),
    problems: problems.map((problem) => ({ ...problem, text: describeProblem(problem) })),
  };
}
