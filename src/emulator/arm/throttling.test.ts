import { describe, expect, it } from "vitest";
import { type Arm, anArm, aProfileBody, external, PROFILE, PROFILES } from "../../../test/support/arm-asking.ts";

const as = (caller: string) => ({ headers: { "user-agent": caller } });

async function untilRefused(arm: Arm, path: string, caller: string, limit: number): Promise<number> {
  for (let taken = 0; taken < limit; taken += 1) {
    if ((await arm.delete(path, as(caller))).status === 429) return taken;
  }
  return limit;
}

describe("throttling (Azure docs: request limits and throttling)", () => {
  it("is off unless told otherwise", async () => {
    expect(await untilRefused(anArm(), external("a"), "me", 300)).toBe(300);
  });

  it("lets 200 deletes through, then 429 with Retry-After, and 10 a second from then on", async () => {
    const arm = anArm({ throttling: 1 });
    expect(await untilRefused(arm, external("a"), "me", 300)).toBe(200);
    const { status, body, headers } = await arm.delete(external("a"), as("me"));
    expect([status, body.error.code, headers.get("retry-after")]).toEqual([429, "SubscriptionRequestsThrottled", "1"]);
    expect(body.error.message).toMatch(
      /^Number of 'delete' requests for subscription '.*' actor 'me' exceeded\. Please try again after '1' seconds/,
    );
    await arm.clock.advance(1000);
    expect(await untilRefused(arm, external("a"), "me", 300)).toBe(10);
  });

  it("counts every principal for itself, within 15 times as much for the subscription", async () => {
    const arm = anArm({ throttling: 1 });
    const taken = [];
    for (let at = 0; at < 16; at += 1) taken.push(await untilRefused(arm, external("a"), `caller${at}`, 300));
    expect(taken).toEqual([...Array(15).fill(200), 0]);
  });

  it("counts writes of endpoints as general requests, those of profiles for themselves (recordings)", async () => {
    const arm = anArm({ throttling: 0.01 });
    const put = async (path: string) => (await arm.put(path, aProfileBody(), as("me"))).status;
    expect([await put(external("a")), await put(external("a")), await put(external("a"))]).toEqual([404, 404, 429]);
    expect(await put(PROFILE)).toBe(201);
  });

  it("scales every limit by the option", async () => {
    expect(await untilRefused(anArm({ throttling: 0.1 }), external("a"), "me", 300)).toBe(20);
  });

  it("shows what is left", async () => {
    const arm = anArm();
    const left = async () =>
      (await arm.get(PROFILES)).headers.get("x-ms-ratelimit-remaining-subscription-resource-requests");
    expect([await left(), await left()]).toEqual(["1099", "1098"]);
  });
});
