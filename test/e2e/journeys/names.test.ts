import { expect } from "vitest";
import { journey } from "../world/journey.ts";
import { describeRequests } from "../world/world.ts";
import { bothPublished, eastService, trafficManager } from "./my-app.ts";
import { EAST_ADDRESS, PROFILE, VANITY, WEST_ADDRESS } from "./names.ts";
import { see, seeAddress, seeTargets } from "./seeing.ts";

journey("the source hostname is renamed: the endpoint follows and is never missing", {}, async (world) => {
  await bothPublished(world);
  const mark = await world.emulator.mark();
  await world.east.apply(eastService(world, "70", { hostname: "my-app-east-2.example.com" }));
  await seeTargets(world, { "east-us": "my-app-east-2.example.com", "west-us": "my-app-west.example.com" });
  await seeAddress(world, "my-app-east-2.example.com", [EAST_ADDRESS]);
  await seeAddress(world, "my-app-east.example.com", []);
  await world.settle();
  const deleted = (await world.writesSince(mark)).filter(
    ({ method, path }) => method === "DELETE" && /externalendpoints/i.test(path),
  );
  expect(deleted, describeRequests(deleted)).toEqual([]);
});

journey(
  "the source hostname is renamed and the endpoint has no name of its own: old out, new in",
  {},
  async (world) => {
    const settings = { "endpoint-name": undefined };
    await world.east.apply(eastService(world, "70", { settings }));
    await seeTargets(world, { "my-app-east-example-com": "my-app-east.example.com" });
    await world.east.apply(eastService(world, "70", { settings, hostname: "my-app-east-2.example.com" }));
    await seeTargets(world, { "my-app-east-2-example-com": "my-app-east-2.example.com" });
  },
);

journey("a vanity hostname is added, changed and removed", {}, async (world) => {
  const cname = (name: string) => world.azure.recordSet("CNAME", name);
  await world.east.apply(eastService(world, "70", { settings: { hostname: undefined } }));
  await seeTargets(world, { "east-us": "my-app-east.example.com" });
  await world.settle();
  expect(await cname("my-app")).toBeUndefined();

  await world.east.apply(eastService(world, "70"));
  await seeAddress(world, VANITY, [EAST_ADDRESS]);
  await world.settle();

  await world.east.apply(eastService(world, "70", { settings: { hostname: "shop.example.com" } }));
  await seeAddress(world, "shop.example.com", [EAST_ADDRESS]);
  await see("the old name gone", async () => expect(await cname("my-app")).toBeUndefined());
  await world.settle();

  await world.east.apply(eastService(world, "70", { settings: { hostname: undefined } }));
  await see("the new name gone", async () => expect(await cname("shop")).toBeUndefined());
  await seeTargets(world, { "east-us": "my-app-east.example.com" });
});

journey("a record that is somebody else's is not overwritten by a vanity hostname", {}, async (world) => {
  await world.east.apply(world.east.aService("other", { at: [WEST_ADDRESS], annotations: { hostname: VANITY } }));
  await seeAddress(world, VANITY, [WEST_ADDRESS]);
  await world.east.apply(eastService(world, "70"));
  await seeTargets(world, { "east-us": "my-app-east.example.com" });
  await see("it is told", () => expect(world.east.provider.current().log()).toMatch(/vanity-hostname/));
  await seeAddress(world, VANITY, [WEST_ADDRESS]);
});

journey("a load balancer's address changes: Azure DNS follows, Traffic Manager is left alone", {}, async (world) => {
  await bothPublished(world);
  const mark = await world.emulator.mark();
  await world.east.apply(eastService(world, "70", { at: ["20.1.1.99"] }));
  await seeAddress(world, "my-app-east.example.com", ["20.1.1.99"]);
  await world.settle();
  const writes = (await world.writesSince(mark)).filter(({ path }) => /trafficmanagerprofiles/i.test(path));
  expect(writes, describeRequests(writes)).toEqual([]);
});

journey(
  "a load balancer's address changes and the endpoint is that address: one write",
  { east: { azureDns: false }, west: { azureDns: false } },
  async (world) => {
    const service = (address: string) =>
      world.east.aService("direct", {
        at: [address],
        annotations: {
          hostname: VANITY,
          ...trafficManager({ "profile-name": PROFILE, hostname: VANITY, "endpoint-name": "east-us" }),
        },
      });
    await world.east.apply(service(EAST_ADDRESS));
    await seeTargets(world, { "east-us": EAST_ADDRESS });
    await world.settle();
    const mark = await world.emulator.mark();
    await world.east.apply(service("20.1.1.99"));
    await seeTargets(world, { "east-us": "20.1.1.99" });
    await world.settle();
    const writes = await world.writesSince(mark);
    expect(
      writes.map(({ method }) => method),
      describeRequests(writes),
    ).toEqual(["PUT"]);
  },
);
