import { nearest } from "../nearest.ts";
import type { Parsed } from "./values.ts";

/** Display names of the Azure regions; the short name is the display name in lower case without spaces. */
const REGIONS = [
  "Australia Central",
  "Australia Central 2",
  "Australia East",
  "Australia Southeast",
  "Austria East",
  "Belgium Central",
  "Brazil South",
  "Brazil Southeast",
  "Canada Central",
  "Canada East",
  "Central India",
  "Central US",
  "Chile Central",
  "China East",
  "China East 2",
  "China East 3",
  "China North",
  "China North 2",
  "China North 3",
  "Denmark East",
  "East Asia",
  "East US",
  "East US 2",
  "East US 3",
  "France Central",
  "France South",
  "Germany North",
  "Germany West Central",
  "India South Central",
  "Indonesia Central",
  "Israel Central",
  "Israel Northwest",
  "Italy North",
  "Japan East",
  "Japan West",
  "Jio India Central",
  "Jio India West",
  "Korea Central",
  "Korea South",
  "Malaysia South",
  "Malaysia West",
  "Mexico Central",
  "New Zealand North",
  "North Central US",
  "North Europe",
  "Norway East",
  "Norway West",
  "Poland Central",
  "Qatar Central",
  "Saudi Arabia East",
  "South Africa North",
  "South Africa West",
  "South Central US",
  "South India",
  "Southeast Asia",
  "Southeast US",
  "Spain Central",
  "Sweden Central",
  "Sweden South",
  "Switzerland North",
  "Switzerland West",
  "Taiwan North",
  "UAE Central",
  "UAE North",
  "UK South",
  "UK West",
  "US DoD Central",
  "US DoD East",
  "US Gov Arizona",
  "US Gov Texas",
  "US Gov Virginia",
  "West Central US",
  "West Europe",
  "West India",
  "West US",
  "West US 2",
  "West US 3",
] as const;

const displayNames = new Map<string, string>(REGIONS.map((name) => [locationKey(name), name]));

/** `East US`, `eastus` and `east-us` are one region, written `eastus`. */
export function locationKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Azure's display name of a region by its key; a region this version does not know stays as it is. */
export function locationDisplayName(key: string): string {
  return displayNames.get(key) ?? key;
}

/** A region in any spelling. One that is not known passes, as regions are added every year, unless it looks like a slip. */
export function parseLocation(text: string): Parsed<string> {
  const key = locationKey(text);
  if (displayNames.has(key)) return { ok: true, value: key };
  const meant = nearest(key, [...displayNames.keys()], 2);
  if (meant) return { ok: false, right: `an Azure region; did you mean "${meant}" (${locationDisplayName(meant)})?` };
  if (key === "" || key === "global") return { ok: false, right: 'an Azure region such as "eastus" or "West Europe"' };
  return { ok: true, value: key };
}
