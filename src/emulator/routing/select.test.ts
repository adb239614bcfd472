import { describe, expect, it } from "vitest";
import { aNestedEndpoint, anEndpoint, aProfile } from "../../../test/support/profile-builders.ts";
import { aWorld, chosen } from "../../../test/support/routing-world.ts";
import { type EndpointMonitorStatus, TRAFFIC_ROUTING_METHODS } from "../../arm/traffic-manager.ts";
import { dependsOnAddress } from "./select.ts";

/** Endpoints that every method can choose: on the same place, in no subnet but everybody's. */
const everywhere = { endpointLocation: "West Europe", geoMapping: ["WORLD"], target: "20.1.1.1" };

describe.each(TRAFFIC_ROUTING_METHODS)("%s", (trafficRoutingMethod) => {
  const with_ = (endpointStatus: "Enabled" | "Disabled" = "Enabled") =>
    aProfile({ trafficRoutingMethod, endpoints: [anEndpoint("a", { ...everywhere, endpointStatus })] });
  const ofStatus = (status: EndpointMonitorStatus) => chosen(with_(), aWorld({ statuses: { a: status } }));

  it.each(["Online", "CheckingEndpoint", "Unmonitored"] as const)(
    "returns an endpoint that is %s (Azure docs: monitoring)",
    (status) => {
      expect(ofStatus(status)).toBe("a");
    },
  );
  it("returns Degraded endpoints when every eligible endpoint is Degraded (Azure docs: monitoring)", () => {
    expect(ofStatus("Degraded")).toBe("a");
  });
  it("never returns a Stopped endpoint, not even when there is nothing else (Azure docs: monitoring)", () => {
    expect(ofStatus("Stopped")).toBe(trafficRoutingMethod === "Geographic" ? "NODATA" : "NXDOMAIN");
  });
  it("is NXDOMAIN when the profile is disabled (Azure docs: monitoring)", () => {
    const disabled = with_();
    disabled.properties.profileStatus = "Disabled";
    expect(chosen(disabled, aWorld())).toBe("NXDOMAIN");
  });
  it("is NXDOMAIN when every endpoint is disabled (Azure docs: endpoint types)", () => {
    expect(chosen(with_("Disabled"), aWorld())).toBe("NXDOMAIN");
  });
  it("is NXDOMAIN without endpoints (our reading, by analogy)", () => {
    expect(chosen(aProfile({ trafficRoutingMethod }), aWorld())).toBe("NXDOMAIN");
  });
});

describe.each(["Priority", "Weighted", "Performance", "MultiValue"] as const)(
  "%s with several endpoints",
  (trafficRoutingMethod) => {
    const profile = aProfile({
      trafficRoutingMethod,
      maxReturn: 10,
      endpoints: ["a", "b", "c", "d"].map((name, index) => anEndpoint(name, { ...everywhere, priority: index + 1 })),
    });
    /** Everything that can come out, over many seeds. */
    const reachable = (statuses: Record<string, EndpointMonitorStatus>) =>
      new Set(
        Array.from({ length: 200 }, (_, seed) => chosen(profile, aWorld({ statuses }), { seed }).split("+")).flat(),
      );

    it("leaves Degraded, Stopped and Disabled ones out while one is healthy (Azure docs: monitoring)", () => {
      expect(reachable({ a: "Degraded", b: "Stopped", c: "Disabled" })).toEqual(new Set(["d"]));
    });
    it("returns Degraded ones, but no Stopped or Disabled ones, when no eligible one is healthy (Azure docs: monitoring)", () => {
      const names = reachable({ a: "Stopped", b: "Degraded", c: "Degraded", d: "Disabled" });
      expect([...names].sort()).toEqual(trafficRoutingMethod === "Priority" ? ["b"] : ["b", "c"]);
    });
  },
);

describe("nested profiles", () => {
  const europe = aProfile({
    name: "europe",
    trafficRoutingMethod: "Priority",
    endpoints: [anEndpoint("de", { priority: 1 }), anEndpoint("fr", { priority: 2 })],
  });
  const world = aProfile({
    name: "world",
    trafficRoutingMethod: "Priority",
    endpoints: [aNestedEndpoint("nested", "europe", { priority: 1 }), anEndpoint("us", { priority: 2 })],
  });
  const profiles = [europe, world];

  it("are walked inside the server: the answer is the leaf (Azure docs: FAQ)", () => {
    expect(chosen(world, aWorld({ profiles }))).toBe("de");
    expect(chosen(world, aWorld({ profiles, statuses: { de: "Degraded" } }))).toBe("fr");
  });
  it("are passed over when the nested endpoint is Degraded or Stopped (Azure docs: nested profiles)", () => {
    expect(chosen(world, aWorld({ profiles, statuses: { nested: "Degraded" } }))).toBe("us");
    expect(chosen(world, aWorld({ profiles, statuses: { nested: "Stopped" } }))).toBe("us");
  });
  it("use the child's own all-degraded rule when the parent, too, has nothing else (Azure docs: monitoring)", () => {
    const statuses = { nested: "Degraded", us: "Degraded", de: "Degraded", fr: "Degraded" } as const;
    expect(chosen(world, aWorld({ profiles, statuses }))).toBe("de");
  });
  it("let a MultiValue child answer with several (Azure docs: routing)", () => {
    const many = aProfile({
      name: "europe",
      trafficRoutingMethod: "MultiValue",
      maxReturn: 3,
      endpoints: ["20.1.1.1", "20.1.1.2"].map((target) => anEndpoint(target, { target })),
    });
    expect(
      chosen(world, aWorld({ profiles: [many, world] }))
        .split("+")
        .sort(),
    ).toEqual(["20.1.1.1", "20.1.1.2"]);
  });
  it("end, even where profiles contain each other", () => {
    const loop = aProfile({ name: "europe", endpoints: [aNestedEndpoint("back", "world")] });
    expect(chosen(world, aWorld({ profiles: [loop, world] }))).toBe("NXDOMAIN");
  });
});

describe("which answers depend on where the client is (Azure docs: FAQ on EDNS Client Subnet)", () => {
  it.each([
    { method: "Geographic", depends: true },
    { method: "Performance", depends: true },
    { method: "Subnet", depends: true },
    { method: "Priority", depends: false },
    { method: "Weighted", depends: false },
    { method: "MultiValue", depends: false },
  ] as const)("$method: $depends", ({ method, depends }) => {
    const profile = aProfile({ trafficRoutingMethod: method, endpoints: [anEndpoint("a")] });
    expect(dependsOnAddress(profile, aWorld())).toBe(depends);
    const parent = aProfile({ name: "parent", endpoints: [aNestedEndpoint("nested", "shop")] });
    expect(dependsOnAddress(parent, aWorld({ profiles: [profile] }))).toBe(depends);
  });
});
