import { shortHash } from "./short-hash.ts";

const LONGEST_PROFILE_NAME = 63; // Azure docs: resource-name-rules
const LONGEST_ENDPOINT_NAME = 260;

/** `my-app.example.com` → `my-app-example-com-tm`; too long a name is cut and told apart by a hash. */
export function defaultProfileName(dnsName: string): string {
  const name = `${dashed(dnsName)}-tm`;
  if (name.length <= LONGEST_PROFILE_NAME) return name;
  return `${name.slice(0, 47).replace(/-+$/, "")}-${shortHash(dnsName.toLowerCase())}-tm`;
}

/** `my-app-east.example.com` → `my-app-east-example-com`, with the cluster's name behind it where given. */
export function defaultEndpointName(dnsName: string, clusterName?: string): string {
  return dashed(clusterName === undefined ? dnsName : `${dnsName}-${clusterName}`);
}

/** The relativeName to fall back on when the profile's own name is taken in the whole of trafficmanager.net. */
export function alternativeRelativeName(ref: { resourceGroup: string; name: string }, subscriptionId: string): string {
  const hash = shortHash(`${subscriptionId}/${ref.resourceGroup}/${ref.name}`.toLowerCase());
  return `${ref.name.slice(0, 51)}-${hash}`.toLowerCase();
}

/** The name a profile that does not exist yet will probably have; of one that exists, Azure says it. */
export function expectedFqdn(profileName: string): string {
  return `${profileName.toLowerCase()}.trafficmanager.net`;
}

export function isProfileName(name: string): boolean {
  return name.length <= LONGEST_PROFILE_NAME && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name);
}

/** Azure allows more; `:` `/` `+` `,` separate names in the owner's tag, `< > * % & ? \ #` cannot stand in an ARM path. */
export function isEndpointName(name: string): boolean {
  return (
    name.length <= LONGEST_ENDPOINT_NAME &&
    /^[^\s:/+,<>*%&?\\#\p{C}]([^:/+,<>*%&?\\#\p{C}]*[^\s:/+,<>*%&?\\#\p{C}])?$/u.test(name)
  );
}

function dashed(dnsName: string): string {
  return dnsName
    .toLowerCase()
    .replace(/^\*\./, "any-")
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
