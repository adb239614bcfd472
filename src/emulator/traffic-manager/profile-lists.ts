import type { ProfileResource } from "../../arm/traffic-manager.ts";
import { isAtLeast } from "../arm/api-version.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import type { TrafficManagerParts } from "./parts.ts";
import { readingText } from "./profile-text.ts";

/** Profiles_ListByResourceGroup · Profiles_ListBySubscription. */

export interface ListPlace {
  subscription: string;
  /** Absent: the whole subscription. */
  resourceGroup: string | undefined;
  pageSize: number;
  /** The request's own URL, which `nextLink` is made from. */
  url: string;
}

/** Statuses are null in lists: health needs a GET per profile (azure-cli recordings, azure-rest-api-specs #4065). */
export function listProfiles(request: ArmRequest, place: ListPlace, parts: TrafficManagerParts): ArmReply {
  const prefix = `/subscriptions/${place.subscription}/resourceGroups/${place.resourceGroup ?? ""}`.toLowerCase();
  const start = place.resourceGroup === undefined ? prefix : `${prefix}/`;
  const profiles: ProfileResource[] = [];
  for (const profile of parts.store.all()) {
    if (profile.id.toLowerCase().startsWith(start) && isShown(profile, request.apiVersion)) profiles.push(profile);
  }
  const { page, next } = pageOf(profiles, request, place.pageSize);
  const nextLink = next === undefined ? "" : `,"nextLink":${JSON.stringify(nextLinkFrom(place.url, next))}`;
  const value = page.map((profile) => readingText(profile, request.apiVersion, undefined)).join(",");
  return { status: 200, text: `{"value":[${value}]${nextLink}}` };
}

/** Geographic profiles are left out for api-versions that do not know the method (Azure docs: FAQ). */
function isShown(profile: ProfileResource, apiVersion: string): boolean {
  return profile.properties.trafficRoutingMethod !== "Geographic" || isAtLeast(apiVersion, "2017-03-01");
}

/** Paging came with 2024-04-01-preview; before, everything is one page (azure-rest-api-specs). */
function pageOf(profiles: readonly ProfileResource[], request: ArmRequest, pageSize: number) {
  if (!isAtLeast(request.apiVersion, "2024-04-01-preview")) return { page: profiles, next: undefined };
  const start = Number.parseInt(request.query.get("$skipToken") ?? "0", 10) || 0;
  const end = start + pageSize;
  return { page: profiles.slice(start, end), next: end < profiles.length ? end : undefined };
}

function nextLinkFrom(url: string, next: number): string {
  const link = new URL(url);
  link.searchParams.set("$skipToken", String(next));
  return link.href;
}
