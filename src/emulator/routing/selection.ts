import type { EndpointMonitorStatus, EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import type { Random } from "../../random/random.ts";
import type { Locate } from "./location.ts";
import type { Latency } from "./performance.ts";

/** What a profile answers with, before the type of the question is looked at. */
export type Selection =
  | { outcome: "endpoints"; endpoints: readonly EndpointResource[]; profile: ProfileResource }
  | { outcome: "NODATA" }
  | { outcome: "NXDOMAIN" };

/** Who asks for what. */
export interface Client {
  /** From EDNS Client Subnet, or the packet itself. */
  address: string;
  /** The type of the question: "A", "CNAME", … */
  type: string;
}

/** Picks for one client. Made once per state of the profile, called once per query. */
export type Route = (client: Client, random: Random) => Selection;

/** What routing has to know of the world around a profile. */
export interface RoutingWorld {
  profile(id: string): ProfileResource | undefined;
  status(profile: ProfileResource, endpoint: EndpointResource): EndpointMonitorStatus;
  locate: Locate;
  latency: Latency;
  /** The answer to a client whom no endpoint's subnets hold; Azure's pages contradict each other. */
  subnetMiss: "NODATA" | "NXDOMAIN";
}

export type Negative = Extract<Selection["outcome"], "NODATA" | "NXDOMAIN">;

/** What one routing method picks: endpoints of its own profile, or nothing. */
export type Pick = readonly EndpointResource[] | Negative;

/** One routing method over the endpoints of a profile, ready to be asked. */
export type Picker = (client: Client, random: Random) => Pick;

/** An endpoint beside its status, as the methods see it. */
export interface Candidate {
  endpoint: EndpointResource;
  status: EndpointMonitorStatus;
}
