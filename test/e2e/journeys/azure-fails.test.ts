import { expect } from "vitest";
import { journey } from "../world/journey.ts";
import type { World } from "../world/world.ts";
import { bothPublished, eastService, trafficManager } from "./my-app.ts";
import { PROFILE, VANITY } from "./names.ts";
import { faultFired, seeWeights } from "./seeing.ts";

const TRAFFIC_MANAGER = "*/trafficmanagerprofiles*";
const WRITES_TO_EAST = { method: "PUT", path: "*/externalendpoints/east-us" };

/** While Azure misbehaves, several cycles pass, a change is asked for, and traffic goes on; afterwards the change is made. */
const whileAzure = (name: string, fault: Parameters<World["emulator"]["addFault"]>[0], cycles = 4) =>
  journey(
    `Azure ${name} for several cycles: traffic stays, and the change is made when it is over`,
    {},
    async (world) => {
      await bothPublished(world);
      await world.emulator.addFault(fault);
      await world.east.apply(eastService(world, "50"));
      await faultFired(world);
      await Promise.all([
        world.east.externalDns.current().afterCycles(cycles),
        world.west.externalDns.current().afterCycles(cycles),
      ]);
      expect(world.ends()).toEqual([]);
      await world.emulator.clearFaults();
      expect(await world.azure.endpoints(PROFILE)).toMatchObject({
        "east-us": { weight: 70 },
        "west-us": { weight: 30 },
      });
      expect(await world.resolve(VANITY)).toHaveLength(1);
      await seeWeights(world, { "east-us": 50, "west-us": 30 });
    },
  );

whileAzure("is down", { path: TRAFFIC_MANAGER, action: { drop: true } });
whileAzure("answers 503", { path: TRAFFIC_MANAGER, action: { status: 503 } });
whileAzure("is slow (20 s)", { path: TRAFFIC_MANAGER, action: { delayMs: 20_000 } }, 2);
whileAzure("answers 429", { path: TRAFFIC_MANAGER, action: { status: 429, code: "TooManyRequests", retryAfter: 2 } });
whileAzure("refuses writes with 403", { ...WRITES_TO_EAST, action: { status: 403, code: "AuthorizationFailed" } });
whileAzure("answers 409 to writes", { ...WRITES_TO_EAST, action: { status: 409, code: "Conflict" } });

journey("a hopeless write is not repeated every cycle, and does not hold up the others", {}, async (world) => {
  await bothPublished(world);
  await world.emulator.addFault({ ...WRITES_TO_EAST, action: { status: 403, code: "AuthorizationFailed" } });
  await world.east.apply(
    eastService(world, "50"),
    world.east.aService("other", {
      at: ["20.1.1.9"],
      annotations: {
        hostname: "other.example.com",
        ...trafficManager({ "profile-name": "other-profile", "endpoint-name": "other", weight: "1" }),
      },
    }),
  );
  await seeWeights(world, { other: 1 }, "other-profile");
  await world.east.externalDns.current().afterCycles(8);
  expect(await world.emulator.faultsFired()).toBeLessThanOrEqual(5);
  expect(world.east.provider.current().log()).toMatch(/refused-by-azure/);
  await world.emulator.clearFaults();
  // Another wish is another write, and tried at once.
  await world.east.apply(eastService(world, "51"));
  await seeWeights(world, { "east-us": 51, "west-us": 30 });
});
