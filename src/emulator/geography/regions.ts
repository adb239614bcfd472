import type { Coordinates } from "./coordinates.ts";

export interface AzureRegion extends Coordinates {
  /** "eastus" */
  name: string;
  /** "East US" */
  displayName: string;
}

/** Azure's regions, placed as `az account list-locations` places them where that was found; newer, Chinese and government regions roughly. */
export const azureRegions: readonly AzureRegion[] = [
  region("East US", 37.3719, -79.8164),
  region("East US 2", 36.6681, -78.3889),
  region("Central US", 41.5908, -93.6208),
  region("North Central US", 41.8819, -87.6278),
  region("South Central US", 29.4167, -98.5),
  region("West Central US", 40.89, -110.234),
  region("West US", 37.783, -122.417),
  region("West US 2", 47.233, -119.852),
  region("West US 3", 33.448376, -112.074036),
  region("Canada Central", 43.653, -79.383),
  region("Canada East", 46.817, -71.217),
  region("Mexico Central", 20.588818, -100.389888),
  region("Brazil South", -23.55, -46.633),
  region("Brazil Southeast", -22.90278, -43.2075),
  region("Chile Central", -33.447487, -70.673676),
  region("North Europe", 53.3478, -6.2597),
  region("West Europe", 52.3667, 4.9),
  region("UK South", 50.941, -0.799),
  region("UK West", 53.427, -3.084),
  region("France Central", 46.3772, 2.373),
  region("France South", 43.8345, 2.1972),
  region("Germany West Central", 50.110924, 8.682127),
  region("Germany North", 53.073635, 8.806422),
  region("Switzerland North", 47.451542, 8.564572),
  region("Switzerland West", 46.204391, 6.143158),
  region("Norway East", 59.913868, 10.752245),
  region("Norway West", 58.969975, 5.733107),
  region("Sweden Central", 60.67488, 17.14127),
  region("Sweden South", 55.6059, 13.0007),
  region("Denmark East", 55.6761, 12.5683),
  region("Poland Central", 52.23334, 21.01666),
  region("Italy North", 45.46888, 9.18109),
  region("Spain Central", 40.4259, -3.4209),
  region("Austria East", 48.2201, 16.3797),
  region("Belgium Central", 50.8503, 4.3517),
  region("UAE North", 25.266666, 55.316666),
  region("UAE Central", 24.466667, 54.366669),
  region("Qatar Central", 25.551462, 51.439327),
  region("Israel Central", 31.2655698, 33.4506633),
  region("South Africa North", -25.73134, 28.21837),
  region("South Africa West", -34.075691, 18.843266),
  region("Central India", 18.5822, 73.9197),
  region("South India", 12.9822, 80.1636),
  region("West India", 19.088, 72.868),
  region("Jio India West", 22.470701, 70.05773),
  region("Jio India Central", 21.146633, 79.08886),
  region("East Asia", 22.267, 114.188),
  region("Southeast Asia", 1.283, 103.833),
  region("Indonesia Central", -6.208763, 106.845599),
  region("Malaysia West", 3.140853, 101.693207),
  region("Japan East", 35.68, 139.77),
  region("Japan West", 34.6939, 135.5022),
  region("Korea Central", 37.5665, 126.978),
  region("Korea South", 35.1796, 129.0756),
  region("Australia East", -33.86, 151.2094),
  region("Australia Southeast", -37.8136, 144.9631),
  region("Australia Central", -35.3075, 149.1244),
  region("Australia Central 2", -35.3075, 149.1244),
  region("New Zealand North", -36.84853, 174.76349),
  region("China East", 31.23, 121.47),
  region("China East 2", 31.23, 121.47),
  region("China East 3", 32.06, 118.8),
  region("China North", 39.9, 116.4),
  region("China North 2", 39.9, 116.4),
  region("China North 3", 40.82, 114.88),
  region("US Gov Virginia", 37.3719, -79.8164),
  region("US Gov Arizona", 33.448, -112.074),
  region("US Gov Texas", 29.4167, -98.5),
  region("US DoD East", 36.6676, -78.3875),
  region("US DoD Central", 41.6005, -93.6091),
];

const byName = new Map(azureRegions.map((one) => [one.name, one]));

/** The region meant by "eastus", "East US" or "EAST us". */
export function azureRegion(text: string): AzureRegion | undefined {
  return byName.get(nameOf(text));
}

export function isAzureRegion(text: string): boolean {
  return byName.has(nameOf(text));
}

function region(displayName: string, latitude: number, longitude: number): AzureRegion {
  return { name: nameOf(displayName), displayName, latitude, longitude };
}

function nameOf(text: string): string {
  return text.toLowerCase().replaceAll(/\s/g, "");
}
