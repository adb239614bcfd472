import type { CustomHeader, EnabledStatus, EndpointType, SubnetRange } from "../../arm/traffic-manager.ts";
import type { ProfileRef, ProfileSettings } from "../profile.ts";
import type { GivenAnnotations } from "./reader.ts";

/** What a Service asks for: its annotations with every default filled in, before anybody looked at Azure. */
export interface Wish {
  /** `service/production/my-app`. */
  object: string;
  dnsName: string;
  ref: ProfileRef;
  endpointName: string;
  endpoint: EndpointWish;
  /** Only when annotated: what is not said leaves a hand-disabled endpoint alone. */
  endpointStatus?: EnabledStatus;
  /** Counts only where this endpoint decides for its profile. */
  settings: ProfileSettings;
  hostnames: string[];
  /** The annotations that were really there; the rest are defaults. */
  given: GivenAnnotations;
  /** The source's labels, `resource` among them. */
  labels: Record<string, string>;
}

export interface EndpointWish {
  type: EndpointType;
  /** External endpoints: a name or an address. */
  target?: string;
  targetResourceId?: string;
  /** 0 drains. */
  weight: number;
  priority: number;
  alwaysServe: EnabledStatus;
  /** The region's key, `eastus`. */
  endpointLocation?: string;
  geoMapping: string[];
  subnets: SubnetRange[];
  /** As annotated: without the Host header that the vanity hostname adds. */
  customHeaders: CustomHeader[];
  minChildEndpoints?: number;
  minChildEndpointsIPv4?: number;
  minChildEndpointsIPv6?: number;
}

/** What the provider's own configuration contributes to every Service. */
export interface WishDefaults {
  resourceGroup?: string;
  /** The only groups this provider may touch, when it is limited to some. */
  resourceGroups?: readonly string[];
  endpointLocation?: string;
  clusterName?: string;
}
