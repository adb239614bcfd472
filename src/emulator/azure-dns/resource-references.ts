import { z } from "zod";
import type { ArmReply, ArmRequest } from "../arm/arm-message.ts";
import { badRequest } from "./errors.ts";
import { recordSetId } from "./representation.ts";
import type { ZoneStore } from "./zone-store.ts";

const body = z.object({ properties: z.object({ targetResources: z.array(z.object({ id: z.string() })) }) });

/** POST …/getDnsResourceReference: which alias record sets stand for the given resources. */
export function resourceReferences(request: ArmRequest, zones: ZoneStore): ArmReply {
  const parsed = body.safeParse(request.body);
  if (!parsed.success) return badRequest("The request body has no targetResources.");
  const dnsResourceReferences = parsed.data.properties.targetResources.map(({ id }) => ({
    dnsResources: aliasesOf(id, zones).map((alias) => ({ id: alias })),
    targetResource: { id },
  }));
  return { status: 200, body: { properties: { dnsResourceReferences } } };
}

function aliasesOf(target: string, zones: ZoneStore): string[] {
  const wanted = target.toLowerCase();
  return [...zones.all()].flatMap((stored) =>
    stored.contents
      .all()
      .filter((set) => set.target?.toLowerCase() === wanted)
      .map((set) => recordSetId(stored, set)),
  );
}
