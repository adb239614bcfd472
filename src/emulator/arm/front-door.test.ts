import { describe, expect, it } from "vitest";
import {
  anArm,
  anArmWithProfile,
  anEndpointBody,
  aProfileBody,
  external,
  GROUP,
  PROFILE,
  PROFILES,
  SUBSCRIPTION,
} from "../../../test/support/arm-asking.ts";

describe("every reply", () => {
  it("carries a request id, a correlation id and a date; a caller's own correlation id comes back", async () => {
    const { headers } = await anArm().get(PROFILES, { headers: { "x-ms-correlation-request-id": "mine" } });
    expect(headers.get("x-ms-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-ms-correlation-request-id")).toBe("mine");
    expect(headers.get("date")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
  });

  it.each([
    ["GET", PROFILE, "x-ms-ratelimit-remaining-subscription-resource-requests", "1099"],
    ["PUT", PROFILE, "x-ms-ratelimit-remaining-subscription-resource-requests", "799"],
    ["PUT", external("a"), "x-ms-ratelimit-remaining-subscription-writes", "199"],
    ["DELETE", external("a"), "x-ms-ratelimit-remaining-subscription-deletes", "199"],
    [
      "POST",
      "/providers/Microsoft.Network/checkTrafficManagerNameAvailability",
      "x-ms-ratelimit-remaining-tenant-writes",
      "199",
    ],
  ])("to %s %s carries %s (azure-cli and azure-powershell recordings)", async (method, path, name, remaining) => {
    const { headers } = await anArm().ask(method, path, method === "PUT" ? aProfileBody() : undefined);
    expect(headers.get(name)).toBe(remaining);
  });
});

describe("malformed input never crashes it", () => {
  it.each([
    { name: "a body that is no JSON", body: "{", status: 400, code: "InvalidRequestContent" },
    { name: "a body that is no object", body: "[]", status: 400, code: "InvalidRequestContent" },
    { name: "no body", body: "", status: 400, code: "InvalidRequestContent" },
    { name: "a body of 5 MB", body: `"${"x".repeat(5_000_000)}"`, status: 413, code: "RequestContentTooLarge" },
    {
      name: "properties that are a list",
      body: '{"location":"global","properties":[]}',
      status: 400,
      code: "BadRequest",
    },
    {
      name: "endpoints that are text",
      body: '{"location":"global","properties":{"endpoints":"x"}}',
      status: 400,
      code: "BadRequest",
    },
    {
      name: "an endpoint that is null",
      body: '{"location":"global","properties":{"endpoints":[null]}}',
      status: 400,
      code: "BadRequest",
    },
  ])("$name: $status $code", async ({ body, status, code }) => {
    const { emulator } = anArm();
    const url = `https://management.azure.com${PROFILE}?api-version=2022-04-01`;
    const response = await emulator.fetch(new Request(url, { method: "PUT", body }));
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([
      status,
      code,
    ]);
  });

  it("a path with a broken escape is 400", async () => {
    expect((await anArm().get(`${PROFILES}/%E0%A4%A`)).status).toBe(400);
  });

  it("a method nobody has is 405, a path nobody has is 404", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.ask("POST", PROFILE, {})).status).toBe(405);
    expect((await arm.get("/nowhere")).status).toBe(404);
    expect((await arm.get(`${GROUP}/providers/Microsoft.Compute/virtualMachines/vm`)).status).toBe(404);
    expect((await arm.get(`${PROFILE}/unknownEndpoints/a`)).status).toBe(404);
  });

  it("an endpoint may be called providers", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.put(external("providers"), anEndpointBody())).status).toBe(201);
    expect((await arm.get(external("providers"))).body.name).toBe("providers");
  });
});

describe("subscriptions and groups", () => {
  it("lists the subscription that it was given (Azure CLI: az login)", async () => {
    const arm = anArm({ subscriptions: [SUBSCRIPTION] });
    const { body } = await arm.get("/subscriptions", { apiVersion: "2022-12-01" });
    expect(body.value).toMatchObject([{ subscriptionId: SUBSCRIPTION, state: "Enabled", tenantId: "adfs" }]);
  });

  it("has any group without being told, and those a resource was put into in its list", async () => {
    const arm = await anArmWithProfile();
    const at = { apiVersion: "2021-04-01" };
    expect((await arm.get(GROUP, at)).body.name).toBe("rg");
    expect((await arm.ask("HEAD", GROUP, undefined, at)).status).toBe(204);
    const { body } = await arm.get(`/subscriptions/${SUBSCRIPTION}/resourceGroups`, at);
    expect(body.value.map(({ name }: { name: string }) => name)).toEqual(["rg"]);
  });

  it("has only the groups it was given, and those that are put there", async () => {
    const arm = anArm({ resourceGroups: ["other"] });
    const at = { apiVersion: "2021-04-01" };
    expect((await arm.get(GROUP, at)).body.error.code).toBe("ResourceGroupNotFound");
    expect((await arm.ask("HEAD", GROUP, undefined, at)).status).toBe(404);
    expect((await arm.put(GROUP, { location: "westus" }, at)).status).toBe(201);
    expect((await arm.put(PROFILE, aProfileBody())).status).toBe(201);
  });

  it("has Microsoft.Network registered (Azure CLI: az network)", async () => {
    const path = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network`;
    expect((await anArm().get(path)).body.registrationState).toBe("Registered");
    expect((await anArm().post(`${path}/register`, {})).body.registrationState).toBe("Registered");
  });
});
