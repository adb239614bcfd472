import { answerTrafficManager, type TrafficManagerApi } from "../traffic-manager/routes.ts";
import { invalidResourceType, notFound, resourceGroupNotFound } from "./arm-errors.ts";
import type { ArmReply, ArmRequest } from "./arm-message.ts";
import type { Arrival } from "./arrival.ts";
import { type ResourcePath, sameText } from "./resource-path.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { createTagHolders } from "./tag-holders.ts";
import { answerTags } from "./tags-api.ts";

export interface RouterParts {
  subscriptions: Subscriptions;
  trafficManager: TrafficManagerApi;
  /** Azure DNS: undefined for what is not its own. */
  azureDns(request: ArmRequest, origin: string): ArmReply | undefined;
}

export type Route = (request: ArmRequest, arrival: Arrival) => ArmReply;

/** Which service answers which path: tags, Traffic Manager, Azure DNS, else subscriptions and groups. */
export function createRouter(parts: RouterParts): Route {
  const tagHolder = createTagHolders(parts.trafficManager.parts.store, parts.azureDns);

  const answerResource = (request: ArmRequest, path: ResourcePath, url: string): ArmReply | undefined => {
    if (!sameText(path.provider, "microsoft.network")) return undefined;
    return (
      answerTrafficManager(request, path, url, parts.trafficManager) ?? parts.azureDns(request, new URL(url).origin)
    );
  };

  const answer = (request: ArmRequest, path: ResourcePath, url: string): ArmReply => {
    if (path.extension) return answerExtension(request, path, path.extension);
    const reply = path.types.length > 0 ? answerResource(request, path, url) : undefined;
    return reply ?? parts.subscriptions.answer(request, path) ?? unknown(request, path);
  };

  const answerExtension = (request: ArmRequest, path: ResourcePath, extension: ResourcePath): ArmReply => {
    if (!sameText(extension.provider, "microsoft.resources") || !sameText(extension.types[0], "tags")) {
      return unknown(request, extension);
    }
    const holder = tagHolder(request, path);
    return "refusal" in holder ? holder.refusal : answerTags(request, holder);
  };

  return (request, { path, url }) => {
    const { subscription, resourceGroup } = path;
    if (subscription !== undefined && resourceGroup !== undefined && path.provider !== undefined) {
      if (!parts.subscriptions.hasGroup(subscription, resourceGroup)) return resourceGroupNotFound(resourceGroup);
      if (request.method === "PUT") parts.subscriptions.noteGroup(subscription, resourceGroup);
    }
    if (request.method !== "HEAD") return answer(request, path, url.href);
    const found = answer(path.types.length > 0 ? { ...request, method: "GET" } : request, path, url.href);
    return { status: found.status < 300 ? 204 : found.status };
  };
}

function unknown(request: ArmRequest, path: ResourcePath): ArmReply {
  if (path.provider === undefined) return notFound(`/${request.segments.join("/")}`);
  return invalidResourceType(path.provider, path.types.join("/"), request.apiVersion);
}
