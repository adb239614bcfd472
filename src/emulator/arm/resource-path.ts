/** A request path read as ARM reads it; casing is kept, so compare with `sameText` or lower-cased. */
export interface ResourcePath {
  subscription: string | undefined;
  resourceGroup: string | undefined;
  /** `Microsoft.Network` */
  provider: string | undefined;
  /** `["trafficManagerProfiles", "externalEndpoints"]` */
  types: readonly string[];
  /** One shorter than `types` for a collection or an action. */
  names: readonly string[];
  /** What follows a second `providers` segment: an extension resource such as the tags of the resource before it. */
  extension: ResourcePath | undefined;
  /** Segments that belong to no provider: `["locations"]` in `/subscriptions/{s}/locations`. */
  rest: readonly string[];
}

export function parseResourcePath(segments: readonly string[]): ResourcePath {
  let at = 0;
  let subscription: string | undefined;
  let resourceGroup: string | undefined;
  if (sameText(segments[0], "subscriptions") && segments.length > 1) {
    subscription = segments[1];
    at = 2;
    if (sameText(segments[2], "resourcegroups") && segments.length > 3) {
      resourceGroup = segments[3];
      at = 4;
    }
  }
  return { subscription, resourceGroup, ...parseProvider(segments, at) };
}

function parseProvider(segments: readonly string[], start: number) {
  const types: string[] = [];
  const names: string[] = [];
  if (!sameText(segments[start], "providers") || segments.length < start + 2) {
    return { provider: undefined, types, names, extension: undefined, rest: segments.slice(start) };
  }
  const provider = segments[start + 1];
  for (let at = start + 2; at < segments.length; at += 2) {
    const type = segments[at];
    // In the place of a type, `providers` starts an extension; in the place of a name it is a name.
    if (sameText(type, "providers")) {
      const extension: ResourcePath = { ...parseResourcePath(segments.slice(at)) };
      return { provider, types, names, extension, rest: [] };
    }
    if (type !== undefined) types.push(type);
    const name = segments[at + 1];
    if (name !== undefined) names.push(name);
  }
  return { provider, types, names, extension: undefined, rest: [] };
}

/** Equal as ARM compares ids, names and types: case does not matter. */
export function sameText(left: string | undefined, right: string): boolean {
  if (left === undefined || left.length !== right.length) return false;
  return left === right || left.toLowerCase() === right.toLowerCase();
}
