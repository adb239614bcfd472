import { describe, expect, it } from "vitest";
import { centreOf, type GeographicRegion, geographicHierarchy, isGeographicRegion, pathToWorld } from "./hierarchy.ts";
import { azureRegion, azureRegions, isAzureRegion } from "./regions.ts";

const leaves = ({ regions, ...region }: GeographicRegion): string[] => [region.code, ...regions.flatMap(leaves)];
const find = (code: string, root = geographicHierarchy()): GeographicRegion | undefined =>
  root.code === code ? root : root.regions.map((region) => find(code, region)).find((found) => found !== undefined);

describe("the geographic hierarchy (Azure docs: geographic regions)", () => {
  it("goes from WORLD to eight groups", () => {
    const world = geographicHierarchy();
    expect([world.code, world.name]).toEqual(["WORLD", "World"]);
    expect(world.regions.map(({ code }) => code)).toEqual([
      "GEO-EU",
      "GEO-ME",
      "GEO-NA",
      "GEO-AS",
      "GEO-AF",
      "GEO-AN",
      "GEO-SA",
      "GEO-AP",
    ]);
  });
  it("has states for the United States, Canada and Australia only", () => {
    const divided = leaves(geographicHierarchy()).filter((code) => (find(code)?.regions.length ?? 0) > 0);
    expect(divided.filter((code) => !code.startsWith("GEO-"))).toEqual(["WORLD", "CA", "US", "AU"]);
    expect([find("US")?.regions.length, find("CA")?.regions.length, find("AU")?.regions.length]).toEqual([51, 13, 8]);
  });
  it.each([
    { codes: ["TR", "SA", "IL"], group: "GEO-ME" },
    { codes: ["RU", "CY", "XJ", "XK"], group: "GEO-EU" },
    { codes: ["AM", "AZ", "GE"], group: "GEO-AS" },
    { codes: ["MX", "CR", "XE", "XS"], group: "GEO-NA" },
  ])("puts $codes into $group", ({ codes, group }) => {
    expect(codes.map((code) => pathToWorld(code))).toEqual(codes.map((code) => [code, group, "WORLD"]));
  });
  it("has the states of Great Britain of 2017 behind a switch", () => {
    expect(find("GB")?.regions).toEqual([]);
    expect([isGeographicRegion("GB-SCT"), isGeographicRegion("GB-SCT", { statesOfGreatBritain: true })]).toEqual([
      false,
      true,
    ]);
    expect(
      geographicHierarchy({ statesOfGreatBritain: true }).regions[0]?.regions.find(({ code }) => code === "GB")
        ?.regions,
    ).toHaveLength(4);
  });
  it("knows every code of its tree once, and no other", () => {
    const codes = leaves(geographicHierarchy());
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => isGeographicRegion(code))).toBe(true);
    expect(["NOTAGEOCODE", "", "EU", "world"].some((code) => isGeographicRegion(code))).toBe(false);
  });
  it("has a point on the map for every country and state", () => {
    const places = leaves(geographicHierarchy()).filter((code) => code !== "WORLD" && !code.startsWith("GEO-"));
    expect(places.filter((code) => centreOf(code) === undefined)).toEqual([]);
  });
});

describe("Azure's regions", () => {
  it.each(["eastus", "East US", "EAST us", "East  US"])("knows '%s'", (text) => {
    expect(azureRegion(text)).toMatchObject({ name: "eastus", displayName: "East US" });
  });
  it("does not know 'global' (it is no place) or made-up ones", () => {
    expect(["global", "Atlantis", ""].map(isAzureRegion)).toEqual([false, false, false]);
  });
  it("has every name once, within the map", () => {
    expect(new Set(azureRegions.map(({ name }) => name)).size).toBe(azureRegions.length);
    expect(azureRegions.every(({ latitude, longitude }) => Math.abs(latitude) < 90 && Math.abs(longitude) <= 180)).toBe(
      true,
    );
  });
});
