/** How two bodies differ, a line each; empty when they are equal as far as the service itself agrees with itself. */

/** The shape of these follows the service's date rather than the api-version, so only their values count. */
const PRESENCE_VARIES = new Set([
  "alwaysServe",
  "minChildEndpointsIPv4",
  "minChildEndpointsIPv6",
  "maxReturn",
  "recordType",
  "NestedProfile",
]);

/** Differ from run to run. */
const NEVER_COMPARED = new Set(["etag"]);

export function differences(wanted: unknown, actual: unknown, path = ""): string[] {
  if (Array.isArray(wanted) && Array.isArray(actual)) return arrayDifferences(wanted, actual, path);
  if (isObject(wanted) && isObject(actual)) return objectDifferences(wanted, actual, path);
  return wanted === actual ? [] : [`${path || "body"}: Azure ${text(wanted)}, emulator ${text(actual)}`];
}

function arrayDifferences(wanted: unknown[], actual: unknown[], path: string): string[] {
  const length = Math.max(wanted.length, actual.length);
  return Array.from({ length }, (_, at) => differences(wanted[at], actual[at], `${path}[${at}]`)).flat();
}

function objectDifferences(wanted: Record<string, unknown>, actual: Record<string, unknown>, path: string): string[] {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    if (NEVER_COMPARED.has(key)) return [];
    const [left, right] = [wanted[key], actual[key]];
    if (PRESENCE_VARIES.has(key) && (left === undefined || right === undefined)) return [];
    if (key === "tags" && isNoTags(left) && isNoTags(right)) return [];
    return differences(left, right, path ? `${path}.${key}` : key);
  });
}

/** Recordings of one service disagree on whether no tags are absent or `{}`. */
function isNoTags(value: unknown): boolean {
  return value === undefined || (isObject(value) && Object.keys(value).length === 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
