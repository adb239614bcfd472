import { describe, expect, it } from "vitest";
import { anArmWithProfile, anEndpointBody, external, PROFILE } from "../../../test/support/arm-asking.ts";
import { createControlApi } from "./control-api.ts";

async function aControlledArm() {
  const arm = await anArmWithProfile();
  const api = createControlApi(arm.emulator.control);
  const control = async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await api(new Request(`http://localhost${path}`, init));
    // biome-ignore lint/suspicious/noExplicitAny: a test reads replies of every shape.
    return { status: response.status, body: (await response.json()) as any };
  };
  return { arm, control };
}

describe("the control API", () => {
  it("GET /requests shows the log, its counts and a mark to count from", async () => {
    const { arm, control } = await aControlledArm();
    await arm.get(PROFILE, { headers: { "user-agent": "me" } });
    const { body } = await control("GET", "/requests");
    expect(body).toMatchObject({
      mark: 2,
      count: { reads: 1, writes: 1, total: 2 },
      byCaller: { me: { reads: 1, writes: 0, total: 1 } },
    });
    expect(body.requests[1]).toMatchObject({ at: "2026-01-01T00:00:00.000Z", method: "GET", status: 200 });
    expect((await control("GET", "/requests?since=1")).body.requests).toHaveLength(1);
    expect((await control("GET", "/requests?caller=me&method=PUT")).body.requests).toHaveLength(0);
  });

  it("POST /clock moves, speeds up and stops the clock", async () => {
    const { control } = await aControlledArm();
    expect((await control("POST", "/clock", { advance: 60_000 })).body.now).toBe("2026-01-01T00:01:00.000Z");
    expect((await control("POST", "/clock", { speed: 10 })).body.speed).toBe(10);
    expect((await control("POST", "/clock", { pause: true })).body.paused).toBe(true);
    expect((await control("POST", "/clock", { pause: false })).body.paused).toBe(false);
  });

  it("PUT /health forces what probes say of an endpoint, and gives it back", async () => {
    const { arm, control } = await aControlledArm();
    const { body } = await arm.put(external("a"), anEndpointBody());
    const status = async () => (await arm.get(external("a"))).body.properties.endpointMonitorStatus;
    await control("PUT", "/health", { endpoint: body.id, status: "Degraded" });
    expect(await status()).toBe("Degraded");
    await control("PUT", "/health", { endpoint: body.id, status: null });
    expect(await status()).not.toBe("Degraded");
  });

  it("POST and DELETE /faults add and end fault rules", async () => {
    const { arm, control } = await aControlledArm();
    const { body } = await control("POST", "/faults", { method: "GET", action: { status: 500 } });
    expect((await arm.get(PROFILE)).status).toBe(500);
    expect((await control("GET", "/faults")).body).toMatchObject([{ id: body.id, fired: 1 }]);
    expect((await control("DELETE", `/faults/${body.id}`)).body).toEqual({ removed: true });
    expect((await arm.get(PROFILE)).status).toBe(200);
    await control("POST", "/faults", { action: { status: 500 } });
    await control("DELETE", "/faults");
    expect((await arm.get(PROFILE)).status).toBe(200);
  });

  it("POST and DELETE /denials add and end deny rules", async () => {
    const { arm, control } = await aControlledArm();
    await control("POST", "/denials", { action: "*/read" });
    expect((await arm.get(PROFILE)).status).toBe(403);
    await control("DELETE", "/denials");
    expect((await arm.get(PROFILE)).status).toBe(200);
  });

  it("PUT /routes says where probes connect instead of the targets' addresses", async () => {
    const { arm, control } = await aControlledArm();
    const { body } = await control("PUT", "/routes", { "20.10.0.1:443": "127.0.0.1:8443", "20.10.0.2": "127.0.0.1" });
    expect(body).toHaveLength(2);
    const { routes } = arm.emulator.control;
    expect(routes.connect("20.10.0.1", 443)).toEqual({ address: "127.0.0.1", port: 8443 });
    expect(routes.connect("20.10.0.2", 80)).toEqual({ address: "127.0.0.1", port: 80 });
  });

  it("GET /state shows the profiles with their health", async () => {
    const { arm, control } = await aControlledArm();
    await arm.put(external("a"), anEndpointBody());
    expect((await control("GET", "/state")).body.profiles).toMatchObject([
      { fqdn: "p.trafficmanager.net", endpoints: [{ name: "a", target: "a.example.com" }] },
    ]);
  });

  it("POST /reset empties the world and the log", async () => {
    const { arm, control } = await aControlledArm();
    await control("POST", "/faults", { action: { status: 500 } });
    expect((await control("POST", "/reset")).status).toBe(200);
    expect((await arm.get(PROFILE)).status).toBe(404);
    expect((await control("GET", "/state")).body).toMatchObject({ profiles: [], requests: 1 });
  });

  it.each([
    { name: "an unknown path", method: "GET", path: "/nowhere", body: undefined, status: 404 },
    { name: "an unknown property", method: "POST", path: "/clock", body: { advence: 1 }, status: 400 },
    { name: "a speed of 0", method: "POST", path: "/clock", body: { speed: 0 }, status: 400 },
    { name: "a fault that does nothing", method: "POST", path: "/faults", body: { action: {} }, status: 400 },
    { name: "a route to nowhere", method: "PUT", path: "/routes", body: { "20.1.1.1": "there" }, status: 400 },
  ])("says what is wrong with $name", async ({ method, path, body, status }) => {
    const { control } = await aControlledArm();
    const reply = await control(method, path, body);
    expect([reply.status, reply.body.error]).toEqual([status, expect.stringMatching(/.+/)]);
  });
});
