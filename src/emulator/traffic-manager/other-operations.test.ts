import { describe, expect, it } from "vitest";
import { anArm, anArmWithProfile, PROFILE, SUBSCRIPTION } from "../../../test/support/arm-asking.ts";

describe("the geographic hierarchy (azure-rest-api-specs, Azure docs: geo)", () => {
  it("has WORLD at its root and the eight groups below", async () => {
    const { body } = await anArm().get("/providers/Microsoft.Network/trafficManagerGeographicHierarchies/default");
    const { geographicHierarchy } = body.properties;
    expect([body.name, geographicHierarchy.code]).toEqual(["default", "WORLD"]);
    const groups = geographicHierarchy.regions.map(({ code }: { code: string }) => code).sort();
    expect(groups).toEqual(["GEO-AF", "GEO-AN", "GEO-AP", "GEO-AS", "GEO-EU", "GEO-ME", "GEO-NA", "GEO-SA"]);
  });
});

describe("the heat map (azure-rest-api-specs)", () => {
  it("is empty, and takes two corners of two numbers each", async () => {
    const arm = await anArmWithProfile();
    const path = `${PROFILE}/heatMaps/default`;
    expect((await arm.get(path)).body.properties).toMatchObject({ endpoints: [], trafficFlows: [] });
    expect((await arm.get(`${path}?topLeft=10,50.001&botRight=-50.001,80`)).status).toBe(200);
    expect((await arm.get(`${path}?topLeft=10`)).status).toBe(400);
  });
});

describe("the user metrics key (azure-rest-api-specs)", () => {
  it("is made by a PUT that answers 201, and made anew by the next", async () => {
    const arm = anArm();
    const path = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/trafficManagerUserMetricsKeys/default`;
    expect((await arm.get(path)).status).toBe(404);
    const made = await arm.put(path, {});
    expect([made.status, made.body.properties.key]).toEqual([201, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect((await arm.get(path)).body).toEqual(made.body);
    expect((await arm.put(path, {})).body.properties.key).not.toBe(made.body.properties.key);
    expect((await arm.delete(path)).status).toBe(200);
    expect((await arm.get(path)).status).toBe(404);
  });
});
