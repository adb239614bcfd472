const keys = new WeakMap<object, string>();

/**
 * The resource's id in lower case. Kept beside the resource, which never changes, because making it anew for each of
 * 200 endpoints takes longer than everything else that is done with them.
 */
export function resourceKey(resource: { id: string }): string {
  const known = keys.get(resource);
  if (known !== undefined) return known;
  const key = resource.id.toLowerCase();
  keys.set(resource, key);
  return key;
}
