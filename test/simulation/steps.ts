import type { Cluster } from "./cluster.ts";
import type { Hands } from "./hands.ts";
import type { PortalEdit, Step } from "./history.ts";
import { place, placeOf, refOf, type Service } from "./service.ts";
import type { World } from "./world.ts";

/** Makes one step of a history happen. */
export function performStep(step: Step, world: World, hands: Hands): void {
  const cluster = "cluster" in step ? world.clusters[step.cluster] : undefined;
  const byHand = (act: () => boolean) =>
    world.witness.watch(() => world.note(`${step.kind} ${JSON.stringify(step)}: ${act() ? "done" : "nothing"}`));
  switch (step.kind) {
    case "create":
      world.setService(step.cluster, step.service, step.as);
      break;
    case "change": {
      const before = cluster?.services.get(step.service);
      if (before) world.setService(step.cluster, step.service, { ...before, ...step.to });
      break;
    }
    case "delete":
      world.setService(step.cluster, step.service, undefined);
      break;
    case "portal": {
      const service = cluster?.services.get(step.service);
      if (!service) break;
      noteEdit(service, step.edit, world);
      byHand(() => hands.edit(service, step.edit));
      break;
    }
    case "settings":
      byHand(() => hands.setTtl(step.profile, step.ttl));
      break;
    case "tool":
      byHand(() => hands.setEndpoint(step.profile, step.endpoint, step.target));
      break;
    case "tool-profile":
      byHand(() => (step.exists ? hands.createProfile(step.profile, step.tags) : hands.deleteProfile(step.profile)));
      break;
    default:
      if (cluster) performFault(step, cluster, world);
  }
}

type FaultStep = Extract<Step, { kind: "fault" | "outage" | "crash" | "external-dns-restart" }>;

function performFault(step: FaultStep, cluster: Cluster, world: World): void {
  switch (step.kind) {
    case "fault":
      cluster.link.armed.push(step.fault);
      break;
    case "outage":
      cluster.link.outage = { until: world.now() + step.seconds * 1000, status: step.status };
      break;
    case "crash":
      cluster.link.crash(step.seconds);
      break;
    case "external-dns-restart":
      cluster.restartExternalDns();
  }
}

function noteEdit(service: Service, edit: PortalEdit, { book, now }: World): void {
  if ("status" in edit && edit.status === "Disabled") book.disabledByHand.add(placeOf(service));
  if ("target" in edit) book.retargeted.add(placeOf(service));
  if ("gone" in edit) book.deletedByHand.set(placeOf(service), now());
  if ("profileGone" in edit) {
    book.leftByHand.add(service.profile);
    const endpoints = book.azure.profile(refOf(service))?.properties.endpoints ?? [];
    for (const { name } of endpoints) book.deletedByHand.set(place(service.profile, name), now());
  }
}
