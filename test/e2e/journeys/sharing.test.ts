import { expect } from "vitest";
import { JOURNEY_CALLER } from "../world/azure-names.ts";
import { journey } from "../world/journey.ts";
import { eastService, westService } from "./my-app.ts";
import { EAST_ADDRESS, PROFILE, VANITY, WEST_ADDRESS } from "./names.ts";
import { see, seeAddress, seeTargets, seeWeights } from "./seeing.ts";

journey("clusters that disagree on the profile's settings settle on the first one's", {}, async (world) => {
  const west = { "routing-method": "Priority", priority: "2", "dns-ttl": "120", "monitor-path": "/west" };
  await world.east.apply(eastService(world, "70"));
  await seeWeights(world, { "east-us": 70 });
  await world.west.apply(westService(world, "30", { settings: west }));
  await seeTargets(world, { "east-us": "my-app-east.example.com", "west-us": "my-app-west.example.com" });
  await world.settle();
  const shared = await world.azure.profile(PROFILE);
  expect(shared?.properties.trafficRoutingMethod).toBe("Weighted");
  expect(shared?.properties.monitorConfig.path).toBe("/health");
  await see("west is told", () => expect(world.west.provider.current().log()).toMatch(/settings-differ/));
  expect(world.east.provider.current().log()).not.toMatch(/settings-differ/);

  await world.east.delete(eastService(world, "70"));
  await see("west's settings now", async () => {
    const left = await world.azure.profile(PROFILE);
    expect(left?.properties.trafficRoutingMethod).toBe("Priority");
    expect(left?.properties.monitorConfig.path).toBe("/west");
    expect(left?.properties.dnsConfig.ttl).toBe(120);
    expect(left?.properties.endpoints.map(({ name }) => name)).toEqual(["west-us"]);
  });
});

journey(
  "two clusters claim one endpoint name: the first keeps it, the other gets it when it is free",
  {},
  async (world) => {
    await world.east.apply(eastService(world, "70", { settings: { "endpoint-name": "main" } }));
    await seeTargets(world, { main: "my-app-east.example.com" });
    await world.west.apply(westService(world, "30", { settings: { "endpoint-name": "main" } }));
    await see("west is told", () => expect(world.west.provider.current().log()).toMatch(/foreign-owner|conflict/));
    await world.settle({ keepsAsking: true });
    await seeTargets(world, { main: "my-app-east.example.com" });
    await world.east.delete(eastService(world, "70"));
    await seeTargets(world, { main: "my-app-west.example.com" });
  },
);

journey(
  "one hostname on both Services, the vanity one: the profile leads to both load balancers",
  { east: { azureDns: false }, west: { azureDns: false } },
  async (world) => {
    const shared = { hostname: VANITY };
    await world.east.apply(eastService(world, "70", shared));
    await seeTargets(world, { "east-us": EAST_ADDRESS });
    await world.west.apply(westService(world, "30", shared));
    await seeTargets(world, { "east-us": EAST_ADDRESS, "west-us": WEST_ADDRESS });
    await seeAddress(world, VANITY, [EAST_ADDRESS, WEST_ADDRESS]);
    await world.settle();
    await world.west.delete(westService(world, "30", shared));
    await seeTargets(world, { "east-us": EAST_ADDRESS });
    await seeAddress(world, VANITY, [EAST_ADDRESS]);
  },
);

journey(
  "two clusters with the same owner id: the second writes nothing and is told what to set",
  { east: { owner: "default" }, west: { owner: "default" }, keepsAsking: true },
  async (world) => {
    await world.east.apply(eastService(world, "70"));
    await seeWeights(world, { "east-us": 70 });
    // West takes east's row for its own, and asks for its deletion for ever.
    await world.settle({ keepsAsking: true });
    const mark = await world.emulator.mark();
    await world.west.apply(westService(world, "30"));
    await see("west is told", () => expect(world.west.provider.current().log()).toMatch(/txt-owner-id/));
    await world.settle({ keepsAsking: true });
    await seeWeights(world, { "east-us": 70 });
    const writes = (await world.writesSince(mark)).filter(({ path }) => /trafficmanagerprofiles/i.test(path));
    expect(writes).toEqual([]);
  },
);

journey(
  "two clusters create one profile at the same moment: both endpoints end up in it",
  { racesForProfile: true },
  async (world) => {
    // Both providers read 404 before either PUT takes effect.
    const fault = { method: "PUT", path: `*/trafficmanagerprofiles/${PROFILE}`, times: 2, action: { delayMs: 2_000 } };
    await world.emulator.addFault(fault);
    await Promise.all([world.east.apply(eastService(world, "70")), world.west.apply(westService(world, "30"))]);
    await seeWeights(world, { "east-us": 70, "west-us": 30 });
    const creations = (await world.emulator.requestsSince(0)).filter(
      ({ method, path, caller }) =>
        method === "PUT" &&
        caller !== JOURNEY_CALLER &&
        path.toLowerCase().endsWith(`/trafficmanagerprofiles/${PROFILE}`),
    );
    expect(creations.length).toBeGreaterThanOrEqual(2);
  },
);
