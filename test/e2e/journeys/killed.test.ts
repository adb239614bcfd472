import { expect } from "vitest";
import { journey } from "../world/journey.ts";
import { bothPublished, eastService, westService } from "./my-app.ts";
import { PROFILE } from "./names.ts";
import { faultFired, seeWeights } from "./seeing.ts";

for (const [name, victim] of [
  ["the provider", "provider"],
  ["external-dns", "externalDns"],
] as const) {
  journey(
    `${name} is killed mid-apply: it comes back and finishes, nothing is lost`,
    { killsPrograms: true },
    async (world) => {
      await bothPublished(world);
      await world.emulator.addFault({
        method: "PUT",
        path: "*/externalendpoints/east-us",
        nth: 1,
        times: 1,
        action: { delayMs: 3_000 },
      });
      await world.east.apply(eastService(world, "50"));
      await faultFired(world);
      world.east[victim].kill();
      await seeWeights(world, { "east-us": 50, "west-us": 30 });
      expect(world.west.ends()).toEqual([]);
    },
  );

  journey(
    `${name} is killed while it creates the profile: nothing is orphaned`,
    { killsPrograms: true, racesForProfile: true },
    async (world) => {
      await world.emulator.addFault({
        method: "PUT",
        path: `*/trafficmanagerprofiles/${PROFILE}`,
        nth: 1,
        times: 1,
        action: { delayMs: 3_000 },
      });
      await world.east.apply(eastService(world, "70"));
      await faultFired(world);
      world.east[victim].kill();
      await world.west.apply(westService(world, "30"));
      await seeWeights(world, { "east-us": 70, "west-us": 30 });
      await world.east.delete(eastService(world, "70"));
      await seeWeights(world, { "west-us": 30 });
      await world.settle();
      const tags = Object.keys((await world.azure.profile(PROFILE))?.tags ?? {});
      expect(tags.filter((name) => name.startsWith("external-dns-owner-"))).toEqual(["external-dns-owner-west"]);
    },
  );
}
