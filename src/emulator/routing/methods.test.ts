import { describe, expect, it } from "vitest";
import { anEndpoint, aProfile } from "../../../test/support/profile-builders.ts";
import { aWorld, chosen } from "../../../test/support/routing-world.ts";
import { seededRandom } from "../../random/random.ts";
import { createRoute } from "./select.ts";

describe("Priority (Azure docs: routing)", () => {
  const profile = aProfile({
    trafficRoutingMethod: "Priority",
    endpoints: [
      anEndpoint("third", { priority: 30 }),
      anEndpoint("first", { priority: 1 }),
      anEndpoint("second", { priority: 2 }),
    ],
  });
  it("always returns the available endpoint with the lowest number", () => {
    const all = Array.from({ length: 50 }, (_, seed) => chosen(profile, aWorld(), { seed }));
    expect(new Set(all)).toEqual(new Set(["first"]));
  });
  it("fails over in ascending order, and back", () => {
    expect(chosen(profile, aWorld({ statuses: { first: "Degraded" } }))).toBe("second");
    expect(chosen(profile, aWorld({ statuses: { first: "Degraded", second: "Stopped" } }))).toBe("third");
    expect(chosen(profile, aWorld({ statuses: { first: "CheckingEndpoint" } }))).toBe("first");
  });
  it("takes the order of the list where no priority is given", () => {
    const listed = aProfile({ trafficRoutingMethod: "Priority", endpoints: [anEndpoint("a"), anEndpoint("b")] });
    expect(chosen(listed, aWorld())).toBe("a");
    expect(chosen(listed, aWorld({ statuses: { a: "Degraded" } }))).toBe("b");
  });
});

describe("Weighted (Azure docs: routing)", () => {
  const QUERIES = 20_000;
  /** 99.99 % of fair distributions stay below, for 1 to 4 degrees of freedom. */
  const CHI_SQUARE = [15.1, 18.4, 21.1, 23.5];

  const counts = (weights: (number | null)[], statuses: Record<string, "Degraded"> = {}) => {
    const profile = aProfile({ endpoints: weights.map((weight, index) => anEndpoint(`e${index}`, { weight })) });
    const route = createRoute(profile, aWorld({ statuses }));
    const random = seededRandom(42);
    const found = new Map<string, number>();
    for (let query = 0; query < QUERIES; query += 1) {
      const selection = route({ address: "192.0.2.1", type: "A" }, random);
      const name = selection.outcome === "endpoints" ? (selection.endpoints[0]?.name ?? "") : selection.outcome;
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    return found;
  };

  it.each([
    { weights: [100, 100], what: "equal weights split evenly" },
    { weights: [null, null, null], what: "omitted weights count 1 and split evenly" },
    { weights: [1, 99], what: "1 of 100" },
    { weights: [1000, 1, 500, 250, 249], what: "very unequal weights" },
  ])("$what, within a chi-square bound", ({ weights }) => {
    const total = weights.reduce((sum: number, weight) => sum + (weight ?? 1), 0);
    const found = counts(weights);
    const chiSquare = weights.reduce((sum: number, weight, index) => {
      const expected = (QUERIES * (weight ?? 1)) / total;
      return sum + ((found.get(`e${index}`) ?? 0) - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(CHI_SQUARE[weights.length - 2] ?? 0);
  });

  it("shares among the available endpoints only", () => {
    expect([...counts([100, 100, 200], { e2: "Degraded" }).keys()].sort()).toEqual(["e0", "e1"]);
  });
});

describe("Performance (Azure docs: routing)", () => {
  const profile = aProfile({
    trafficRoutingMethod: "Performance",
    endpoints: [
      anEndpoint("virginia", { endpointLocation: "East US" }),
      anEndpoint("dublin", { endpointLocation: "North Europe" }),
      anEndpoint("amsterdam-1", { endpointLocation: "West Europe" }),
      anEndpoint("amsterdam-2", { endpointLocation: "West Europe" }),
      anEndpoint("tokyo", { endpointLocation: "Japan East" }),
    ],
  });
  const locations = [
    "10.1.0.0/16=DE",
    "10.2.0.0/16=US-NY",
    "10.3.0.0/16=KR",
    "10.4.0.0/16=northeurope",
    "2001:db8::/32=JP",
  ];
  const from = (address: string, statuses = {}, seed = 1) =>
    chosen(profile, aWorld({ locations, statuses }), { from: address, seed });

  it("returns the endpoint nearest to the client", () => {
    expect(["10.2.0.9", "10.3.0.9", "10.4.0.9", "2001:db8::9"].map((address) => from(address))).toEqual([
      "virginia",
      "tokyo",
      "dublin",
      "tokyo",
    ]);
  });
  it("uses several endpoints of one region evenly", () => {
    const picked = Array.from({ length: 400 }, (_, seed) => from("10.1.0.9", {}, seed));
    const first = picked.filter((name) => name === "amsterdam-1").length;
    expect(new Set(picked)).toEqual(new Set(["amsterdam-1", "amsterdam-2"]));
    expect(Math.abs(first - 200)).toBeLessThan(60);
  });
  it("goes to the next closest region only when the whole region is down", () => {
    expect(from("10.1.0.9", { "amsterdam-1": "Degraded" })).toBe("amsterdam-2");
    expect(from("10.1.0.9", { "amsterdam-1": "Degraded", "amsterdam-2": "Degraded" })).toBe("dublin");
  });
  it("always gives one client the same region", () => {
    expect(new Set(Array.from({ length: 50 }, (_, seed) => from("10.3.0.9", {}, seed)))).toEqual(new Set(["tokyo"]));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => from("203.0.113.7", {}, seed)))).toEqual(
      new Set(["virginia"]),
    );
  });
  it("goes by a latency table when one is given", () => {
    const latency = (_from: unknown, region: string) => (region === "Japan East" ? 1 : 100);
    expect(chosen(profile, aWorld({ locations, latency }), { from: "10.1.0.9" })).toBe("tokyo");
  });
});

describe("Geographic (Azure docs: routing, FAQ)", () => {
  const geo = (...endpoints: ReturnType<typeof anEndpoint>[]) =>
    aProfile({ trafficRoutingMethod: "Geographic", endpoints });
  const locations = ["10.1.0.0/16=US-CA", "10.2.0.0/16=US-NY", "10.3.0.0/16=CA", "10.4.0.0/16=DE", "10.5.0.0/16=BR"];
  const profile = geo(
    anEndpoint("california", { geoMapping: ["US-CA"] }),
    anEndpoint("usa", { geoMapping: ["US", "MX"] }),
    anEndpoint("america", { geoMapping: ["GEO-NA"] }),
    anEndpoint("rest", { geoMapping: ["WORLD"] }),
  );
  const from = (address: string, statuses = {}, one = profile) =>
    chosen(one, aWorld({ locations, statuses }), { from: address });

  it("walks from state to country to group to WORLD", () => {
    expect(["10.1.0.9", "10.2.0.9", "10.3.0.9", "10.4.0.9", "10.5.0.9"].map((address) => from(address))).toEqual([
      "california",
      "usa",
      "america",
      "rest",
      "rest",
    ]);
  });
  it("returns the mapped endpoint even when it is Degraded, and does not climb to the parent", () => {
    expect(from("10.1.0.9", { california: "Degraded" })).toBe("california");
  });
  it("answers NODATA where the mapped endpoint is Stopped, and does not climb", () => {
    expect(from("10.1.0.9", { california: "Stopped" })).toBe("NODATA");
  });
  it("passes a disabled endpoint over, so that a wider region may match", () => {
    expect(from("10.1.0.9", { california: "Disabled" })).toBe("usa");
    expect(from("10.1.0.9", { california: "Disabled", usa: "Disabled", america: "Disabled", rest: "Disabled" })).toBe(
      "NXDOMAIN",
    );
  });
  it("answers NODATA where nothing is mapped", () => {
    expect(from("10.4.0.9", {}, geo(anEndpoint("usa", { geoMapping: ["US"] })))).toBe("NODATA");
  });
  it("knows of a client without a location that it is in the world", () => {
    expect(from("203.0.113.7")).toBe("rest");
  });
});

describe("MultiValue (Azure docs: routing, FAQ)", () => {
  const addresses = ["20.1.1.1", "20.1.1.2", "20.1.1.3", "20.1.1.4", "2001:db8::1", "2001:db8::2", "2001:db8::3"];
  const profile = (maxReturn: number | null) =>
    aProfile({
      trafficRoutingMethod: "MultiValue",
      maxReturn,
      endpoints: addresses.map((target) => anEndpoint(target, { target })),
    });
  const returned = (maxReturn: number | null, type: string, statuses = {}, seed = 1) =>
    chosen(profile(maxReturn), aWorld({ statuses }), { type, seed }).split("+").sort();

  it("returns two by default (Azure docs: monitoring)", () => {
    expect(returned(null, "A")).toHaveLength(2);
  });
  it("returns up to maxReturn healthy endpoints, each once", () => {
    expect(returned(10, "ANY")).toEqual(addresses);
    expect(returned(10, "ANY", { "20.1.1.2": "Degraded", "2001:db8::3": "Stopped" })).toHaveLength(5);
    expect(new Set(returned(3, "ANY")).size).toBe(3);
  });
  it("returns for A and AAAA as many of that kind", () => {
    expect(returned(3, "A").every((name) => name.includes("."))).toBe(true);
    expect(returned(3, "A")).toHaveLength(3);
    expect(returned(10, "AAAA")).toEqual(["2001:db8::1", "2001:db8::2", "2001:db8::3"]);
  });
  it("returns every healthy endpoint in turn when it may not return all", () => {
    const seen = Array.from({ length: 100 }, (_, seed) => returned(2, "A", {}, seed)).flat();
    expect(new Set(seen)).toEqual(new Set(["20.1.1.1", "20.1.1.2", "20.1.1.3", "20.1.1.4"]));
  });
});

describe("Subnet (Azure docs: routing, FAQ)", () => {
  const office = anEndpoint("office", {
    subnets: [
      { first: "10.1.0.0", scope: 16 },
      { first: "12.13.14.0", last: "12.13.14.31", scope: 27 },
      { first: "2001:db8:1::", scope: 48 },
    ],
  });
  const partner = anEndpoint("partner", { subnets: [{ first: "10.2.0.5", last: "10.2.0.9" }, { first: "10.9.9.9" }] });
  const fallback = anEndpoint("fallback");
  const subnet = (...endpoints: ReturnType<typeof anEndpoint>[]) =>
    aProfile({ trafficRoutingMethod: "Subnet", endpoints });
  const profile = subnet(office, partner, fallback);
  const from = (address: string, statuses = {}, one = profile) => chosen(one, aWorld({ statuses }), { from: address });

  it.each([
    { address: "10.1.255.255", name: "office" },
    { address: "12.13.14.31", name: "office" },
    { address: "12.13.14.32", name: "fallback" },
    { address: "2001:db8:1:ffff::1", name: "office" },
    { address: "10.2.0.4", name: "fallback" },
    { address: "10.2.0.5", name: "partner" },
    { address: "10.2.0.9", name: "partner" },
    { address: "10.2.0.10", name: "fallback" },
    { address: "10.9.9.9", name: "partner" },
    { address: "::ffff:10.1.2.3", name: "office" },
  ])("$address is for $name", ({ address, name }) => {
    expect(from(address)).toBe(name);
  });
  it("makes the ranges of a disabled endpoint vanish", () => {
    expect(from("10.1.0.1", { office: "Disabled" })).toBe("fallback");
    expect(from("10.1.0.1", { office: "Disabled" }, subnet(office, partner))).toBe("NODATA");
  });
  it("answers NXDOMAIN when the mapped endpoint is down (Azure docs: FAQ)", () => {
    expect(from("10.1.0.1", { office: "Degraded" })).toBe("NXDOMAIN");
    expect(from("10.1.0.1", { office: "Stopped" })).toBe("NXDOMAIN");
  });
  it("answers a client in no range, without fallback, with NODATA (Azure docs: routing) or NXDOMAIN (Azure docs: FAQ), by a switch", () => {
    expect(from("203.0.113.7", {}, subnet(office))).toBe("NODATA");
    expect(chosen(subnet(office), aWorld({ subnetMiss: "NXDOMAIN" }), { from: "203.0.113.7" })).toBe("NXDOMAIN");
  });
});

describe("subnet override (Azure docs: subnet override)", () => {
  const subnets = [{ first: "10.7.0.0", scope: 16 }];
  const locations = ["10.0.0.0/8=DE"];
  const asked = (method: "Geographic" | "Performance" | "Priority" | "Weighted", statuses = {}, from = "10.7.0.1") =>
    chosen(
      aProfile({
        trafficRoutingMethod: method,
        endpoints: [
          anEndpoint("usual", { geoMapping: ["DE"], endpointLocation: "West Europe", priority: 1, weight: 1000 }),
          anEndpoint("special", {
            geoMapping: ["BR"],
            endpointLocation: "Brazil South",
            priority: 2,
            weight: 1,
            subnets,
          }),
        ],
      }),
      aWorld({ locations, statuses }),
      { from },
    );

  it.each(["Geographic", "Performance"] as const)("comes before the method for %s", (method) => {
    expect([asked(method), asked(method, {}, "10.8.0.1")]).toEqual(["special", "usual"]);
  });
  it("wins whatever the health for Geographic, only if healthy for Performance", () => {
    expect(asked("Geographic", { special: "Degraded" })).toBe("special");
    expect(asked("Performance", { special: "Degraded" })).toBe("usual");
  });
  it("does not count for a disabled endpoint", () => {
    expect([asked("Geographic", { special: "Disabled" }), asked("Performance", { special: "Disabled" })]).toEqual([
      "usual",
      "usual",
    ]);
  });
  it("does nothing for other methods (our reading: not documented)", () => {
    expect([asked("Priority"), asked("Weighted")]).toEqual(["usual", "usual"]);
  });
});
