import { describe, expect, it } from "vitest";
import { aNestedEndpoint, anEndpoint, aProfile, profileId } from "../../../test/support/profile-builders.ts";
import type { ProfileResource } from "../../arm/traffic-manager.ts";
import { createManualClock } from "../../time/manual-clock.ts";
import { createProfileStore } from "../traffic-manager/profile-store.ts";
import { createHealthMonitor, type HealthChange } from "./health.ts";
import type { ProbeRequest, ProbeResult } from "./probe-request.ts";

const SECOND = 1000;

/** A started monitor over these profiles; `answers` says per target whether probes pass, fail or never return. */
function monitoring(...profiles: ProfileResource[]) {
  const clock = createManualClock(0);
  const store = createProfileStore();
  const answers = new Map<string, "pass" | "fail" | "silence">();
  const probes: { at: number; request: ProbeRequest }[] = [];
  const changes: HealthChange[] = [];
  const probe = (request: ProbeRequest): Promise<ProbeResult> => {
    probes.push({ at: clock.now(), request });
    const answer = answers.get(request.target) ?? "pass";
    if (answer === "silence") return new Promise(() => {});
    return Promise.resolve(answer === "pass" ? { passed: true } : { passed: false, reason: "HTTP 500" });
  };
  const health = createHealthMonitor({ store, clock, probe });
  health.subscribe((change) => changes.push(change));
  for (const profile of profiles) store.put(profile);
  health.start();
  const profileOf = (name: string) => {
    const profile = store.get(profileId(name));
    if (!profile) throw new Error(`no profile ${name}`);
    return profile;
  };
  return {
    clock,
    store,
    answers,
    probes,
    changes,
    health,
    status(endpoint: string, name = "shop") {
      const profile = profileOf(name);
      const found = profile.properties.endpoints.find((one) => one.name === endpoint);
      if (!found) throw new Error(`no endpoint ${endpoint}`);
      return health.endpointMonitorStatus(profile, found);
    },
    profileStatus: (name = "shop") => health.profileMonitorStatus(profileOf(name)),
    probedAt: (target: string) =>
      probes.filter(({ request }) => request.target === target).map(({ at }) => at / SECOND),
  };
}

describe("the documented timeline of 30 s interval, 10 s timeout, 3 tolerated failures (Azure docs: monitoring)", () => {
  it("degrades at the fourth consecutive failure, goes on probing at the same interval, and recovers with one success", async () => {
    const { clock, answers, status, profileStatus, probedAt, changes } = monitoring(
      aProfile({
        monitorConfig: { intervalInSeconds: 30, timeoutInSeconds: 10, toleratedNumberOfFailures: 3 },
        endpoints: [anEndpoint("eu"), anEndpoint("us")],
      }),
    );
    expect(status("eu")).toBe("CheckingEndpoint");
    expect(profileStatus()).toBe("CheckingEndpoints");
    await clock.advance(0);
    expect(status("eu")).toBe("Online");

    answers.set("eu.example.net", "silence");
    await clock.advance(30 * SECOND + 10 * SECOND); // first failure: the probe at 30 s has run into its timeout
    expect(status("eu")).toBe("Online");
    await clock.advance(80 * SECOND - 1); // just before the fourth failure
    expect([clock.now(), status("eu")]).toEqual([120 * SECOND - 1, "Online"]);
    await clock.advance(10 * SECOND); // the probe of 120 s is in flight until 130 s
    expect(status("eu")).toBe("Online");
    await clock.advance(1);
    expect([clock.now(), status("eu"), status("us")]).toEqual([130 * SECOND, "Degraded", "Online"]);
    expect(profileStatus()).toBe("Degraded");

    answers.set("eu.example.net", "pass");
    await clock.advance(20 * SECOND);
    expect([clock.now(), status("eu")]).toEqual([150 * SECOND, "Online"]);
    expect(probedAt("eu.example.net")).toEqual([0, 30, 60, 90, 120, 150]);
    expect(
      changes.filter(({ endpointId }) => endpointId.endsWith("/eu")).map((one) => [one.status, one.reason]),
    ).toEqual([
      ["Online", "probe passed"],
      ["Degraded", "no answer within 10 s"],
      ["Online", "probe passed"],
    ]);
  });

  it("with 10 s interval, 5 s timeout and none tolerated degrades within 15 s (Azure docs: monitoring)", async () => {
    const { clock, answers, status } = monitoring(
      aProfile({
        monitorConfig: { intervalInSeconds: 10, timeoutInSeconds: 5, toleratedNumberOfFailures: 0 },
        endpoints: [anEndpoint("eu")],
      }),
    );
    await clock.advance(0);
    answers.set("eu.example.net", "silence");
    await clock.advance(15 * SECOND);
    expect(status("eu")).toBe("Degraded");
  });
});

describe("defaults (Azure docs: monitoring)", () => {
  it.each([
    { intervalInSeconds: undefined, timeout: 10 },
    { intervalInSeconds: 30, timeout: 10 },
    { intervalInSeconds: 10, timeout: 9 },
  ])("times out after $timeout s at interval $intervalInSeconds", async ({ intervalInSeconds, timeout }) => {
    const { clock, answers, changes } = monitoring(
      aProfile({
        monitorConfig: { toleratedNumberOfFailures: 0, ...(intervalInSeconds && { intervalInSeconds }) },
        endpoints: [anEndpoint("eu")],
      }),
    );
    answers.set("eu.example.net", "silence");
    await clock.advance(timeout * SECOND - 1);
    expect(changes).toEqual([]);
    await clock.advance(1);
    expect(changes.map(({ status }) => status)).toEqual(["Degraded"]);
  });

  it("probes every 30 s and tolerates 3 failures", async () => {
    const { clock, answers, status, probedAt } = monitoring(aProfile({ endpoints: [anEndpoint("eu")] }));
    answers.set("eu.example.net", "fail");
    await clock.advance(60 * SECOND);
    expect(status("eu")).toBe("CheckingEndpoint");
    await clock.advance(30 * SECOND);
    expect([probedAt("eu.example.net"), status("eu")]).toEqual([[0, 30, 60, 90], "Degraded"]);
  });
});

describe("what is probed (Azure docs: monitoring)", () => {
  it("probes no disabled endpoint, no alwaysServe endpoint, no nested endpoint and nothing in a disabled profile", async () => {
    const { clock, probes, status, health } = monitoring(
      aProfile({
        endpoints: [
          anEndpoint("off", { endpointStatus: "Disabled" }),
          anEndpoint("always", { alwaysServe: "Enabled" }),
          aNestedEndpoint("nested", "child"),
        ],
      }),
      aProfile({ name: "child", profileStatus: "Disabled", endpoints: [anEndpoint("inside")] }),
    );
    await clock.advance(100 * SECOND);
    expect(probes).toEqual([]);
    expect(["off", "always", "nested"].map((name) => status(name))).toEqual(["Disabled", "Unmonitored", "Stopped"]);
    expect(status("inside", "child")).toBe("Inactive");
    expect(clock.nextDue()).toBeUndefined();
    health.close();
  });

  it("stops when the profile is deleted, and when the monitor is closed", async () => {
    const { clock, store, health } = monitoring(
      aProfile({ endpoints: [anEndpoint("eu")] }),
      aProfile({ name: "other" }),
    );
    await clock.advance(0);
    expect(clock.nextDue()).toBe(30 * SECOND);
    store.delete(profileId("shop"));
    expect(clock.nextDue()).toBeUndefined();
    store.put(aProfile({ endpoints: [anEndpoint("eu")] }));
    expect(clock.nextDue()).toBe(0);
    health.close();
    expect(clock.nextDue()).toBeUndefined();
    store.put(aProfile({ endpoints: [anEndpoint("eu"), anEndpoint("us")] }));
    expect(clock.nextDue()).toBeUndefined();
  });

  it("takes the Host header, the path and the expected ranges to the probe; the endpoint's headers beat the profile's", async () => {
    const { clock, probes } = monitoring(
      aProfile({
        monitorConfig: {
          protocol: "HTTPS",
          port: 8443,
          path: "/healthz",
          customHeaders: [
            { name: "host", value: "profile.example.com" },
            { name: "X-Probe", value: "profile" },
          ],
          expectedStatusCodeRanges: [{ min: 200, max: 299 }],
        },
        endpoints: [
          anEndpoint("eu", { customHeaders: [{ name: "HOST", value: "endpoint.example.com" }] }),
          anEndpoint("us"),
        ],
      }),
    );
    await clock.advance(0);
    const [eu, us] = probes.map(({ request: { signal: _signal, ...rest } }) => rest);
    expect(eu).toEqual({
      protocol: "HTTPS",
      target: "eu.example.net",
      port: 8443,
      path: "/healthz",
      headers: [
        { name: "HOST", value: "endpoint.example.com" },
        { name: "User-Agent", value: "Azure Traffic Manager Endpoint Monitor" },
        { name: "X-Probe", value: "profile" },
      ],
      expectedStatusCodeRanges: [{ min: 200, max: 299 }],
    });
    expect(us?.headers[0]).toEqual({ name: "host", value: "profile.example.com" });
  });
});

describe("what a change does to the history", () => {
  const degraded = async () => {
    const monitor = monitoring(
      aProfile({ monitorConfig: { toleratedNumberOfFailures: 0 }, endpoints: [anEndpoint("eu"), anEndpoint("us")] }),
    );
    monitor.answers.set("eu.example.net", "fail");
    await monitor.clock.advance(0);
    expect([monitor.status("eu"), monitor.status("us")]).toEqual(["Degraded", "Online"]);
    return monitor;
  };
  const monitorConfig = { toleratedNumberOfFailures: 0 };

  it("keeps it when only the weight changes, and does not probe sooner", async () => {
    const { store, status, clock } = await degraded();
    store.put(aProfile({ monitorConfig, endpoints: [anEndpoint("eu", { weight: 7 }), anEndpoint("us")] }));
    expect([status("eu"), status("us"), clock.nextDue()]).toEqual(["Degraded", "Online", 30 * SECOND]);
  });

  it("begins anew for the endpoint whose target changes, and only for that one", async () => {
    const { store, status } = await degraded();
    store.put(
      aProfile({ monitorConfig, endpoints: [anEndpoint("eu", { target: "new.example.net" }), anEndpoint("us")] }),
    );
    expect([status("eu"), status("us")]).toEqual(["CheckingEndpoint", "Online"]);
  });

  it("begins anew for all endpoints when the monitor settings change", async () => {
    const { store, status } = await degraded();
    store.put(
      aProfile({ monitorConfig: { ...monitorConfig, path: "/new" }, endpoints: [anEndpoint("eu"), anEndpoint("us")] }),
    );
    expect([status("eu"), status("us")]).toEqual(["CheckingEndpoint", "CheckingEndpoint"]);
  });

  it("begins anew after disabling and enabling: just enabled is CheckingEndpoint (Azure docs: monitoring)", async () => {
    const { store, status, clock } = await degraded();
    store.put(
      aProfile({ monitorConfig, endpoints: [anEndpoint("eu", { endpointStatus: "Disabled" }), anEndpoint("us")] }),
    );
    expect(status("eu")).toBe("Disabled");
    store.put(aProfile({ monitorConfig, endpoints: [anEndpoint("eu"), anEndpoint("us")] }));
    expect(status("eu")).toBe("CheckingEndpoint");
    await clock.advance(0);
    expect(status("eu")).toBe("Degraded");
  });

  it("ignores the result of a probe that was in flight when the target changed", async () => {
    const { store, status, clock, answers } = await degraded();
    answers.set("eu.example.net", "silence");
    await clock.advance(30 * SECOND);
    store.put(
      aProfile({ monitorConfig, endpoints: [anEndpoint("eu", { target: "new.example.net" }), anEndpoint("us")] }),
    );
    await clock.advance(20 * SECOND);
    expect(status("eu")).toBe("Online");
  });
});

describe("forced health", () => {
  const euId = `${profileId("shop")}/externalEndpoints/eu`;

  it("overrides the probes until it is taken back, in any casing of the id", async () => {
    const { clock, health, status, changes } = monitoring(aProfile({ endpoints: [anEndpoint("eu")] }));
    await clock.advance(0);
    health.force(euId.toUpperCase(), "Degraded");
    expect(status("eu")).toBe("Degraded");
    await clock.advance(60 * SECOND);
    expect(status("eu")).toBe("Degraded");
    health.force(euId, undefined);
    expect(status("eu")).toBe("Online");
    expect(changes.map(({ status: now, reason }) => [now, reason])).toEqual([
      ["Online", "probe passed"],
      ["Degraded", "forced"],
      ["Online", "no longer forced"],
    ]);
  });

  it("can stop an endpoint, as a stopped Web App does (Azure docs: monitoring)", () => {
    const { health, status, profileStatus } = monitoring(aProfile({ endpoints: [anEndpoint("eu")] }));
    health.force(euId, "Stopped");
    expect([status("eu"), profileStatus()]).toEqual(["Stopped", "Inactive"]);
  });

  it("does not bring a disabled endpoint back", () => {
    const { health, status } = monitoring(aProfile({ endpoints: [anEndpoint("eu", { endpointStatus: "Disabled" })] }));
    health.force(euId, "Online");
    expect(status("eu")).toBe("Disabled");
  });
});

describe("nested profiles (Azure docs: FAQ, nested profiles)", () => {
  const parent = aProfile({ name: "world", endpoints: [aNestedEndpoint("europe", "eu", { minChildEndpoints: 2 })] });
  const child = (...endpoints: ReturnType<typeof anEndpoint>[]) => aProfile({ name: "eu", endpoints });

  it("follows the child from checking over Online to Degraded", async () => {
    const { clock, answers, status, profileStatus } = monitoring(parent, child(anEndpoint("de"), anEndpoint("fr")));
    expect(status("europe", "world")).toBe("CheckingEndpoint");
    await clock.advance(0);
    expect(status("europe", "world")).toBe("Online");
    answers.set("fr.example.net", "fail");
    await clock.advance(120 * SECOND);
    expect([status("europe", "world"), profileStatus("world")]).toEqual(["Degraded", "Degraded"]);
  });

  it("is Stopped when the child has no endpoints, and the parent Inactive (azure-powershell recording)", () => {
    const { status, profileStatus } = monitoring(parent, child());
    expect([status("europe", "world"), profileStatus("world")]).toEqual(["Stopped", "Inactive"]);
  });

  it("is Stopped when the child profile is gone", () => {
    expect(monitoring(parent).status("europe", "world")).toBe("Stopped");
  });

  it("ends, even where profiles contain each other", () => {
    const loop = aProfile({ name: "eu", endpoints: [aNestedEndpoint("back", "world")] });
    expect(monitoring(parent, loop).status("europe", "world")).toBe("Stopped");
  });
});
