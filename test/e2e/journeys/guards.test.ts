import { expect } from "vitest";
import { PROFILES, TRAFFIC_MANAGER_VERSION } from "../world/arm-view.ts";
import { journey } from "../world/journey.ts";
import type { World } from "../world/world.ts";
import { bothPublished, eastService, westService } from "./my-app.ts";
import { PROFILE } from "./names.ts";
import { see, seeTargets, seeWeights } from "./seeing.ts";

/** What somebody does at the portal. */
async function editByHand(world: World, endpoint: string, properties: Record<string, unknown>): Promise<void> {
  const path = `${PROFILES}/${PROFILE}/externalEndpoints/${endpoint}?${TRAFFIC_MANAGER_VERSION}`;
  await world.azure.call("PATCH", path, { properties });
}

journey("an endpoint disabled by hand stays disabled, a weight changed by hand is put back", {}, async (world) => {
  await bothPublished(world);
  await editByHand(world, "east-us", { endpointStatus: "Disabled" });
  await editByHand(world, "west-us", { weight: 999 });
  await seeWeights(world, { "east-us": 70, "west-us": 30 });
  await world.settle();
  const endpoints = await world.azure.endpoints(PROFILE);
  expect(endpoints["east-us"]?.endpointStatus).toBe("Disabled");
  expect(endpoints["west-us"]?.endpointStatus).toBe("Enabled");

  await world.east.apply(eastService(world, "71", { settings: { "endpoint-status": "Enabled" } }));
  await see("it is enabled again, because the annotation says so", async () => {
    expect((await world.azure.endpoints(PROFILE))["east-us"]?.endpointStatus).toBe("Enabled");
  });
});

journey("a profile and an endpoint that somebody made by hand are left alone", {}, async (world) => {
  await world.azure.call("PUT", `${PROFILES}/${PROFILE}?${TRAFFIC_MANAGER_VERSION}`, {
    location: "global",
    tags: { team: "web" },
    properties: {
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: PROFILE, ttl: 77 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/by-hand" },
      endpoints: [
        {
          name: "by-hand",
          type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
          properties: { target: "by-hand.example.com", weight: 5 },
        },
      ],
    },
  });
  await world.east.apply(eastService(world, "70"));
  await world.west.apply(westService(world, "30"));
  const all = { "by-hand": 5, "east-us": 70, "west-us": 30 };
  await seeWeights(world, all);
  await world.settle();
  const profile = await world.azure.profile(PROFILE);
  expect(profile?.properties.dnsConfig.ttl).toBe(77);
  expect(profile?.properties.monitorConfig.path).toBe("/by-hand");
  expect(profile?.tags.team).toBe("web");

  await world.east.delete(eastService(world, "70"));
  await world.west.delete(westService(world, "30"));
  await seeWeights(world, { "by-hand": 5 });
});

journey(
  "--allow: a namespace may not join a profile that is not its team's",
  { west: { providerFlags: ["--allow=payments=my-tm-rg/payments-*"] } },
  async (world) => {
    await world.east.apply(eastService(world, "70"));
    await seeWeights(world, { "east-us": 70 });
    await world.west.apply(westService(world, "30"));
    await see("west is told", () => expect(world.west.provider.current().log()).toMatch(/not-allowed/));
    await world.settle();
    await seeTargets(world, { "east-us": "my-app-east.example.com" });
  },
);
