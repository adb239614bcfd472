import { describe, expect, it } from "vitest";
import {
  aListedEndpoint,
  anArm,
  anArmWithProfile,
  anEndpointBody,
  aProfileBody,
  external,
  GROUP,
  nested,
  PROFILE,
  PROFILES,
  putEndpoint,
  putProfile,
} from "../../../../test/support/arm-asking.ts";

describe("recordType (Azure docs: strictly typed profiles)", () => {
  const at = { apiVersion: "2026-09-01" };
  const withType = (recordType: string | null, target?: string) =>
    aProfileBody({ recordType, ...(target && { endpoints: [aListedEndpoint("a", { target })] }) });

  it("can be set later once, and is fixed then (azure-powershell TestProfileSetRecordTypeWhenUnset, …ChangeRecordType…)", async () => {
    const arm = anArm();
    await arm.put(PROFILE, aProfileBody(), at);
    expect((await arm.put(PROFILE, withType("A"), at)).body.properties.recordType).toBe("A");
    const { status, body } = await arm.put(PROFILE, withType("AAAA"), at);
    expect([status, body.error]).toEqual([
      400,
      {
        code: "BadRequest",
        message: "The RecordType of a Traffic Manager profile cannot be changed after creation.",
      },
    ]);
  });

  it.each([
    ["A", "20.1.2.3", 201],
    ["A", "a.example.com", 400],
    ["AAAA", "2603:1030::1", 201],
    ["AAAA", "20.1.2.3", 400],
    ["CNAME", "a.example.com", 201],
    ["CNAME", "20.1.2.3", 400],
    [null, "a.example.com", 201],
  ])("%s with the target %s is answered %i", async (recordType, target, status) => {
    expect((await anArm().put(PROFILE, withType(recordType, target), at)).status).toBe(status);
  });
});

describe("nesting (Azure docs: FAQ)", () => {
  const place = (at: number) => `${PROFILES}/level${at}`;
  const aChain = async (length: number) => {
    const arm = anArm();
    const statuses: number[] = [];
    for (let at = 1; at <= length; at += 1) {
      const dnsConfig = { relativeName: `level${at}` };
      await arm.put(place(at), aProfileBody({ dnsConfig }));
      if (at === 1) continue;
      const properties = { targetResourceId: place(at - 1) };
      statuses.push((await arm.put(nested("n", place(at)), { properties })).status);
    }
    return { arm, statuses };
  };

  it("goes ten levels deep and not eleven, from above and from below", async () => {
    expect((await aChain(11)).statuses).toEqual([...Array(9).fill(201), 400]);
    const { arm } = await aChain(10);
    await arm.put(place(0), aProfileBody({ dnsConfig: { relativeName: "level0" } }));
    const below = await arm.put(nested("n", place(1)), { properties: { targetResourceId: place(0) } });
    expect(below.status).toBe(400);
  });

  it("has no loops", async () => {
    const { arm } = await aChain(3);
    const loop = await arm.put(nested("n", place(1)), { properties: { targetResourceId: place(3) } });
    expect(loop.status).toBe(400);
    const self = await arm.put(nested("n", place(1)), { properties: { targetResourceId: place(1) } });
    expect(self.status).toBe(400);
  });
});

describe("the endpoints of a profile", () => {
  it("are at most 200 (Azure subscription limits)", async () => {
    const endpoints = Array.from({ length: 200 }, (_, at) => aListedEndpoint(`e${at}`));
    const arm = await anArmWithProfile({ endpoints });
    expect((await arm.put(external("one-more"), anEndpointBody({ target: "more.example.com" }))).status).toBe(400);
    expect((await arm.put(external("e7"), anEndpointBody({ target: "more.example.com" }))).status).toBe(201);
  });

  it("without name and type are refused in three sentences, as Azure joins them (azure-cli #4734)", async () => {
    const { status, message } = await putProfile({ endpoints: [{ properties: {} }, { properties: {} }] });
    expect(status).toBe(400);
    expect(message).toContain("Endpoint name '' is invalid.");
    expect(message).toContain(
      "The type '<null>' specified for endpoint '<null>' is invalid. Valid endpoint types are:",
    );
    expect(message).toMatch(
      /There are duplicates in the list of endpoints\. The following endpoint\(s\) appear more than once: \.$/,
    );
  });

  it("do not appear twice (azure-cli #4734)", async () => {
    const endpoints = [aListedEndpoint("a"), aListedEndpoint("A", { target: "other.example.com" })];
    expect(await putProfile({ endpoints })).toEqual({
      status: 400,
      message: "There are duplicates in the list of endpoints. The following endpoint(s) appear more than once: a.",
    });
  });

  it("may be of different types (Azure docs: endpoint types)", async () => {
    const targetResourceId = `${GROUP}/providers/Microsoft.Web/sites/shop`;
    const endpoints = [aListedEndpoint("a"), aListedEndpoint("b", { targetResourceId }, "azureEndpoints")];
    expect((await putProfile({ endpoints })).status).toBe(201);
  });

  it("are at most one Web App per region, in Azure's words (azure-docs #16469)", async () => {
    const app = (name: string) => ({
      id: `${GROUP}/providers/Microsoft.Web/sites/${name}`,
      target: `${name}.azurewebsites.net`,
      location: "West Europe",
    });
    const endpoints = ["a", "b"].map((name) =>
      aListedEndpoint(name, { targetResourceId: app(name).id }, "azureEndpoints"),
    );
    expect(await putProfile({ endpoints }, { azureResources: [app("a"), app("b")] })).toEqual({
      status: 400,
      message:
        'Some of the provided Azure Website endpoints are not valid: One or more conflicts detected in traffic manager configuration. Multiple domains point to region "West Europe": a.azurewebsites.net, b.azurewebsites.net',
    });
  });

  it("serve always only when enabled, and keep it when disabled later (Azure docs: monitoring)", async () => {
    expect((await putEndpoint({ alwaysServe: "Enabled", endpointStatus: "Disabled" })).status).toBe(400);
    const arm = await anArmWithProfile();
    await arm.put(external("a"), anEndpointBody({ alwaysServe: "Enabled" }));
    const { status, body } = await arm.patch(external("a"), { properties: { endpointStatus: "Disabled" } });
    expect([status, body.properties.alwaysServe]).toEqual([200, "Enabled"]);
  });
});
