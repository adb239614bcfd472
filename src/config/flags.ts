/** One setting: a flag, and the environment variables that stand for it when the flag is not given. */
export interface Flag {
  name: string;
  /** What follows the flag in `--help`; absent for a switch. */
  value?: string;
  /** Tried in order; the first is the flag's own name in capitals. */
  env: readonly string[];
  /** May be given several times, and with commas. */
  repeatable?: true;
  default?: string;
  description: string;
}

/**
 * Every setting there is: the command line, the environment and docs/configuration.md follow this table.
 * Names are those of external-dns and its Azure provider; the other variables are what webhooks and the Go proof of concept use.
 */
export const FLAGS = [
  {
    name: "webhook-host",
    value: "address",
    env: ["WEBHOOK_HOST", "SERVER_HOST"],
    default: "127.0.0.1",
    description: "address the webhook listens on; external-dns runs in the same pod",
  },
  {
    name: "webhook-port",
    value: "port",
    env: ["WEBHOOK_PORT", "SERVER_PORT"],
    default: "8888",
    description: "port of the webhook; 0 takes any free one",
  },
  {
    name: "metrics-address",
    value: "host:port",
    env: ["METRICS_ADDRESS"],
    description: "where /healthz, /readyz, /metrics and /summary are served (default: 0.0.0.0:8080)",
  },
  {
    name: "metrics-host",
    value: "address",
    env: ["METRICS_HOST"],
    default: "0.0.0.0",
    description: "the host of --metrics-address alone",
  },
  {
    name: "metrics-port",
    value: "port",
    env: ["METRICS_PORT", "HEALTH_PORT"],
    default: "8080",
    description: "the port of --metrics-address alone",
  },
  {
    name: "azure-subscription-id",
    value: "id",
    env: ["AZURE_SUBSCRIPTION_ID"],
    description: "subscription of the profiles; required unless azure.json says it",
  },
  {
    name: "azure-resource-group",
    value: "name",
    env: ["AZURE_RESOURCE_GROUP"],
    description: "resource group for Services that do not name one",
  },
  {
    name: "resource-groups",
    value: "names",
    env: ["RESOURCE_GROUPS"],
    repeatable: true,
    description: "only these resource groups are read and written (default: the whole subscription)",
  },
  {
    name: "azure-config-file",
    value: "path",
    env: ["AZURE_CONFIG_FILE"],
    description:
      "azure.json as external-dns's Azure provider reads it (default: /etc/kubernetes/azure.json if it is there)",
  },
  {
    name: "azure-user-assigned-identity-client-id",
    value: "id",
    env: ["AZURE_USER_ASSIGNED_IDENTITY_CLIENT_ID"],
    description: "client id of the managed identity to use",
  },
  {
    name: "azure-maxretries-count",
    value: "number",
    env: ["AZURE_MAXRETRIES_COUNT"],
    default: "3",
    description: "further attempts at one write before it is left to the next sync; -1 or 0 for none",
  },
  {
    name: "azure-cloud",
    value: "name",
    env: ["AZURE_CLOUD"],
    description:
      "AzurePublicCloud, AzureUSGovernment, AzureChinaCloud or AzureStackCloud (default: azure.json's, else the one of AZURE_AUTHORITY_HOST)",
  },
  {
    name: "azure-emulator",
    value: "url",
    env: ["AZURE_EMULATOR"],
    description: "talk to a traffic-manager-emulator at this URL instead of Azure, without credentials",
  },
  {
    name: "azure-dns-resource-groups",
    value: "names",
    env: ["AZURE_DNS_RESOURCE_GROUPS"],
    repeatable: true,
    description: "where the DNS zones of vanity hostnames are looked for (default: the whole subscription)",
  },
  {
    name: "azure-zones-cache-duration",
    value: "duration",
    env: ["AZURE_ZONES_CACHE_DURATION"],
    default: "10m",
    description: "how long the list of DNS zones is kept",
  },
  {
    name: "vanity",
    value: "mode",
    env: ["VANITY"],
    default: "azure-dns",
    description: "how vanity hostnames are published: azure-dns (an alias record set), or none",
  },
  {
    name: "domain-filter",
    value: "domains",
    env: ["DOMAIN_FILTER"],
    repeatable: true,
    description: "only names in these domains",
  },
  {
    name: "exclude-domains",
    value: "domains",
    env: ["EXCLUDE_DOMAINS", "EXCLUDE_DOMAIN_FILTER"],
    repeatable: true,
    description: "no names in these domains",
  },
  {
    name: "regex-domain-filter",
    value: "regex",
    env: ["REGEX_DOMAIN_FILTER", "REGEXP_DOMAIN_FILTER"],
    description: "only names that match; not together with --domain-filter",
  },
  {
    name: "regex-domain-exclusion",
    value: "regex",
    env: ["REGEX_DOMAIN_EXCLUSION", "REGEXP_DOMAIN_FILTER_EXCLUSION"],
    description: "no names that match; not together with --domain-filter",
  },
  {
    name: "owner-id",
    value: "id",
    env: ["OWNER_ID"],
    description: "stands for external-dns's --txt-owner-id where it runs with --registry=noop",
  },
  {
    name: "cluster-id",
    value: "id",
    env: ["CLUSTER_ID"],
    description: "tells clusters apart that use one owner id (default: the uid of the namespace kube-system)",
  },
  {
    name: "cluster-name",
    value: "name",
    env: ["CLUSTER_NAME"],
    description: "goes into default endpoint names where the Service's hostname is the vanity hostname",
  },
  {
    name: "endpoint-location",
    value: "region",
    env: ["ENDPOINT_LOCATION"],
    description: "Azure region of this cluster, for Services that do not name one",
  },
  {
    name: "allow",
    value: "rule",
    env: ["ALLOW"],
    repeatable: true,
    description:
      "namespace=resource-group/profile, all three with *: who may join what (default: everybody everything)",
  },
  {
    name: "profile-retention",
    value: "duration",
    env: ["PROFILE_RETENTION"],
    default: "10m",
    description: "how long a profile without endpoints is kept before it is deleted, or never",
  },
  {
    name: "deletion-grace",
    value: "duration",
    env: ["DELETION_GRACE"],
    default: "10m",
    description: "how long a sync that deletes more than half of the endpoints is held back; 0 switches this off",
  },
  {
    name: "apply-timeout",
    value: "duration",
    env: ["APPLY_TIMEOUT"],
    default: "8s",
    description: "external-dns gets an answer after this long, and the rest goes on in the background",
  },
  {
    name: "health-interval",
    value: "duration",
    env: ["HEALTH_INTERVAL"],
    default: "2m",
    description: "how often the health of endpoints is read for the metrics; 0 switches this off",
  },
  {
    name: "body-limit",
    value: "size",
    env: ["BODY_LIMIT"],
    default: "64MiB",
    description: "largest request the webhook takes",
  },
  {
    name: "dry-run",
    env: ["DRY_RUN"],
    description: "print what would be written and write nothing",
  },
  {
    name: "log-level",
    value: "level",
    env: ["LOG_LEVEL"],
    default: "info",
    description: "debug, info, warn or error",
  },
  {
    name: "log-format",
    value: "format",
    env: ["LOG_FORMAT"],
    default: "json",
    description: "json or text",
  },
] as const satisfies readonly Flag[];

export type FlagName = (typeof FLAGS)[number]["name"];

/** Variables that are read besides those of the table: injected by workload identity or shared with the Azure tools. */
export const IDENTITY_VARIABLES = [
  "AZURE_TENANT_ID",
  "AZURE_CLIENT_ID",
  "AZURE_CLIENT_SECRET",
  "AZURE_FEDERATED_TOKEN_FILE",
  "AZURE_AUTHORITY_HOST",
] as const;
