import type { Coordinates } from "./coordinates.ts";
import { territories } from "./territories.ts";

/** One node of Azure's answer to GET …/trafficManagerGeographicHierarchies/default. */
export interface GeographicRegion {
  code: string;
  name: string;
  regions: GeographicRegion[];
}

export interface GeographyOptions {
  /** England, Northern Ireland, Scotland and Wales: Azure's page listed them in 2017 and no longer does. */
  statesOfGreatBritain?: boolean;
}

interface Territory {
  region: GeographicRegion;
  /** Codes from this one up to WORLD. */
  path: readonly string[];
  coordinates: Coordinates | undefined;
}

const { root, byCode } = readTerritories(territories);

/** The tree from WORLD down, shaped as ARM sends it. */
export function geographicHierarchy({ statesOfGreatBritain = false }: GeographyOptions = {}): GeographicRegion {
  return statesOfGreatBritain ? root : withoutStatesOfGreatBritain(root);
}

/** Whether an endpoint's geoMapping may name this code; case counts as it does for Azure's own codes. */
export function isGeographicRegion(code: string, { statesOfGreatBritain = false }: GeographyOptions = {}): boolean {
  return byCode.has(code) && (statesOfGreatBritain || !isStateOfGreatBritain(code));
}

/** "US-CA" → ["US-CA", "US", "GEO-NA", "WORLD"]: the order in which the Geographic method looks for an endpoint. */
export function pathToWorld(code: string): readonly string[] | undefined {
  return byCode.get(code)?.path;
}

/** A rough centre of a country or state; regions above have none. */
export function centreOf(code: string): Coordinates | undefined {
  return byCode.get(code)?.coordinates;
}

const isStateOfGreatBritain = (code: string) => code.startsWith("GB-");

function withoutStatesOfGreatBritain(region: GeographicRegion): GeographicRegion {
  const kept = region.regions.filter(({ code }) => !isStateOfGreatBritain(code));
  return { ...region, regions: kept.map(withoutStatesOfGreatBritain) };
}

function readTerritories(text: string): { root: GeographicRegion; byCode: ReadonlyMap<string, Territory> } {
  const world: Territory = {
    region: { code: "WORLD", name: "World", regions: [] },
    path: ["WORLD"],
    coordinates: undefined,
  };
  const byCode = new Map([["WORLD", world]]);
  const parents = [world];
  for (const line of text.split("\n")) {
    const match = /^( *)([A-Z]+(?:-[A-Z]+)?) (?:(-?[\d.]+) (-?[\d.]+) )?(.+)$/.exec(line);
    const [, indent = "", code = "", latitude, longitude, name = ""] = match ?? [];
    const depth = indent.length / 2;
    const parent = parents[depth];
    if (!match || !parent) continue;
    const territory: Territory = {
      region: { code, name, regions: [] },
      path: [code, ...parent.path],
      coordinates: latitude === undefined ? undefined : { latitude: Number(latitude), longitude: Number(longitude) },
    };
    parent.region.regions.push(territory.region);
    parents.splice(depth + 1, parents.length, territory);
    byCode.set(code, territory);
  }
  return { root: world.region, byCode };
}
