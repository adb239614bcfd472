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
  nested,
  PROFILE,
  PROFILES,
} from "../../../test/support/arm-asking.ts";

describe("PUT of an endpoint", () => {
  it("answers 201 Created even when it updates (azure-cli and azure-powershell recordings)", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.put(external("a"), anEndpointBody())).status).toBe(201);
    expect((await arm.put(external("a"), anEndpointBody({ weight: 5 }))).status).toBe(201);
    expect((await arm.get(PROFILE)).body.properties.endpoints).toHaveLength(1);
  });

  it("defaults to Enabled, weight 1 and the next priority, in every routing method (recordings)", async () => {
    const arm = await anArmWithProfile();
    const first = await arm.put(external("a"), anEndpointBody());
    const second = await arm.put(external("b"), anEndpointBody({ target: "b.example.com" }));
    expect(first.body.properties).toMatchObject({ endpointStatus: "Enabled", weight: 1, priority: 1 });
    expect(second.body.properties.priority).toBe(2);
  });

  it("keeps the endpoint's own priority when it says none", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a"), aListedEndpoint("b")] });
    const { body } = await arm.put(external("a"), anEndpointBody({ weight: 9 }));
    expect(body.properties).toMatchObject({ weight: 9, priority: 1 });
  });

  it("takes the type in any casing, in the path and in the body (azure-powershell TestEndpointTypeCaseInsensitive)", async () => {
    const arm = await anArmWithProfile();
    const type = "Microsoft.network/TrafficManagerProfiles/ExTernalendpoInTS";
    const { status, body } = await arm.put(`${PROFILE}/exTernalendpoInTS/a`, { type, ...anEndpointBody() });
    expect([status, body.type, body.id]).toEqual([
      201,
      "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
      `${GROUP}/providers/Microsoft.Network/trafficManagerProfiles/p/externalEndpoints/a`,
    ]);
  });

  it("takes a name with spaces (azure-rest-api-specs examples)", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.put(external("My%20external%20endpoint"), anEndpointBody())).body.name).toBe(
      "My external endpoint",
    );
    expect((await arm.get(external("my external endpoint"))).status).toBe(200);
  });

  it("refuses a name of more than 260 characters in Azure's words (azure-cli #4734)", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.put(external("x".repeat(261)), anEndpointBody());
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      "is invalid. Endpoint names cannot be empty or all whitespace, and must be up to 260 alphanumeric characters long.",
    );
    expect((await arm.put(external("x".repeat(260)), anEndpointBody())).status).toBe(201);
  });

  it("replaces the endpoint whole: what is not given is back at its default", async () => {
    const arm = await anArmWithProfile();
    await arm.put(external("a"), anEndpointBody({ weight: 7, endpointLocation: "West US" }));
    const { body } = await arm.put(external("a"), anEndpointBody());
    expect(body.properties).toMatchObject({ weight: 1, endpointLocation: null });
  });

  it("brings lists back only when they were given, be it empty (azure-powershell TestAddAndRemoveCustomHeaders…)", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.put(external("a"), anEndpointBody())).body.properties).not.toHaveProperty("customHeaders");
    const { body } = await arm.put(external("a"), anEndpointBody({ customHeaders: [] }));
    expect(body.properties.customHeaders).toEqual([]);
  });

  it("under a missing profile is the gateway's 404, in other words since 2022 (azure-powershell recordings)", async () => {
    const arm = anArm();
    const before = await arm.put(external("a"), anEndpointBody(), { apiVersion: "2018-08-01" });
    expect([before.status, before.body.error.code]).toEqual([404, "ResourceNotFound"]);
    const since = await arm.get(external("a"), { apiVersion: "2022-04-01-preview" });
    expect([since.status, since.body.error]).toEqual([
      404,
      {
        code: "ParentResourceNotFound",
        message: "Can not perform requested operation on nested resource. Parent resource 'p' not found.",
      },
    ]);
  });

  it("is there for AzureEndpoints and NestedEndpoints too, and an endpoint list is not (azure-rest-api-specs)", async () => {
    const arm = await anArmWithProfile();
    const targetResourceId = `${GROUP}/providers/Microsoft.Web/sites/shop`;
    const { status, body } = await arm.put(azure("site"), { properties: { targetResourceId } });
    expect([status, body.properties.target, body.properties.targetResourceId]).toEqual([
      201,
      "shop.azurewebsites.net",
      targetResourceId,
    ]);
    expect((await arm.get(`${PROFILE}/ExternalEndpoints`)).status).toBe(405);
  });
});

describe("a nested endpoint", () => {
  const CHILD = `${PROFILES}/child`;
  const aFamily = async (endpoint: Record<string, unknown> = {}) => {
    const arm = await anArmWithProfile();
    await arm.put(CHILD, aProfileBody({ dnsConfig: { relativeName: "child" } }));
    return { arm, reply: await arm.put(nested("n"), { properties: { targetResourceId: CHILD, ...endpoint } }) };
  };

  it("gets its child's FQDN as target, minChildEndpoints 1 and IPv4/IPv6 minima 0 (azure-powershell …NestedEndpointsGetPut)", async () => {
    const { reply } = await aFamily();
    expect([reply.status, reply.body.properties]).toMatchObject([
      201,
      {
        target: "child.trafficmanager.net",
        minChildEndpoints: 1,
        minChildEndpointsIPv4: 0,
        minChildEndpointsIPv6: 0,
      },
    ]);
  });

  it("is Stopped while its child has no endpoints, and the parent Inactive (azure-powershell …NestedEndpointsGetPut)", async () => {
    const { arm, reply } = await aFamily();
    expect(reply.body.properties.endpointMonitorStatus).toBe("Stopped");
    expect((await arm.get(PROFILE)).body.properties.monitorConfig.profileMonitorStatus).toBe("Inactive");
  });

  it.each([
    [3, 2, 1, 201],
    [4, 0, 3, 201],
    [2, 1, 2, 201],
    [1, 2, 0, 400],
    [1, 0, 2, 400],
  ])(
    "with minima %i/%i/%i is answered %4$i (azure-powershell recordings, Azure docs: nested)",
    async (all, v4, v6, status) => {
      const minima = { minChildEndpoints: all, minChildEndpointsIPv4: v4, minChildEndpointsIPv6: v6 };
      expect((await aFamily(minima)).reply.status).toBe(status);
    },
  );

  it("cannot serve always (Azure docs: monitoring)", async () => {
    expect((await aFamily({ alwaysServe: "Enabled" })).reply.status).toBe(400);
  });

  it("needs a child that is there", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.put(nested("n"), { properties: { targetResourceId: CHILD } });
    expect([status, body.error.code]).toEqual([400, "BadRequest"]);
  });
});

describe("PATCH of an endpoint", () => {
  it("is partial and answers 200 (azure-rest-api-specs Endpoint-PATCH-External-Target)", async () => {
    const arm = await anArmWithProfile();
    await arm.put(external("a"), anEndpointBody({ weight: 7 }));
    const { status, body } = await arm.patch(external("a"), { properties: { target: "b.example.com" } });
    expect([status, body.properties.target, body.properties.weight]).toEqual([200, "b.example.com", 7]);
  });

  it("of a missing one is the service's 404 (azure-powershell TestEnableNonExistingEndpoint)", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.patch(
      external("ps1881"),
      { properties: {} },
      { apiVersion: "2022-04-01-preview" },
    );
    expect([status, body]).toEqual([
      404,
      {
        code: "NotFound",
        message: "The endpoint 'ps1881' of type 'externalendpoints' does not exist in the profile 'p'.",
      },
    ]);
  });
});

describe("GET of a missing endpoint", () => {
  it("names it in lower case, and wraps the error only since 2022-04-01 (azure-powershell recordings)", async () => {
    const arm = await anArmWithProfile();
    const error = {
      code: "NotFound",
      message: "The endpoint 'myendpoint' of type 'externalendpoints' does not exist in the profile 'p'.",
    };
    const old = await arm.get(external("MyEndpoint"), { apiVersion: "2018-08-01" });
    expect([old.status, old.body]).toEqual([404, error]);
    const wrapped = await arm.get(external("MyEndpoint"), { apiVersion: "2022-04-01" });
    expect([wrapped.status, wrapped.body]).toEqual([404, { error }]);
  });
});

describe("DELETE of an endpoint", () => {
  it("is 200 with an empty body and takes this one only (recordings); 204 when there is none (azure-rest-api-specs)", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a"), aListedEndpoint("b")] });
    expect(await arm.delete(external("a"))).toMatchObject({ status: 200, body: undefined });
    expect(await arm.delete(external("a"))).toMatchObject({ status: 204, body: undefined });
    const names = (await arm.get(PROFILE)).body.properties.endpoints.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["b"]);
  });
});

describe("the shape of an endpoint", () => {
  it.each([
    ["2017-05-01", false, false],
    ["2018-08-01", true, false],
    ["2022-04-01", true, true],
  ])(
    "at %s shows the IPv4/IPv6 minima: %s, alwaysServe: %s (azure-rest-api-specs)",
    async (apiVersion, minima, always) => {
      const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a")] });
      const { properties } = (await arm.get(external("a"), { apiVersion })).body;
      expect(["minChildEndpointsIPv4" in properties, "alwaysServe" in properties]).toEqual([minima, always]);
    },
  );

  it("shows no geoMapping before 2017-03-01 (Azure docs: FAQ)", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a", { geoMapping: ["WORLD"] })] });
    const at = async (apiVersion: string) => (await arm.get(external("a"), { apiVersion })).body.properties.geoMapping;
    expect(await at("2015-11-01")).toBeUndefined();
    expect(await at("2017-03-01")).toEqual(["WORLD"]);
  });
});
