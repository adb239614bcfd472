import { expect } from "vitest";
import { eventually } from "../world/eventually.ts";
import type { World } from "../world/world.ts";
import { PROFILE } from "./names.ts";

/** What Azure refused is asked again after a minute; everything else takes seconds. */
const LONGEST = 100_000;

/** Waits until the profile's endpoints are exactly these, by name with their weights. */
export function seeWeights(world: World, weights: Record<string, number>, profile = PROFILE): Promise<true> {
  return see(`the endpoints ${JSON.stringify(weights)} of ${profile}`, async () => {
    const endpoints = await world.azure.endpoints(profile);
    const seen = Object.fromEntries(Object.entries(endpoints).map(([name, { weight }]) => [name, weight]));
    expect(seen).toEqual(weights);
  });
}

/** Waits until the profile's endpoints are exactly these, by name with their targets. */
export function seeTargets(world: World, targets: Record<string, string>, profile = PROFILE): Promise<true> {
  return see(`the endpoints ${JSON.stringify(targets)} of ${profile}`, async () => {
    const endpoints = await world.azure.endpoints(profile);
    const seen = Object.fromEntries(Object.entries(endpoints).map(([name, { target }]) => [name, target]));
    expect(seen).toEqual(targets);
  });
}

/** Waits until the endpoint's health is as said. */
export function seeHealth(world: World, endpoint: string, health: string): Promise<true> {
  return see(`${endpoint} ${health}`, async () => {
    const endpoints = await world.azure.endpoints(PROFILE);
    expect(endpoints[endpoint]?.endpointMonitorStatus).toBe(health);
  });
}

/** Waits until a name leads to one of these addresses; to none at all when the list is empty. */
export function seeAddress(world: World, name: string, addresses: readonly string[], type: "A" | "AAAA" = "A") {
  return see(`${name} at ${addresses.join(" or ") || "no address"}`, async () => {
    const [address] = await world.resolve(name, type);
    if (addresses.length === 0) expect(address).toBeUndefined();
    else expect(addresses).toContain(address);
  });
}

/** Waits until a fault rule has a request in its hands. */
export function faultFired(world: World): Promise<true> {
  return see("a request in the fault's hands", async () =>
    expect(await world.emulator.faultsFired()).toBeGreaterThan(0),
  );
}

/** Waits until an expectation holds; what differed last is the cause of the failure when it never does. */
export function see(what: string, expectation: () => Promise<void> | void): Promise<true> {
  const check = async () => {
    await expectation();
    return true as const;
  };
  return eventually(what, check, { within: LONGEST });
}
