import { isIPv4, isIPv6 } from "node:net";
import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import type { ArmReply } from "../arm/arm-message.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { aliasNeedsAddresses, badRequest } from "./errors.ts";
import type { RecordSetType } from "./record-set-kinds.ts";
import type { Alias } from "./zone.ts";
import type { StoredZone } from "./zone-store.ts";

export type AliasTarget = { ttl: number } | { refusal: ArmReply };

const ALIAS_TYPES: ReadonlySet<RecordSetType> = new Set(["A", "AAAA", "CNAME"]);

/**
 * Whether a set of this type may stand for the resource, and the TTL it then has: the profile's own, whatever was sent
 * (azure-cli recording test_dns_alias: 3600 sent, 30 stored).
 */
export function checkAlias(type: RecordSetType, alias: Alias, profiles: ProfileStore, home: StoredZone): AliasTarget {
  if (!ALIAS_TYPES.has(type)) return refuse(`Record sets of type '${type}' cannot have a target resource.`);
  const profile = profiles.get(alias.id);
  if (profile) return checkProfile(type, profile, alias.linked);
  const sibling = alias.linked ? undefined : siblingOf(alias.id, home);
  if (!sibling) return refuse(`The target resource '${alias.id}' does not exist.`);
  return sibling.type === type ? { ttl: sibling.ttl } : refuse(`The target resource must be of type '${type}', too.`);
}

/** Another set of the same zone: `…/dnszones/example.com/A/www`. */
function siblingOf(target: string, home: StoredZone) {
  const prefix = `${home.zone.id}/`.toLowerCase();
  if (!target.toLowerCase().startsWith(prefix)) return undefined;
  const [type = "", name = ""] = target.slice(prefix.length).split("/");
  return home.contents.get(name, type.toUpperCase());
}

/**
 * An empty profile will do, and may be filled with anything later (octodns relies on it). Linked records take nested
 * profiles as well (Azure docs: linked records).
 */
function checkProfile(type: RecordSetType, profile: ProfileResource, linked: boolean): AliasTarget {
  const { endpoints, dnsConfig } = profile.properties;
  const suits = (endpoint: EndpointResource) => hasAddress(endpoint, type) || (linked && isNested(endpoint));
  return type === "CNAME" || endpoints.every(suits) ? { ttl: dnsConfig.ttl } : { refusal: aliasNeedsAddresses() };
}

const isNested = ({ type }: EndpointResource) => type.toLowerCase().endsWith("/nestedendpoints");

function hasAddress({ type, properties }: EndpointResource, recordType: RecordSetType): boolean {
  const target = properties.target ?? "";
  const external = type.toLowerCase().endsWith("/externalendpoints");
  return external && (recordType === "A" ? isIPv4(target) : isIPv6(target));
}

const refuse = (message: string): AliasTarget => ({ refusal: badRequest(message) });
