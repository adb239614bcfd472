import { describe, expect, it } from "vitest";
import {
  aListedEndpoint,
  anArm,
  anArmWithProfile,
  anEndpointBody,
  aProfileBody,
  azure,
  external,
  GROUP,
  PROFILE,
  putEndpoint,
} from "../../../../test/support/arm-asking.ts";

describe("an endpoint's target (Azure docs: FAQ)", () => {
  it.each([
    ["www.contoso.com", 201],
    ["20.1.2.3", 201],
    ["2603:1030::1", 201],
    ["www.contoso.com:80", 400],
    ["http://www.contoso.com", 400],
    ["20.1.2.3:443", 400],
    ["", 400],
    ["10.0.0.1", 400],
    ["172.16.0.1", 400],
    ["192.168.1.1", 400],
    ["127.0.0.1", 400],
    ["169.254.1.1", 400],
    ["100.64.0.1", 400],
    ["192.0.2.1", 400],
    ["198.51.100.1", 400],
    ["203.0.113.1", 400],
    ["192.88.99.1", 400],
    ["198.18.0.1", 400],
    ["233.252.0.1", 400],
    ["::1", 400],
    ["fc00::1", 400],
    ["fe80::1", 400],
    ["2001:db8::1", 400],
  ])("%s is answered %i (RFC 1918, 6890, 5737, 3068, 2544, 5771)", async (target, status) => {
    expect((await putEndpoint({ target })).status).toBe(status);
  });

  it("may be private where the emulator is told so", async () => {
    expect((await putEndpoint({ target: "127.0.0.1" }, {}, { allowPrivateTargets: true })).status).toBe(201);
  });

  it("appears once in a profile, whatever its casing (octodns-azure #725)", async () => {
    const { status } = await putEndpoint({ target: "B.example.com" }, { endpoints: [aListedEndpoint("b")] });
    expect(status).toBe(400);
  });

  it("is of one kind in a profile: names, IPv4 or IPv6 (Azure docs: FAQ, record types)", async () => {
    const named = { endpoints: [aListedEndpoint("b")] };
    expect((await putEndpoint({ target: "20.1.2.3" }, named)).status).toBe(400);
    const four = { endpoints: [aListedEndpoint("b", { target: "20.1.2.4" })] };
    expect((await putEndpoint({ target: "20.1.2.3" }, four)).status).toBe(201);
    expect((await putEndpoint({ target: "2603:1030::1" }, four)).status).toBe(400);
    const multi = { trafficRoutingMethod: "MultiValue", ...four };
    expect((await putEndpoint({ target: "2603:1030::1" }, multi)).status).toBe(201);
  });

  it("is one of the kinds that allowedEndpointRecordTypes names (azure-rest-api-specs Profile-PUT-WithAliasing)", async () => {
    const profile = { allowedEndpointRecordTypes: ["IPv4Address"] };
    expect((await putEndpoint({ target: "20.1.2.3" }, profile)).status).toBe(201);
    expect((await putEndpoint({ target: "a.example.com" }, profile)).status).toBe(400);
  });
});

describe("an endpoint's numbers (azure-rest-api-specs)", () => {
  it.each([
    [{ weight: 1 }, 201],
    [{ weight: 1000 }, 201],
    [{ weight: 0 }, 400],
    [{ weight: 1001 }, 400],
    [{ weight: 1.5 }, 400],
    [{ priority: 1 }, 201],
    [{ priority: 1000 }, 201],
    [{ priority: 0 }, 400],
    [{ priority: 1001 }, 400],
  ])("%j is answered %i", async (properties, status) => {
    expect((await putEndpoint(properties)).status).toBe(status);
  });

  it("no two endpoints share a priority", async () => {
    const { status } = await putEndpoint({ priority: 4 }, { endpoints: [aListedEndpoint("b", { priority: 4 })] });
    expect(status).toBe(400);
  });

  it("omitted priorities follow the order of the list (recordings)", async () => {
    const endpoints = [aListedEndpoint("a"), aListedEndpoint("b"), aListedEndpoint("c")];
    const { body } = await anArm().put(PROFILE, aProfileBody({ endpoints }));
    const priorities = body.properties.endpoints.map(
      (one: { properties: { priority: number } }) => one.properties.priority,
    );
    expect(priorities).toEqual([1, 2, 3]);
  });
});

describe("an endpoint's location", () => {
  it.each([
    ["North Europe", 201, "North Europe"],
    ["northeurope", 201, "North Europe"],
    ["global", 400, undefined],
    ["Atlantis", 400, undefined],
  ])("%s is answered %i (azure_preview_modules #119)", async (endpointLocation, status, shown) => {
    const arm = await anArmWithProfile();
    const reply = await arm.put(external("a"), anEndpointBody({ endpointLocation }));
    expect(reply.status).toBe(status);
    if (shown) expect(reply.body.properties.endpointLocation).toBe(shown);
  });

  it("is needed for external endpoints under Performance (azure-rest-api-specs)", async () => {
    const performance = { trafficRoutingMethod: "Performance" };
    expect((await putEndpoint({}, performance)).status).toBe(400);
    expect((await putEndpoint({ endpointLocation: "West US" }, performance)).status).toBe(201);
  });

  it("is not needed for Azure endpoints, which have their resource's", async () => {
    const id = `${GROUP}/providers/Microsoft.Network/publicIPAddresses/ip`;
    const azureResources = [{ id, target: "ip.westeurope.cloudapp.azure.com", location: "West Europe" }];
    const arm = await anArmWithProfile({ trafficRoutingMethod: "Performance" }, { azureResources });
    const { status, body } = await arm.put(azure("ip"), { properties: { targetResourceId: id } });
    expect([status, body.properties]).toMatchObject([
      201,
      { target: "ip.westeurope.cloudapp.azure.com", endpointLocation: "West Europe" },
    ]);
  });
});

describe("an endpoint's custom headers (Azure docs: FAQ)", () => {
  it("are at most 8", async () => {
    const headers = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `x-${at}`, value: "y" }));
    expect((await putEndpoint({ customHeaders: headers(8) })).status).toBe(201);
    expect((await putEndpoint({ customHeaders: headers(9) })).status).toBe(400);
  });
});
