import { isObject } from "../traffic-manager/json-reader.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { profileId } from "../traffic-manager/resource-names.ts";
import { readTags } from "../traffic-manager/tags-input.ts";
import { invalidResourceType, resourceNotFound } from "./arm-errors.ts";
import type { ArmReply, ArmRequest } from "./arm-message.ts";
import { type ResourcePath, sameText } from "./resource-path.ts";
import type { TagHolder } from "./tags-api.ts";

type AskAzureDns = (request: ArmRequest, origin: string) => ArmReply | undefined;

const ZONE_API_VERSION = "2018-05-01";

/** Finds the resource whose tags a request is about: a profile, or a zone of Azure DNS through its own API. */
export function createTagHolders(
  profiles: ProfileStore,
  azureDns: AskAzureDns,
): (request: ArmRequest, scope: ResourcePath) => TagHolder | { refusal: ArmReply } {
  return (request, scope) => {
    const { subscription, resourceGroup, types, names } = scope;
    const [name] = names;
    if (subscription === undefined || resourceGroup === undefined || name === undefined || types.length > 1) {
      return { refusal: invalidResourceType(scope.provider ?? "", types.join("/"), request.apiVersion) };
    }
    const missing = resourceNotFound(`${scope.provider}/${types[0]}`, name, resourceGroup);
    const holder = sameText(types[0], "trafficmanagerprofiles")
      ? ofProfile(profiles, profileId(subscription, resourceGroup, name))
      : ofZone(azureDns, request);
    return holder ?? { refusal: missing };
  };
}

function ofProfile(profiles: ProfileStore, id: string): TagHolder | undefined {
  const profile = profiles.get(id);
  if (!profile) return undefined;
  return {
    id: profile.id,
    tags: profile.tags ?? {},
    replace(tags) {
      profiles.put({ ...profile, tags });
      return undefined;
    },
  };
}

function ofZone(azureDns: AskAzureDns, request: ArmRequest): TagHolder | undefined {
  const segments = request.segments.slice(0, -4);
  const ask = (method: string, body?: unknown) =>
    azureDns({ ...request, method, segments, apiVersion: ZONE_API_VERSION, body }, "");
  const zone = ask("GET");
  if (zone?.status !== 200 || !isObject(zone.body)) return undefined;
  const tags = readTags(zone.body.tags);
  return {
    id: String(zone.body.id),
    tags: "given" in tags ? (tags.given ?? {}) : {},
    replace(next) {
      const reply = ask("PATCH", { tags: next });
      return reply && reply.status >= 400 ? reply : undefined;
    },
  };
}
