import { describe, expect, it } from "vitest";
import { anArm, anArmWithProfile, aProfileBody, PROFILE } from "../../../test/support/arm-asking.ts";
import { signToken } from "../identity/token.ts";
import { createRequestLog } from "./request-log.ts";

describe("the request log", () => {
  it("tells when, what, how it was answered and by whom it was asked", async () => {
    const arm = anArm();
    await arm.put(PROFILE, aProfileBody(), { headers: { "user-agent": "my-tool/1.2 (linux)" } });
    expect(arm.emulator.control.requests.entries()).toEqual([
      {
        at: Date.UTC(2026, 0, 1),
        method: "PUT",
        path: PROFILE,
        status: 201,
        caller: "my-tool/1.2",
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("knows a caller by the token's application before its user agent", async () => {
    const arm = anArm();
    const claims = { appid: "east", oid: "o", tid: "t", aud: "a", exp: 0 };
    const authorization = `Bearer ${signToken(claims, new Uint8Array(32))}`;
    await arm.get(PROFILE, { headers: { authorization, "user-agent": "my-tool" } });
    await arm.get(PROFILE, { headers: { authorization: "Bearer opaque", "x-ms-useragent": "sdk/6.1.0 core/1" } });
    expect(arm.emulator.control.requests.entries().map(({ caller }) => caller)).toEqual(["east", "sdk/6.1.0"]);
  });

  it("counts reads and writes by caller since a mark", async () => {
    const arm = await anArmWithProfile();
    const { requests } = arm.emulator.control;
    const since = requests.mark();
    await arm.get(PROFILE, { headers: { "user-agent": "a" } });
    await arm.put(PROFILE, aProfileBody(), { headers: { "user-agent": "b" } });
    await arm.delete(PROFILE, { headers: { "user-agent": "b" } });
    expect(requests.count({ since })).toEqual({ reads: 1, writes: 2, total: 3 });
    expect(requests.count({ since, caller: "a" })).toEqual({ reads: 1, writes: 0, total: 1 });
    expect(requests.countByCaller({ since }).get("b")).toEqual({ reads: 0, writes: 2, total: 2 });
  });

  it("selects by method and by a pattern of the path", async () => {
    const arm = await anArmWithProfile();
    await arm.get(PROFILE);
    const { requests } = arm.emulator.control;
    expect(requests.entries({ method: "get" })).toHaveLength(1);
    expect(requests.entries({ path: "*/TRAFFICMANAGERPROFILES/*" })).toHaveLength(2);
    expect(requests.entries({ path: "*/dnszones/*" })).toEqual([]);
  });

  it("forgets the oldest beyond its limit, and marks stay true", () => {
    const log = createRequestLog(2);
    const add = (path: string) => log.add({ at: 0, method: "GET", path, status: 200, caller: "c", durationMs: 0 });
    for (const path of ["a", "b", "c"]) add(path);
    const since = log.mark();
    for (const path of ["d", "e"]) add(path);
    expect(log.entries({ since }).map(({ path }) => path)).toEqual(["d", "e"]);
    expect(log.mark()).toBe(5);
    log.clear();
    expect([log.entries(), log.mark()]).toEqual([[], 5]);
  });
});
