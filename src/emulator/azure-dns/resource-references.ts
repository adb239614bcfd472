import { z } from "zod";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { badRequest } from "./errors.ts";
import type { RecordSet, Zone } from "./zone.ts";
import type { ZoneStore } from "./zone-store.ts";

const body = z.object({ properties: z.object({ targetResources: z.array(z.object({ id: z.string() })) }) });

/** POST …/getDnsResourceReference: which alias record sets stand for the given resources. */
export function resourceReferences(request: ArmRequest, zones: ZoneStore): ArmReply {
  const parsed = body.safeParse(request.body);
  if (!parsed.success) return badRequest("The request body has no targetResources.");
  const dnsResourceReferences = parsed.data.properties.targetResources.map(({ id }) => ({
    dnsResources: aliasesOf(id.toLowerCase(), zones).map((alias) => ({ id: alias })),
    targetResource: { id: id.toLowerCase() },
  }));
  return { status: 200, body: { properties: { dnsResourceReferences } } };
}

function aliasesOf(target: string, zones: ZoneStore): string[] {
  return [...zones.all()].flatMap(({ zone, contents }) =>
    contents
      .aliases()
      .filter(({ alias }) => alias?.id.toLowerCase() === target)
      .map((set) => referenceId(zone, set)),
  );
}

/** In the casing that only this reply has (azure-cli recordings of aliases). */
function referenceId({ subscription, resourceGroup, name }: Zone, set: RecordSet): string {
  const zone = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/microsoft.network/dnsZones/${name}`;
  return `${zone}/${set.type}/${set.name}`;
}
