import { expect } from "vitest";
import { journey } from "../world/journey.ts";
import { describeRequests } from "../world/world.ts";
import { bothPublished, eastService, westService } from "./my-app.ts";
import { EAST_ADDRESS, PROFILE, VANITY, WEST_ADDRESS } from "./names.ts";
import { see, seeAddress, seeHealth, seeTargets, seeWeights } from "./seeing.ts";

const QUICKLY_FORGOTTEN = { providerFlags: ["--profile-retention=2s"] };

journey(
  "the README's story: two clusters share a name, shift weights, fail over, leave",
  { speed: 10, east: QUICKLY_FORGOTTEN, west: QUICKLY_FORGOTTEN },
  async (world) => {
    const east = await world.startApp("east", EAST_ADDRESS);
    await world.startApp("west", WEST_ADDRESS);
    await bothPublished(world);

    await seeTargets(world, { "east-us": "my-app-east.example.com", "west-us": "my-app-west.example.com" });
    await seeHealth(world, "east-us", "Online");
    await seeHealth(world, "west-us", "Online");
    const split = await world.spread(VANITY, 400);
    // 400 draws of 0.7 are 280 ± 9; five of those either way never happen by chance.
    expect(split[EAST_ADDRESS]).toBeGreaterThan(234);
    expect(split[EAST_ADDRESS]).toBeLessThan(326);
    expect((split[EAST_ADDRESS] ?? 0) + (split[WEST_ADDRESS] ?? 0)).toBe(400);

    let mark = await world.emulator.mark();
    await world.east.apply(eastService(world, "50"));
    await world.west.apply(westService(world, "50"));
    await seeWeights(world, { "east-us": 50, "west-us": 50 });
    await world.settle();
    const writes = await world.writesSince(mark);
    expect(
      writes.map(({ method }) => method),
      describeRequests(writes),
    ).toEqual(["PUT", "PUT"]);

    east.status = 503;
    await seeHealth(world, "east-us", "Degraded");
    expect(await world.spread(VANITY, 50)).toEqual({ [WEST_ADDRESS]: 50 });
    east.status = 200;
    await seeHealth(world, "east-us", "Online");
    expect(Object.keys(await world.spread(VANITY, 50))).toHaveLength(2);

    await world.west.delete(westService(world, "50"));
    await seeWeights(world, { "east-us": 50 });
    await seeAddress(world, "my-app-west.example.com", []);
    await world.settle();
    expect(await world.spread(VANITY, 20)).toEqual({ [EAST_ADDRESS]: 20 });

    mark = await world.emulator.mark();
    await world.east.delete(eastService(world, "50"));
    await see("no profile any more", async () => expect(await world.azure.profile(PROFILE)).toBeUndefined());
    expect(await world.azure.recordSet("CNAME", "my-app")).toBeUndefined();
    const deletes = (await world.writesSince(mark)).filter(({ method }) => method === "DELETE");
    const at = (part: string) => deletes.findIndex(({ path }) => path.toLowerCase().endsWith(part));
    expect(at("/cname/my-app"), describeRequests(deletes)).toBeGreaterThanOrEqual(0);
    expect(at("/cname/my-app")).toBeLessThan(at(`/trafficmanagerprofiles/${PROFILE}`));
  },
);
