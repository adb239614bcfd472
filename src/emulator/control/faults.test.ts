import { describe, expect, it } from "vitest";
import { anArmWithProfile, anEndpointBody, external, PROFILE } from "../../../test/support/arm-asking.ts";
import { ConnectionDropped } from "../../http/listen.ts";
import type { FaultRule } from "./faults.ts";

const unavailable = { status: 503 } as const;

async function statusesOf(rule: FaultRule, count: number) {
  const arm = await anArmWithProfile();
  arm.emulator.control.faults.add(rule);
  const statuses: number[] = [];
  for (let at = 0; at < count; at += 1) statuses.push((await arm.get(PROFILE)).status);
  return statuses;
}

describe("a fault rule", () => {
  it("fires at every request unless told otherwise", async () => {
    expect(await statusesOf({ action: unavailable }, 3)).toEqual([503, 503, 503]);
  });

  it("fires once at the k-th request", async () => {
    expect(await statusesOf({ nth: 2, action: unavailable }, 4)).toEqual([200, 503, 200, 200]);
  });

  it("fires as often as told from the k-th on", async () => {
    expect(await statusesOf({ nth: 2, times: 2, action: unavailable }, 4)).toEqual([200, 503, 503, 200]);
    expect(await statusesOf({ times: 1, action: unavailable }, 2)).toEqual([503, 200]);
  });

  it("counts only requests of its method, path and caller", async () => {
    const arm = await anArmWithProfile();
    const { faults } = arm.emulator.control;
    faults.add({ method: "put", path: "*/externalendpoints/A", caller: "me", nth: 1, action: unavailable });
    const put = (name: string, caller: string) =>
      arm.put(external(name), anEndpointBody({ target: `${name}.example.com` }), { headers: { "user-agent": caller } });
    expect((await arm.get(PROFILE)).status).toBe(200);
    expect((await put("b", "me")).status).toBe(201);
    expect((await put("a", "another")).status).toBe(201);
    expect((await put("a", "me")).status).toBe(503);
    expect(faults.list()).toMatchObject([{ matched: 1, fired: 1 }]);
  });

  it("before the effect keeps the operation from happening", async () => {
    const arm = await anArmWithProfile();
    arm.emulator.control.faults.add({ nth: 1, action: unavailable });
    await arm.put(external("a"), anEndpointBody());
    expect((await arm.get(PROFILE)).body.properties.endpoints).toEqual([]);
  });

  it("after the effect only hides that it happened", async () => {
    const arm = await anArmWithProfile();
    arm.emulator.control.faults.add({ nth: 1, effect: "after", action: unavailable });
    expect((await arm.put(external("a"), anEndpointBody())).status).toBe(503);
    expect((await arm.get(PROFILE)).body.properties.endpoints).toHaveLength(1);
  });

  it("answers with the code, message and Retry-After it was given", async () => {
    const arm = await anArmWithProfile();
    const action = { status: 429, code: "TooManyRequests", message: "Later.", retryAfter: 7 };
    arm.emulator.control.faults.add({ action });
    const { status, body, headers } = await arm.get(PROFILE);
    expect([status, body, headers.get("retry-after")]).toEqual([
      429,
      { error: { code: "TooManyRequests", message: "Later." } },
      "7",
    ]);
  });

  it("drops the connection, which the log shows as status 0", async () => {
    const arm = await anArmWithProfile();
    const { faults, requests } = arm.emulator.control;
    faults.add({ nth: 1, effect: "after", action: { drop: true } });
    await expect(arm.put(external("a"), anEndpointBody())).rejects.toBeInstanceOf(ConnectionDropped);
    expect(requests.entries().at(-1)).toMatchObject({ method: "PUT", status: 0 });
    expect((await arm.get(external("a"))).status).toBe(200);
  });

  it("delays by the emulator's clock and then lets the operation go on", async () => {
    const arm = await anArmWithProfile();
    arm.emulator.control.faults.add({ nth: 1, action: { delayMs: 5_000 } });
    let status = 0;
    const reply = arm.get(PROFILE).then((answer) => {
      status = answer.status;
    });
    await arm.clock.advance(4_999);
    expect(status).toBe(0);
    await arm.clock.advance(1);
    await reply;
    expect(status).toBe(200);
  });

  it("ends when it is removed", async () => {
    const arm = await anArmWithProfile();
    const id = arm.emulator.control.faults.add({ action: unavailable });
    expect(arm.emulator.control.faults.remove(id)).toBe(true);
    expect((await arm.get(PROFILE)).status).toBe(200);
  });
});
