import { describe, expect, it } from "vitest";
import {
  anArm,
  anArmWithProfile,
  aProfileBody,
  PROFILE,
  PROFILES,
  putProfile,
} from "../../../../test/support/arm-asking.ts";

const monitor = (change: Record<string, unknown>) => ({
  monitorConfig: { protocol: "HTTP", port: 80, path: "/", ...change },
});

describe("a profile's monitor (Azure docs: monitoring)", () => {
  it.each([
    { name: "interval 30", change: { intervalInSeconds: 30 }, status: 201 },
    { name: "interval 10", change: { intervalInSeconds: 10 }, status: 201 },
    { name: "interval 20, which is neither 10 nor 30", change: { intervalInSeconds: 20 }, status: 400 },
    { name: "timeout 5 at interval 30", change: { timeoutInSeconds: 5 }, status: 201 },
    { name: "timeout 10 at interval 30", change: { timeoutInSeconds: 10 }, status: 201 },
    { name: "timeout 4", change: { timeoutInSeconds: 4 }, status: 400 },
    { name: "timeout 11", change: { timeoutInSeconds: 11 }, status: 400 },
    { name: "timeout 9 at interval 10", change: { intervalInSeconds: 10, timeoutInSeconds: 9 }, status: 201 },
    { name: "timeout 10 at interval 10", change: { intervalInSeconds: 10, timeoutInSeconds: 10 }, status: 400 },
    { name: "0 tolerated failures", change: { toleratedNumberOfFailures: 0 }, status: 201 },
    { name: "9 tolerated failures", change: { toleratedNumberOfFailures: 9 }, status: 201 },
    { name: "10 tolerated failures", change: { toleratedNumberOfFailures: 10 }, status: 400 },
    { name: "-1 tolerated failures", change: { toleratedNumberOfFailures: -1 }, status: 400 },
    { name: "HTTP without a path", change: { path: null }, status: 400 },
    { name: "HTTPS without a path", change: { protocol: "HTTPS", path: null }, status: 400 },
    { name: "a path that does not start with /", change: { path: "health" }, status: 400 },
    { name: "TCP without a path", change: { protocol: "TCP", path: null }, status: 201 },
    { name: "TCP with an empty path", change: { protocol: "TCP", path: "" }, status: 201 },
    { name: "TCP with a path", change: { protocol: "TCP" }, status: 400 },
    { name: "port 0", change: { port: 0 }, status: 400 },
    { name: "port 65536", change: { port: 65_536 }, status: 400 },
    { name: "a protocol that is none", change: { protocol: "ICMP" }, status: 400 },
    { name: "8 headers", change: { customHeaders: headers(8) }, status: 201 },
    { name: "9 headers", change: { customHeaders: headers(9) }, status: 400 },
    { name: "a wildcard in a Host header", change: { customHeaders: [header("Host", "*.a.com")] }, status: 400 },
    { name: "8 status code ranges", change: { expectedStatusCodeRanges: ranges(8) }, status: 201 },
    { name: "9 status code ranges", change: { expectedStatusCodeRanges: ranges(9) }, status: 400 },
    { name: "a range upside down", change: { expectedStatusCodeRanges: [{ min: 299, max: 200 }] }, status: 400 },
    {
      name: "status code ranges with TCP",
      change: { protocol: "TCP", path: null, expectedStatusCodeRanges: ranges(1) },
      status: 400,
    },
  ])("with $name is answered $status", async ({ change, status }) => {
    expect((await putProfile(monitor(change))).status).toBe(status);
  });

  function header(name: string, value: string) {
    return { name, value };
  }
  function headers(count: number) {
    return Array.from({ length: count }, (_, at) => header(`x-${at}`, "y"));
  }
  function ranges(count: number) {
    return Array.from({ length: count }, (_, at) => ({ min: 200 + at, max: 200 + at }));
  }
});

describe("a profile's own settings", () => {
  it.each([
    { name: "ttl 0", properties: { dnsConfig: { relativeName: "p", ttl: 0 } }, status: 201 },
    { name: "ttl 2147483647", properties: { dnsConfig: { relativeName: "p", ttl: 2_147_483_647 } }, status: 201 },
    { name: "ttl 2147483648", properties: { dnsConfig: { relativeName: "p", ttl: 2_147_483_648 } }, status: 400 },
    { name: "ttl -1", properties: { dnsConfig: { relativeName: "p", ttl: -1 } }, status: 400 },
    { name: "a ttl that is no number", properties: { dnsConfig: { relativeName: "p", ttl: "soon" } }, status: 400 },
  ])("with $name are answered $status (Azure docs: FAQ)", async ({ properties, status }) => {
    expect((await putProfile(properties)).status).toBe(status);
  });

  it.each([
    ["a", 201],
    ["a-b.c", 201],
    [`${"a".repeat(63)}`, 201],
    [`${"a".repeat(64)}`, 400],
    ["-a", 400],
    ["a.", 400],
    ["a_b", 400],
  ])("the profile name %s is answered %i (Azure docs: resource name rules)", async (name, status) => {
    expect((await anArm().put(`${PROFILES}/${name}`, aProfileBody())).status).toBe(status);
  });

  it.each(["bad_name", "-a", "a..b", `${"a".repeat(64)}`])("the relative name %s is refused", async (relativeName) => {
    expect((await putProfile({ dnsConfig: { relativeName, ttl: 30 } })).status).toBe(400);
  });

  it("the relative name of a profile cannot change (terraform: ForceNew)", async () => {
    const arm = await anArmWithProfile();
    expect((await arm.put(PROFILE, aProfileBody({ dnsConfig: { relativeName: "q" } }))).status).toBe(400);
  });

  it.each([
    [8, 8, 201],
    [9, 8, 400],
    [10, 10, 201],
    [0, 8, 400],
  ] as const)(
    "maxReturn %i with the limit %i is answered %i (portal 8, Azure docs: FAQ 10)",
    async (maxReturn, maxReturnLimit, status) => {
      const properties = { trafficRoutingMethod: "MultiValue", maxReturn };
      expect((await putProfile(properties, { unclear: { maxReturnLimit } })).status).toBe(status);
    },
  );

  it("maxReturn reads back null unless the method is MultiValue (recordings)", async () => {
    const { body } = await anArm().put(PROFILE, aProfileBody({ maxReturn: 3 }));
    expect(body.properties.maxReturn).toBeNull();
  });

  it("a subscription holds 200 profiles (Azure Fleet troubleshooting)", async () => {
    const arm = anArm();
    const put = (name: string) =>
      arm.put(`${PROFILES}/${name}`, aProfileBody({ dnsConfig: { relativeName: name, ttl: 30 } }));
    for (let at = 0; at < 200; at += 1) expect((await put(`p${at}`)).status).toBe(201);
    expect((await put("one-more")).status).toBe(409);
    const elsewhere = PROFILE.replace("00a", "00b");
    expect((await arm.put(elsewhere, aProfileBody({ dnsConfig: { relativeName: "else" } }))).status).toBe(201);
  });
});
