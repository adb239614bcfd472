import { describe, expect, it } from "vitest";
import {
  aListedEndpoint,
  anArmWithProfile,
  aProfileBody,
  external,
  nested,
  PROFILE,
  PROFILES,
  putEndpoint,
} from "../../../../test/support/arm-asking.ts";

describe("the Geographic method (Azure docs: routing, FAQ)", () => {
  const geographic = { trafficRoutingMethod: "Geographic" };

  it("needs a geoMapping on every endpoint", async () => {
    expect((await putEndpoint({}, geographic)).status).toBe(400);
    expect((await putEndpoint({ geoMapping: [] }, geographic)).status).toBe(400);
    expect((await putEndpoint({ geoMapping: ["GEO-EU", "US-CA"] }, geographic)).status).toBe(201);
  });

  it("cannot be switched to until every endpoint has one", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a")] });
    expect((await arm.patch(PROFILE, { properties: geographic })).status).toBe(400);
    await arm.patch(external("a"), { properties: { geoMapping: ["WORLD"] } });
    expect((await arm.patch(PROFILE, { properties: geographic })).status).toBe(200);
  });

  it("maps a region to one endpoint only", async () => {
    const endpoints = [aListedEndpoint("b", { geoMapping: ["FR"] })];
    expect((await putEndpoint({ geoMapping: ["FR"] }, { ...geographic, endpoints })).status).toBe(400);
    expect((await putEndpoint({ geoMapping: ["GEO-EU"] }, { ...geographic, endpoints })).status).toBe(201);
  });

  it("is not needed to store a geoMapping: other methods keep it and ignore it", async () => {
    expect((await putEndpoint({ geoMapping: ["FR"] })).status).toBe(201);
  });

  it("refuses codes it does not know, curly quotes included (Kuadrant dns-operator)", async () => {
    expect(await putEndpoint({ geoMapping: ["NOTAGEOCODE"] }, geographic)).toEqual({
      status: 400,
      message:
        "The following locations specified in the geoMapping property for endpoint ‘a’ are not supported: NOTAGEOCODE. For a list of supported locations, see the Traffic Manager documentation.",
    });
  });

  it.each([
    [false, 400],
    [true, 201],
  ])(
    "with the states of Great Britain %s answers GB-ENG with %i (Azure docs: geo, listed in 2017 only)",
    async (statesOfGreatBritain, status) => {
      const reply = await putEndpoint({ geoMapping: ["GB-ENG"] }, geographic, { unclear: { statesOfGreatBritain } });
      expect(reply.status).toBe(status);
    },
  );
});

describe("the MultiValue method (Azure docs: routing, FAQ)", () => {
  const multi = { trafficRoutingMethod: "MultiValue" };

  it("takes external endpoints with addresses only", async () => {
    expect((await putEndpoint({ target: "20.1.2.3" }, multi)).status).toBe(201);
    expect((await putEndpoint({}, multi)).status).toBe(400);
  });

  it("cannot be the parent of nested endpoints, but may be a child", async () => {
    const arm = await anArmWithProfile(multi);
    await arm.put(`${PROFILES}/q`, aProfileBody({ dnsConfig: { relativeName: "q" } }));
    const endpoint = (name: string) => ({ properties: { targetResourceId: `${PROFILES}/${name}` } });
    expect((await arm.put(nested("n"), endpoint("q"))).status).toBe(400);
    expect((await arm.put(nested("n", `${PROFILES}/q`), endpoint("p"))).status).toBe(201);
  });
});

describe("subnets (Azure docs: FAQ, subnet override)", () => {
  const subnet = { trafficRoutingMethod: "Subnet" };

  it.each([
    { name: "a block", subnets: [{ first: "1.2.3.0", scope: 24 }], status: 201 },
    { name: "a range", subnets: [{ first: "1.2.3.4", last: "1.2.3.9" }], status: 201 },
    { name: "a range across blocks", subnets: [{ first: "25.26.27.28", last: "29.30.31.32" }], status: 201 },
    {
      name: "last and scope that agree",
      subnets: [{ first: "12.13.14.0", last: "12.13.14.31", scope: 27 }],
      status: 201,
    },
    {
      name: "last and scope that do not",
      subnets: [{ first: "12.13.14.0", last: "12.13.14.30", scope: 27 }],
      status: 400,
    },
    { name: "IPv6", subnets: [{ first: "2603:1030::", scope: 32 }], status: 201 },
    { name: "none, which makes the fallback", subnets: [], status: 201 },
    {
      name: "a block that does not start at its network address",
      subnets: [{ first: "1.2.3.4", scope: 24 }],
      status: 400,
    },
    { name: "first above last", subnets: [{ first: "1.2.3.9", last: "1.2.3.4" }], status: 400 },
    { name: "scope 33", subnets: [{ first: "1.2.3.0", scope: 33 }], status: 400 },
    { name: "no address", subnets: [{ first: "here" }], status: 400 },
    {
      name: "two that overlap",
      subnets: [
        { first: "1.2.0.0", scope: 16 },
        { first: "1.2.3.0", scope: 24 },
      ],
      status: 400,
    },
  ])("$name: answered $status", async ({ subnets, status }) => {
    expect((await putEndpoint({ subnets }, subnet)).status).toBe(status);
  });

  it("of two endpoints must not overlap", async () => {
    const endpoints = [aListedEndpoint("b", { subnets: [{ first: "1.2.3.0", scope: 24 }] })];
    const reply = await putEndpoint({ subnets: [{ first: "1.2.3.200", last: "1.2.4.1" }] }, { ...subnet, endpoints });
    expect(reply.status).toBe(400);
  });

  it("are refused under Weighted in Azure's words (azure-powershell TestAddAndRemoveIpAddressRanges)", async () => {
    expect(await putEndpoint({ subnets: [{ first: "2.3.4.0", scope: 24 }] })).toEqual({
      status: 400,
      message: "Routing method 'Weighted' does not support subnet overrides.",
    });
  });

  it("are taken as an override under Performance and Geographic (Azure docs: subnet override)", async () => {
    const subnets = [{ first: "2.3.4.0", scope: 24 }];
    const performance = { trafficRoutingMethod: "Performance" };
    expect((await putEndpoint({ subnets, endpointLocation: "West US" }, performance)).status).toBe(201);
    const geographic = { trafficRoutingMethod: "Geographic" };
    expect((await putEndpoint({ subnets, geoMapping: ["WORLD"] }, geographic)).status).toBe(201);
  });
});
