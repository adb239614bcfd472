import { expect } from "vitest";
import { journey } from "../world/journey.ts";
import { bothPublished, eastService, trafficManager } from "./my-app.ts";
import { see, seeTargets, seeWeights } from "./seeing.ts";

journey(
  "--policy=upsert-only: a deleted Service's endpoint stays",
  { east: { externalDnsFlags: ["--policy=upsert-only"] } },
  async (world) => {
    await bothPublished(world);
    await world.east.apply(eastService(world, "60"));
    await seeWeights(world, { "east-us": 60, "west-us": 30 });
    await world.east.delete(eastService(world, "60"));
    await world.settle();
    await seeWeights(world, { "east-us": 60, "west-us": 30 });
  },
);

journey(
  "--registry=noop with an owner id of the provider's own: each cluster minds its own endpoints",
  {
    east: { externalDnsFlags: ["--registry=noop"], providerFlags: ["--owner-id=east"] },
    west: { externalDnsFlags: ["--registry=noop"], providerFlags: ["--owner-id=west"] },
  },
  async (world) => {
    await bothPublished(world);
    await world.east.apply(eastService(world, "60"));
    await seeWeights(world, { "east-us": 60, "west-us": 30 });
    await world.settle();
    await world.east.delete(eastService(world, "60"));
    await seeWeights(world, { "west-us": 30 });
  },
);

journey("an invalid annotation on a live endpoint changes nothing, on a new one creates nothing", {}, async (world) => {
  await bothPublished(world);
  const fresh = (name: string, weight: string) =>
    world.east.aService(name, {
      at: ["20.1.1.5"],
      annotations: {
        hostname: `${name}.example.com`,
        ...trafficManager({ "profile-name": `${name}-profile`, "endpoint-name": name, weight }),
      },
    });
  await world.east.apply(eastService(world, "7O"), fresh("bad", "-1"), fresh("good", "5"));
  await seeWeights(world, { good: 5 }, "good-profile");
  await see("both are told", () => {
    const log = world.east.provider.current().log();
    expect(log).toMatch(/my-app-east.*7O/);
    expect(log).toMatch(/service\/[^"]*\/bad/);
  });
  await world.settle();
  await seeWeights(world, { "east-us": 70, "west-us": 30 });
  expect(await world.azure.profile("bad-profile")).toBeUndefined();

  await world.east.apply(eastService(world, "71"), fresh("bad", "1"));
  await seeWeights(world, { "east-us": 71, "west-us": 30 });
  await seeTargets(world, { bad: "bad.example.com" }, "bad-profile");
});
