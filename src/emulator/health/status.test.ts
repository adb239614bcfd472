import { describe, expect, it } from "vitest";
import type { EndpointMonitorStatus } from "../../arm/traffic-manager.ts";
import { afterProbe, endpointStatus, nestedStatus, noProbes, observedStatus, profileStatus } from "./status.ts";

/** "✓✗✗" → the history after one success and two failures. */
const historyOf = (probes: string, tolerated: number) =>
  [...probes].reduce((history, probe) => afterProbe(history, probe === "✓", tolerated), noProbes);

describe("failure arithmetic (Azure docs: monitoring)", () => {
  it.each([
    { probes: "", tolerated: 3, status: "CheckingEndpoint" },
    { probes: "✗✗✗", tolerated: 3, status: "CheckingEndpoint" },
    { probes: "✗✗✗✗", tolerated: 3, status: "Degraded" },
    { probes: "✓✗✗✗", tolerated: 3, status: "Online" },
    { probes: "✓✗✗✗✗", tolerated: 3, status: "Degraded" },
    { probes: "✓✗✗✗✓✗✗✗", tolerated: 3, status: "Online" },
    { probes: "✓✗", tolerated: 0, status: "Degraded" },
    { probes: "✗✗✗✗✓", tolerated: 3, status: "Online" },
    { probes: "✓✗✗✗✗✗✗✗✗✗", tolerated: 9, status: "Online" },
    { probes: "✓✗✗✗✗✗✗✗✗✗✗", tolerated: 9, status: "Degraded" },
  ])("'$probes' with $tolerated tolerated is $status", ({ probes, tolerated, status }) => {
    expect(observedStatus(historyOf(probes, tolerated))).toBe(status);
  });
});

describe("endpoint status (Azure docs: monitoring)", () => {
  const enabled = { endpointStatus: "Enabled" } as const;
  const disabled = { endpointStatus: "Disabled" } as const;

  it("is Inactive for an enabled endpoint of a disabled profile", () => {
    expect(endpointStatus("Disabled", enabled, () => "Online")).toBe("Inactive");
  });
  it("is Disabled for a disabled endpoint, whatever the profile", () => {
    expect(endpointStatus("Enabled", disabled, () => "Online")).toBe("Disabled");
    expect(endpointStatus("Disabled", disabled, () => "Online")).toBe("Disabled");
  });
  it("is Unmonitored when alwaysServe is on and both are enabled", () => {
    const always = { ...enabled, alwaysServe: "Enabled" } as const;
    expect(endpointStatus("Enabled", always, () => "Degraded")).toBe("Unmonitored");
    expect(endpointStatus("Disabled", always, () => "Degraded")).toBe("Inactive");
    expect(endpointStatus("Enabled", { ...always, ...disabled }, () => "Degraded")).toBe("Disabled");
  });
  it.each(["CheckingEndpoint", "Online", "Degraded", "Stopped"] as const)(
    "is what was observed otherwise: %s",
    (status) => {
      expect(endpointStatus("Enabled", enabled, () => status)).toBe(status);
    },
  );
});

describe("profile status, first match (Azure docs: monitoring)", () => {
  const cases: { endpoints: EndpointMonitorStatus[]; status: string }[] = [
    { endpoints: ["Online", "Degraded", "CheckingEndpoint"], status: "Degraded" },
    { endpoints: ["Online", "CheckingEndpoint", "Disabled"], status: "Online" },
    { endpoints: ["CheckingEndpoint", "Stopped"], status: "CheckingEndpoints" },
    { endpoints: ["Disabled", "Stopped"], status: "Inactive" },
    { endpoints: ["Disabled"], status: "Inactive" },
    { endpoints: ["Stopped"], status: "Inactive" },
    { endpoints: [], status: "Inactive" },
    { endpoints: ["Unmonitored"], status: "Online" },
  ];
  it.each(cases)("of $endpoints is $status", ({ endpoints, status }) => {
    expect(profileStatus("Enabled", endpoints)).toBe(status);
  });
  it("is Disabled for a disabled profile, whatever its endpoints", () => {
    expect(profileStatus("Disabled", ["Inactive", "Disabled"])).toBe("Disabled");
  });
});

describe("status of a nested endpoint (Azure docs: FAQ, nested profiles)", () => {
  const children = (...statuses: EndpointMonitorStatus[]) =>
    statuses.map((status) => ({ status, family: "name" as const }));

  it("is Stopped, never Disabled, when the child profile is disabled", () => {
    expect(nestedStatus("Disabled", children("Online"), {})).toBe("Stopped");
  });
  it("is Stopped when the child profile is inactive", () => {
    expect(nestedStatus("Inactive", children("Disabled"), {})).toBe("Stopped");
  });
  it.each([
    { online: 2, checking: 0, degraded: 2, min: 2, status: "Online" },
    { online: 1, checking: 1, degraded: 2, min: 2, status: "CheckingEndpoint" },
    { online: 1, checking: 0, degraded: 3, min: 2, status: "Degraded" },
    { online: 0, checking: 1, degraded: 0, min: null, status: "CheckingEndpoint" },
    { online: 1, checking: 0, degraded: 5, min: null, status: "Online" },
  ])(
    "with $online Online, $checking checking, at least $min is $status",
    ({ online, checking, degraded, min, status }) => {
      const endpoints = children(
        ...Array<EndpointMonitorStatus>(online).fill("Online"),
        ...Array<EndpointMonitorStatus>(checking).fill("CheckingEndpoint"),
        ...Array<EndpointMonitorStatus>(degraded).fill("Degraded"),
      );
      expect(nestedStatus("Degraded", endpoints, { minChildEndpoints: min })).toBe(status);
    },
  );
  it("counts Unmonitored children as Online (our reading: they are served)", () => {
    expect(nestedStatus("Online", children("Unmonitored", "Unmonitored"), { minChildEndpoints: 2 })).toBe("Online");
  });
  it("needs the IPv4 and IPv6 minima as well (our reading)", () => {
    const endpoints = [
      { status: "Online", family: "IPv4" },
      { status: "Online", family: "IPv4" },
      { status: "Degraded", family: "IPv6" },
    ] as const;
    expect(nestedStatus("Degraded", endpoints, { minChildEndpoints: 2, minChildEndpointsIPv4: 2 })).toBe("Online");
    expect(nestedStatus("Degraded", endpoints, { minChildEndpoints: 2, minChildEndpointsIPv6: 1 })).toBe("Degraded");
  });
});
