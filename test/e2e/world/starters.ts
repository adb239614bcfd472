import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DNS_RESOURCE_GROUP, SUBSCRIPTION, ZONE } from "./azure-names.ts";
import type { ClusterOptions, ClusterPlace } from "./cluster.ts";
import { type ExternalDns, startExternalDns } from "./external-dns.ts";
import { freePort } from "./free-port.ts";
import { createKubernetesClient, uidOf } from "./kubernetes-client.ts";
import { OLD_PREFIX } from "./manifests.ts";
import { type Provider, startProvider } from "./provider.ts";

/** The provider, on the same ports each time. */
export async function providerStarter(place: ClusterPlace, options: ClusterOptions): Promise<() => Promise<Provider>> {
  const ports = { webhook: await freePort(), status: await freePort() };
  // Outside a pod it cannot ask for the uid of kube-system itself.
  const clusterId = uidOf(await createKubernetesClient(place.access).get("/api/v1/namespaces/kube-system"));
  const flags = [`--cluster-id=${clusterId}`, `--cluster-name=${place.name}`, ...(options.providerFlags ?? [])];
  return () => startProvider(place, ports, flags);
}

/** external-dns with the webhook provider, as it runs beside ours in a pod. */
export function webhookExternalDnsStarter(
  { name, ...place }: ClusterPlace,
  options: ClusterOptions,
  url: string,
): () => Promise<ExternalDns> {
  return () =>
    startExternalDns({
      ...place,
      name: `${name}-external-dns`,
      args: [
        "--provider=webhook",
        `--webhook-provider-url=${url}`,
        `--txt-owner-id=${options.owner ?? name}`,
        ...readingFlags(options),
        ...(options.externalDnsFlags ?? []),
      ],
    });
}

/** external-dns with its own Azure provider: publishes the objects' own names in Azure DNS. */
export function azureExternalDnsStarter(
  { name, emulator, ...place }: ClusterPlace,
  options: ClusterOptions,
): () => Promise<ExternalDns> {
  const configFile = join(place.folder, `${name}-azure.json`);
  writeFileSync(configFile, azureConfig(emulator.tlsUrl));
  return () =>
    startExternalDns({
      ...place,
      name: `${name}-azure-dns`,
      env: { SSL_CERT_FILE: emulator.caFile },
      args: [
        "--provider=azure",
        `--azure-config-file=${configFile}`,
        `--domain-filter=${ZONE}`,
        `--txt-owner-id=${name}-dns`,
        ...readingFlags({ ...options, ...(options.azureDnsPrefix ? { prefix: options.azureDnsPrefix } : {}) }),
      ],
    });
}

function readingFlags({ sources = ["service"], prefix = OLD_PREFIX }: ClusterOptions): string[] {
  return [...sources.map((source) => `--source=${source}`), `--annotation-prefix=${prefix}`];
}

/**
 * The overrides count only for this cloud, and this tenant keeps the identity library from asking the public directory
 * (external-dns, provider/azure/config.go; azidentity on AD FS).
 */
function azureConfig(url: string): string {
  return JSON.stringify({
    cloud: "AzureStackCloud",
    tenantId: "adfs",
    subscriptionId: SUBSCRIPTION,
    resourceGroup: DNS_RESOURCE_GROUP,
    aadClientId: "external-dns",
    aadClientSecret: "secret",
    activeDirectoryAuthorityHost: `${url}/`,
    resourceManagerAudience: url,
    resourceManagerEndpoint: url,
  });
}
