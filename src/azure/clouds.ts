/** Where one of Azure's clouds answers, for whom its tokens are made and who issues them; no slash at the end. */
export interface Cloud {
  readonly endpoint: string;
  readonly audience: string;
  readonly authorityHost: string;
  /** An authority that the public directory knows nothing of. */
  readonly isPrivate: boolean;
}

/** What azure.json says of an Azure Stack. */
export interface StackAddresses {
  resourceManagerEndpoint?: string | undefined;
  resourceManagerAudience?: string | undefined;
  activeDirectoryAuthorityHost?: string | undefined;
}

const PUBLIC = publicCloud("https://management.azure.com", "https://login.microsoftonline.com");
const GOVERNMENT = publicCloud("https://management.usgovcloudapi.net", "https://login.microsoftonline.us");
const CHINA = publicCloud("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn");

/** external-dns's spellings (provider/azure/config.go), compared without case. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
  "": PUBLIC,
  azurecloud: PUBLIC,
  azurepubliccloud: PUBLIC,
  azureusgovernment: GOVERNMENT,
  azureusgovernmentcloud: GOVERNMENT,
  azurechinacloud: CHINA,
};

export const CLOUD_NAMES = ["AzurePublicCloud", "AzureUSGovernment", "AzureChinaCloud", "AzureStackCloud"] as const;

/** The cloud of that name; the addresses count only for `AzureStackCloud`, as in external-dns. `right` ends "it is not". */
export function findCloud(name: string, stack: StackAddresses): { cloud: Cloud } | { right: string } {
  if (name.toLowerCase() === "azurestackcloud") return stackCloud(stack);
  const cloud = CLOUDS[name.toLowerCase()];
  return cloud ? { cloud } : { right: `one of ${CLOUD_NAMES.join(", ")}` };
}

/** The cloud that a pod runs in, told by the authority that workload identity names there. */
export function cloudOfAuthority(authorityHost: string | undefined): Cloud {
  const host = authorityHost && withoutSlash(authorityHost);
  return [PUBLIC, GOVERNMENT, CHINA].find((cloud) => cloud.authorityHost === host) ?? PUBLIC;
}

function stackCloud(stack: StackAddresses): { cloud: Cloud } | { right: string } {
  const { resourceManagerEndpoint: endpoint, activeDirectoryAuthorityHost: authorityHost } = stack;
  if (!endpoint || !URL.canParse(endpoint))
    return { right: 'complete without the URL "resourceManagerEndpoint" in azure.json' };
  if (authorityHost && !URL.canParse(authorityHost))
    return { right: 'complete while "activeDirectoryAuthorityHost" in azure.json is no URL' };
  return {
    cloud: {
      endpoint: withoutSlash(endpoint),
      // Kept to the letter: a slash at its end is part of an audience.
      audience: stack.resourceManagerAudience ?? withoutSlash(endpoint),
      authorityHost: withoutSlash(authorityHost ?? PUBLIC.authorityHost),
      isPrivate: authorityHost !== undefined,
    },
  };
}

function publicCloud(endpoint: string, authorityHost: string): Cloud {
  return { endpoint, audience: endpoint, authorityHost, isPrivate: false };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
