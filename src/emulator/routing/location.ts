import type { Coordinates } from "../geography/coordinates.ts";
import { centreOf, pathToWorld } from "../geography/hierarchy.ts";
import { azureRegion } from "../geography/regions.ts";
import { parseBlock, sortableAddress } from "./address.ts";
import { createRangeTable, type RangeEntry } from "./range-table.ts";

/** Where a client is, as far as routing cares. */
export interface Location {
  /** Geographic codes from the narrowest to WORLD. */
  path: readonly string[];
  /** Unknown for a client of whom nothing is known. */
  coordinates: Coordinates | undefined;
}

/** One line of the table: these addresses are there. */
export interface LocationEntry {
  /** "10.1.0.0/16" or one address. */
  cidr: string;
  /** A code of the geographic hierarchy: "DE", "US-CA", "GEO-AS". */
  geography?: string;
  /** An Azure region to be near to: "westeurope". */
  region?: string;
  latitude?: number;
  longitude?: number;
}

/** Reads "10.0.0.0/8=DE", "10.1.0.0/16=US-CA" or "10.2.0.0/16=westeurope". */
export function parseLocation(text: string): LocationEntry {
  const [cidr = "", place = "", ...rest] = text.split("=").map((part) => part.trim());
  const known = pathToWorld(place.toUpperCase()) !== undefined;
  if (rest.length > 0 || !parseBlock(cidr) || !(known || azureRegion(place))) {
    throw new Error(`"${text}" is no location; write it as 10.0.0.0/8=DE, =US-CA or =westeurope`);
  }
  return known ? { cidr, geography: place.toUpperCase() } : { cidr, region: place };
}

export type Locate = (address: string) => Location | undefined;

/** Looks addresses up in a table; the narrowest block wins, an address in none has no location. */
export function createLocate(entries: readonly LocationEntry[]): Locate {
  const table = createRangeTable(entries.map(rangeEntry));
  return (address) => {
    const sortable = sortableAddress(address);
    return sortable === undefined ? undefined : table.find(sortable);
  };
}

function rangeEntry(entry: LocationEntry): RangeEntry<Location> {
  const range = parseBlock(entry.cidr);
  if (!range) throw new Error(`"${entry.cidr}" is no block of addresses`);
  const path = entry.geography === undefined ? ["WORLD"] : pathToWorld(entry.geography);
  if (!path) throw new Error(`"${entry.geography}" is no code of the geographic hierarchy`);
  return { ...range, value: { path, coordinates: coordinatesOf(entry) } };
}

function coordinatesOf({ latitude, longitude, region, geography }: LocationEntry): Coordinates | undefined {
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  if (region !== undefined) {
    const found = azureRegion(region);
    if (!found) throw new Error(`"${region}" is no Azure region`);
    return found;
  }
  return geography === undefined ? undefined : centreOf(geography);
}
