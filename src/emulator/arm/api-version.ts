/**
 * The shape of a reply follows the api-version, and previews come before the stable version of the same date.
 */

/** Versions Traffic Manager answers to (azure-rest-api-specs, and the ones seen in azure-powershell recordings). */
export const TRAFFIC_MANAGER_API_VERSIONS = [
  "2015-04-28-preview",
  "2015-11-01",
  "2017-03-01",
  "2017-05-01",
  "2017-09-01-preview",
  "2018-02-01",
  "2018-03-01",
  "2018-04-01",
  "2018-08-01",
  "2022-04-01-preview",
  "2022-04-01",
  "2024-04-01-preview",
  "2025-01-01-preview",
  "2026-09-01",
] as const;

/** Whether `version` is `minimum` or later. */
export function isAtLeast(version: string, minimum: string): boolean {
  const given = version.slice(0, 10);
  const wanted = minimum.slice(0, 10);
  if (given !== wanted) return given > wanted;
  return version.length === 10 || minimum.length > 10;
}

export function isWellFormed(version: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/i.test(version);
}
