import { z } from "zod";
import { resourceNotFound } from "../arm/arm-errors.ts";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { isDomainName } from "../dns/name.ts";
import { badRequest, invalidName } from "./errors.ts";
import { preconditionFailure } from "./preconditions.ts";
import { zoneJson } from "./representation.ts";
import { zoneId } from "./zone.ts";
import type { StoredZone, ZoneStore } from "./zone-store.ts";

/** A zone as a request addresses it, there or not. */
export interface ZonePlace {
  subscription: string;
  resourceGroup: string;
  name: string;
}

const zoneBody = z.object({ tags: z.record(z.string(), z.string()).nullish() });

export function zoneOperation(
  place: ZonePlace,
  request: ArmRequest,
  zones: ZoneStore,
  origin: string,
): ArmReply | undefined {
  const current = zones.get(zoneId(place.subscription, place.resourceGroup, place.name));
  switch (request.method) {
    case "GET":
      return current ? shown(current, 200) : zoneNotFound(place);
    case "PUT":
      return put(place, current, request, zones);
    case "PATCH":
      return current ? retag(current, request, zones) : zoneNotFound(place);
    case "DELETE":
      return remove(place, current, request, zones, origin);
    default:
      return undefined;
  }
}

export function zoneNotFound({ name, resourceGroup }: ZonePlace): ArmReply {
  return resourceNotFound("Microsoft.Network/dnszones", name, resourceGroup);
}

function shown(stored: StoredZone, status: number): ArmReply {
  return { status, body: zoneJson(stored), headers: { etag: stored.zone.etag } };
}

function put(place: ZonePlace, current: StoredZone | undefined, request: ArmRequest, zones: ZoneStore): ArmReply {
  const body = zoneBody.safeParse(request.body ?? {});
  const refusal = preconditionFailure(request.headers, "Zone", place.name, current?.zone.etag);
  if (refusal) return refusal;
  if (!isDomainName(place.name)) return invalidName(place.name);
  if (!body.success) return badRequest("The request body is not a zone.");
  const tags = body.data.tags ?? {};
  if (!current) return shown(zones.create(place.subscription, place.resourceGroup, place.name, tags), 201);
  zones.retag(current, tags);
  return shown(current, 200);
}

function retag(current: StoredZone, request: ArmRequest, zones: ZoneStore): ArmReply {
  const refusal = preconditionFailure(request.headers, "Zone", current.zone.name, current.zone.etag);
  if (refusal) return refusal;
  const body = zoneBody.safeParse(request.body ?? {});
  if (!body.success) return badRequest("The request body is not a zone.");
  if (body.data.tags) zones.retag(current, body.data.tags);
  return shown(current, 200);
}

/** Azure takes its time over zones; here the operation it points to is done at once. */
function remove(
  place: ZonePlace,
  current: StoredZone | undefined,
  request: ArmRequest,
  zones: ZoneStore,
  origin: string,
): ArmReply {
  if (!current) return { status: 204 };
  const refusal = preconditionFailure(request.headers, "Zone", place.name, current.zone.etag);
  if (refusal) return refusal;
  zones.delete(current.zone.id);
  const provider = `${origin}/subscriptions/${place.subscription}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Network`;
  const operation = `delzone${current.zone.etag.replaceAll("-", "")}?api-version=${request.apiVersion}`;
  return {
    status: 202,
    headers: {
      "azure-asyncoperation": `${provider}/dnsOperationStatuses/${operation}`,
      location: `${provider}/dnsOperationResults/${operation}`,
    },
  };
}
