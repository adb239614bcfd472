import type { Problem } from "../problem.ts";
import type { EndpointDefinition } from "../profile.ts";
import type { OwnedEndpoint } from "../tags/ownership.ts";
import type { Operation } from "./operation.ts";
import type { Request } from "./requests.ts";

/** Who plans. */
export interface PlanContext {
  owner: string;
  /** This cluster's identity; empty when unknown, and then not compared. */
  identity: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether an emptied profile is to be deleted after a while. */
  deletesEmptyProfiles: boolean;
}

export interface Plan {
  operations: Operation[];
  problems: Problem[];
}

/** A put that may be carried out. */
export interface AcceptedPut {
  request: Request;
  existing: OwnedEndpoint | undefined;
  wanted: EndpointDefinition;
  isNew: boolean;
  /** What its PUT would change; empty when only tags are to be written, or nothing. */
  changes: string;
}

export interface Removal {
  request: Request;
  /** Absent when only the claim is left of it. */
  existing: OwnedEndpoint | undefined;
}
