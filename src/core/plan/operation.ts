import type { EndpointType } from "../../arm/traffic-manager.ts";
import type { EndpointDefinition, NewProfile, ProfileRef, ProfileSettings } from "../profile.ts";

/** One planned write, or the check that stands between two writes. */
export type Operation =
  | { kind: "createProfile"; profile: Omit<NewProfile, "relativeName">; hostnames: string[] }
  | { kind: "patchProfile"; settings: ProfileSettings; changes: string; decider: string }
  | { kind: "mergeTags"; tags: Record<string, string>; purpose: string }
  | { kind: "deleteTags"; names: string[]; purpose: string }
  /** Reads the profile again after the claim: an endpoint somebody else has claimed meanwhile is given up. */
  | { kind: "checkClaims"; owner: string; identity: string; endpoints: string[] }
  | { kind: "putEndpoint"; endpoint: EndpointDefinition; isNew: boolean; changes: string }
  /** `was`: what it is, to put it back. `replacedBy`: the endpoint of the same Service without which it must stay. */
  | { kind: "deleteEndpoint"; type: EndpointType; name: string; was?: EndpointDefinition; replacedBy?: string }
  /** `rivals`: profiles, by id, from which the record is not taken away. `decider`: the endpoint without which it does not count. */
  | { kind: "publish"; hostname: string; rivals?: string[]; decider?: string }
  | { kind: "withdraw"; hostname: string }
  | { kind: "deleteProfile" };

/** An operation that changes something in Azure. */
export type Write = Exclude<Operation, { kind: "checkClaims" }>;

/** The operation as one line: in the log, in a dry run, and in tests. */
export function describeOperation(ref: ProfileRef, operation: Operation): string {
  const profile = `${ref.resourceGroup}/${ref.name}`;
  switch (operation.kind) {
    case "createProfile":
      return `create profile ${profile} (${operation.profile.trafficRoutingMethod}) with ${operation.profile.endpoints.map(({ name }) => name).join(", ")}`;
    case "patchProfile":
      return `patch profile ${profile} (${operation.changes})`;
    case "mergeTags":
      return `${operation.purpose}: set ${Object.keys(operation.tags).join(", ")} on ${profile}`;
    case "deleteTags":
      return `${operation.purpose}: remove ${operation.names.join(", ")} from ${profile}`;
    case "checkClaims":
      return `check that ${operation.endpoints.join(", ")} of ${profile} are claimed by ${operation.owner} alone`;
    case "putEndpoint":
      return `${operation.isNew ? "create" : "update"} endpoint ${operation.endpoint.name} of ${profile} (${operation.changes})`;
    case "deleteEndpoint":
      return `delete endpoint ${operation.name} of ${profile}`;
    case "publish":
      return `publish ${operation.hostname} as an alias of ${profile}`;
    case "withdraw":
      return `withdraw ${operation.hostname}, an alias of ${profile}`;
    case "deleteProfile":
      return `delete profile ${profile}`;
  }
}
