/** Tag names on a profile. Traffic Manager forbids spaces, `/` and a leading digit in a tag name (Azure docs: tag-resources). */
export const MANAGED_TAG = "external-dns-managed";
export const SETTINGS_TAG = "external-dns-settings";
export const HOSTNAME_TAG = "external-dns-hostname";
export const DELETING_TAG = "external-dns-deleting";
export const OWNER_TAG_PREFIX = "external-dns-owner-";

/** Azure's limits: tags on one resource, characters in one value (Azure docs: tag-resources). */
export const MOST_TAGS = 50;
export const LONGEST_TAG_VALUE = 256;

/** What the Go proof of concept wrote on its profiles; they are treated as ours. */
export const ORIGINAL_MANAGED_TAG = { name: "managedBy", value: "external-dns-traffic-manager-webhook" } as const;

/** A tag by its name without regard to case, as Azure compares names. */
export function tagValue(tags: Readonly<Record<string, string>>, name: string): string | undefined {
  const exact = tags[name];
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(tags)) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/**
 * The tag that lists an owner's endpoints. Tag names ignore case and allow few characters, owner ids do neither, so everything
 * but `a-z 0-9 . -` is written as `_hh`; `+n` continues a list, and no encoded owner contains a `+`.
 */
export function ownerTagName(owner: string, part: number): string {
  return `${OWNER_TAG_PREFIX}${encodeOwner(owner)}${part === 0 ? "" : `+${part}`}`;
}

/** The owner and part a tag name stands for, or nothing when it is another tag. */
export function parseOwnerTagName(name: string): { owner: string; part: number } | undefined {
  const match = /^external-dns-owner-([a-z0-9._-]+)(?:\+(\d+))?$/.exec(name.toLowerCase());
  if (!match?.[1]) return undefined;
  const owner = decodeOwner(match[1]);
  return owner === undefined ? undefined : { owner, part: Number(match[2] ?? 0) };
}

function encodeOwner(owner: string): string {
  let text = "";
  for (const character of owner) {
    if (/[a-z0-9.-]/.test(character)) text += character;
    else if (/[\x21-\x7e]/.test(character)) text += `_${character.charCodeAt(0).toString(16)}`;
    else text += encodeURIComponent(character).replaceAll("%", "_").toLowerCase();
  }
  return text;
}

function decodeOwner(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("_", "%"));
  } catch {
    return undefined; // not written by us: somebody else's tag that happens to begin alike
  }
}
