import { expect } from "vitest";
import { eventually } from "../world/eventually.ts";
import { journey } from "../world/journey.ts";
import type { World } from "../world/world.ts";
import { bothPublished, eastService, trafficManager } from "./my-app.ts";
import { see, seeWeights } from "./seeing.ts";

const PROFILES = 20;

function manyServices(world: World, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const name = `shop-${index}`;
    return world.east.aService(name, {
      at: [`20.1.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`],
      annotations: {
        hostname: `${name}.example.com`,
        ...trafficManager({ "profile-name": `shops-${index % PROFILES}`, "endpoint-name": name, weight: "10" }),
      },
    });
  });
}

async function countEndpoints(world: World): Promise<number> {
  const profiles = await world.azure.profiles();
  return profiles.reduce((sum, { properties }) => sum + properties.endpoints.length, 0);
}

journey(
  "200 Services at once: all published, external-dns never times out, then nothing is written",
  {},
  async (world) => {
    await world.east.apply(...manyServices(world, 200));
    await eventually("200 endpoints", async () => (await countEndpoints(world)) === 200, { within: 120_000 });
    const profiles = await world.azure.profiles();
    expect(profiles).toHaveLength(PROFILES);
    expect(Math.max(...profiles.map(({ tags }) => Object.keys(tags).length))).toBeLessThanOrEqual(10);
  },
);

journey(
  "a cluster emptied by mistake: the deletions are held back, and forgotten when the Services come back",
  { east: { providerFlags: ["--deletion-grace=1h"] } },
  async (world) => {
    await bothPublished(world);
    const services = manyServices(world, 8);
    await world.east.apply(...services);
    await eventually("9 endpoints of east", async () => (await countEndpoints(world)) === 10);
    await world.settle();
    await world.east.delete(...services, eastService(world, "70"));
    await see("it is told", () =>
      expect(world.east.provider.current().log()).toMatch(/holding back the deletion of 9 of 9 endpoints/),
    );
    await world.settle({ keepsAsking: true });
    expect(await countEndpoints(world)).toBe(10);

    await world.east.apply(...services, eastService(world, "60"));
    await seeWeights(world, { "east-us": 60, "west-us": 30 });
    expect(await countEndpoints(world)).toBe(10);
  },
);

journey(
  "a cluster emptied on purpose: the deletions are done when the grace is over",
  { east: { providerFlags: ["--deletion-grace=8s"] } },
  async (world) => {
    await bothPublished(world);
    const services = manyServices(world, 8);
    await world.east.apply(...services);
    await eventually("9 endpoints of east", async () => (await countEndpoints(world)) === 10);
    await world.settle();
    await world.east.delete(...services, eastService(world, "70"));
    await see("it is told", () =>
      expect(world.east.provider.current().log()).toMatch(/holding back the deletion of 9 of 9 endpoints/),
    );
    await eventually("west's endpoint alone", async () => (await countEndpoints(world)) === 1);
    await seeWeights(world, { "west-us": 30 });
  },
);
