import { describe, expect, it } from "vitest";
import { anArm, anArmWithProfile, aProfileBody, PROFILE, SUBSCRIPTION } from "../../../test/support/arm-asking.ts";

const V1 = "/providers/Microsoft.Network/checkTrafficManagerNameAvailability";
const V2 = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/checkTrafficManagerNameAvailabilityV2`;
const TYPE = "Microsoft.Network/trafficManagerProfiles";
const OTHER = PROFILE.replace(SUBSCRIPTION, "00000000-0000-0000-0000-00000000000b");
const HOUR = 60 * 60 * 1000;

describe("the name check", () => {
  it.each([V1, V2])("%s says in Azure's words that a name is free (azure-cli recording)", async (path) => {
    const { status, body } = await anArm().post(path, { name: "p", type: TYPE });
    expect([status, body]).toEqual([200, { name: "p", type: TYPE, nameAvailable: true, reason: null, message: null }]);
  });

  it.each([V1, V2])("%s says in Azure's words that a name is taken (azure-cli recording)", async (path) => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.post(path, { name: "P", type: TYPE });
    expect([status, body]).toEqual([
      200,
      {
        name: "P",
        type: TYPE,
        nameAvailable: false,
        reason: "AlreadyExists",
        message: "Domain name P.trafficmanager.net already exists. Please choose a different DNS prefix.",
      },
    ]);
  });
});

describe("a relative name", () => {
  it("is unique in the world: a PUT that wants a taken one is 409 (terraform-provider-azurerm #7190)", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.put(OTHER, aProfileBody());
    expect([status, body.error.code]).toEqual([409, "Conflict"]);
  });

  it("of a deleted profile stays its subscription's for about two hours (learn.microsoft.com Q&A 1215438)", async () => {
    const arm = await anArmWithProfile();
    await arm.delete(PROFILE);
    await arm.clock.advance(HOUR);
    expect((await arm.put(OTHER, aProfileBody())).status).toBe(409);
    expect((await arm.post(V1, { name: "p", type: TYPE })).body.nameAvailable).toBe(false);
    expect((await arm.post(V2, { name: "p", type: TYPE })).body.nameAvailable).toBe(true);
    expect((await arm.put(PROFILE, aProfileBody())).status).toBe(201);
  });

  it("of a deleted profile can be claimed by anyone after that (learn.microsoft.com Q&A 1215438)", async () => {
    const arm = await anArmWithProfile();
    await arm.delete(PROFILE);
    await arm.clock.advance(2 * HOUR);
    expect((await arm.put(OTHER, aProfileBody())).status).toBe(201);
  });
});
