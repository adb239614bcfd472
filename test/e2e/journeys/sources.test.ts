import { expect } from "vitest";
import { RESOURCE_GROUP } from "../world/azure-names.ts";
import { journey } from "../world/journey.ts";
import { NEW_PREFIX, OLD_PREFIX } from "../world/manifests.ts";
import { eastService, trafficManager, westService } from "./my-app.ts";
import { EAST_ADDRESS, PROFILE, VANITY } from "./names.ts";
import { see, seeAddress, seeTargets, seeWeights } from "./seeing.ts";

const EVERY_SOURCE = { sources: ["service", "ingress", "crd"] };

journey(
  "an Ingress and a DNSEndpoint join a Service's profile",
  { east: EVERY_SOURCE, west: EVERY_SOURCE },
  async (world) => {
    const shared = { "profile-name": PROFILE, hostname: VANITY };
    const ingress = world.west.anIngress("web", {
      at: ["20.2.2.3"],
      hosts: ["web-west.example.com"],
      annotations: trafficManager({ ...shared, "endpoint-name": "ingress", weight: "20" }),
    });
    const properties = Object.entries({
      enabled: "true",
      "resource-group": RESOURCE_GROUP,
      ...shared,
      "endpoint-name": "by-hand",
      weight: "10",
    });
    const dnsEndpoint = world.west.aDnsEndpoint("by-hand", [
      {
        dnsName: "by-hand.example.com",
        recordType: "A",
        targets: ["20.2.2.4"],
        providerSpecific: properties.map(([name, value]) => ({ name: `webhook/traffic-manager-${name}`, value })),
      },
      // Another way to a vanity hostname: the record in the user's own hands.
      { dnsName: "alias.example.com", recordType: "CNAME", targets: [`${PROFILE}.trafficmanager.net`] },
    ]);
    await world.east.apply(eastService(world, "70"));
    await seeWeights(world, { "east-us": 70 });
    await world.west.apply(ingress, dnsEndpoint);
    await seeTargets(world, {
      "east-us": "my-app-east.example.com",
      ingress: "web-west.example.com",
      "by-hand": "by-hand.example.com",
    });
    await seeAddress(world, "web-west.example.com", ["20.2.2.3"]);
    await seeAddress(world, "by-hand.example.com", ["20.2.2.4"]);
    await seeAddress(world, "alias.example.com", [EAST_ADDRESS, "20.2.2.3", "20.2.2.4"]);
    await world.settle();
    await world.west.delete(ingress, dnsEndpoint);
    await seeWeights(world, { "east-us": 70 });
  },
);

// external-dns v0.21's Azure provider rewrites such a Service's records for ever when it sees the webhook's annotations.
const DUAL_STACK = { east: { azureDnsPrefix: NEW_PREFIX } };

journey("a dual-stack Service is one endpoint", DUAL_STACK, async (world) => {
  const annotations = { [`${NEW_PREFIX}hostname`]: "my-app-east.example.com" };
  const at = [EAST_ADDRESS, "2001:db8::1"];
  await world.east.apply(eastService(world, "70", { at, annotations }));
  await seeTargets(world, { "east-us": "my-app-east.example.com" });
  await seeAddress(world, VANITY, [EAST_ADDRESS]);
  await seeAddress(world, VANITY, ["2001:db8::1"], "AAAA");
  await world.settle();
  await world.east.apply(eastService(world, "70", { at: ["2001:db8::1"], annotations }));
  await seeAddress(world, VANITY, [], "A");
  await seeAddress(world, VANITY, ["2001:db8::1"], "AAAA");
});

journey("a dual-stack Service with another provider's annotations keeps its weight", DUAL_STACK, async (world) => {
  const annotations = { "azure-tags": "team=web", "aws-weight": "10" };
  const at = [EAST_ADDRESS, "2001:db8::1"];
  await world.east.apply(eastService(world, "70", { at, annotations }));
  await seeWeights(world, { "east-us": 70 });
  await world.settle();
  await seeWeights(world, { "east-us": 70 });
});

journey(
  "a cluster on the new annotation prefix and one on the old share a profile",
  { east: { prefix: OLD_PREFIX }, west: { prefix: NEW_PREFIX } },
  async (world) => {
    await world.east.apply(eastService(world, "70"));
    await seeWeights(world, { "east-us": 70 });
    await world.west.apply(westService(world, "30"));
    await seeWeights(world, { "east-us": 70, "west-us": 30 });
    await see("nothing unknown", () => expect(world.west.provider.current().log()).not.toMatch(/unknown-annotation/));
  },
);
