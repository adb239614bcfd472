import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anArm,
  aProfileBody,
  azure,
  external,
  nested,
  PROFILE,
  PROFILES,
  SUBSCRIPTION,
} from "../../../test/support/arm-asking.ts";

/** Values near to what the API takes, so that they get past the first check, mixed with anything at all. */
const KEYS = [
  ..."location tags properties name type endpoints target targetResourceId weight priority endpointStatus".split(" "),
  ..."endpointLocation geoMapping subnets first last scope customHeaders value alwaysServe minChildEndpoints".split(
    " ",
  ),
  ..."trafficRoutingMethod dnsConfig relativeName ttl monitorConfig protocol port path intervalInSeconds".split(" "),
  ..."expectedStatusCodeRanges min max maxReturn recordType allowedEndpointRecordTypes operation".split(" "),
];
const WORDS = [
  "global",
  "Enabled",
  "Geographic",
  "TCP",
  "1.2.3.0",
  "::1",
  "WORLD",
  "Merge",
  PROFILE,
  "",
  "\u0000",
  "💥",
];

const { body } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...WORDS),
    fc.anything({ withBigInt: false }),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("body"),
  ),
  body: fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 8 }),
}));

const methods = fc.constantFrom("GET", "PUT", "PATCH", "DELETE", "POST", "HEAD");
const paths = fc.oneof(
  fc.constantFrom(
    ...[PROFILE, PROFILES, external("a"), nested("n"), azure("z"), `${PROFILE}/heatMaps/default`],
    `${PROFILE}/providers/Microsoft.Resources/tags/default`,
    `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Network/checkTrafficManagerNameAvailabilityV2`,
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`,
  ),
  fc
    .array(fc.constantFrom("subscriptions", "resourceGroups", "providers", "Microsoft.Network", "x", "%41", "..", ""))
    .map((segments) => `/${segments.join("/")}`),
);

describe("whatever is asked", () => {
  it("is answered, and never with 500", async () => {
    const failures: unknown[] = [];
    const arm = anArm({ onError: (error) => failures.push(error) });
    await arm.put(PROFILE, aProfileBody());
    await fc.assert(
      fc.asyncProperty(methods, paths, body, async (method, path, given) => {
        const { status } = await arm.ask(method, path, method === "GET" || method === "HEAD" ? undefined : given);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(failures).toEqual([]);
  });

  it("leaves a profile that Azure would take: read and put back, it is accepted", async () => {
    const arm = anArm();
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        await arm.put(PROFILE, aProfileBody());
        await arm.put(PROFILE, { location: "global", properties: { ...aProfileBody().properties, ...given } });
        const { body: profile } = await arm.get(PROFILE);
        expect((await arm.put(PROFILE, profile)).status).toBe(200);
        expect((await arm.get(PROFILE)).body).toEqual(profile);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
