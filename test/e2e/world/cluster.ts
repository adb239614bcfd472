import type { Programs } from "../programs/build.ts";
import type { Emulator } from "./emulator.ts";
import type { ExternalDns } from "./external-dns.ts";
import { createKubernetesClient, type KubernetesAccess, type KubernetesObject } from "./kubernetes-client.ts";
import {
  aDnsEndpoint,
  aNamespace,
  anIngress,
  aService,
  type IngressOptions,
  OLD_PREFIX,
  type ServiceOptions,
} from "./manifests.ts";
import type { Program } from "./program.ts";
import type { Provider } from "./provider.ts";
import { azureExternalDnsStarter, providerStarter, webhookExternalDnsStarter } from "./starters.ts";
import { type Supervised, supervise } from "./supervised.ts";

export interface ClusterOptions {
  /** The owner id of the external-dns beside the provider; the cluster's name unless given. */
  owner?: string;
  /** More flags for the external-dns beside the provider. */
  externalDnsFlags?: readonly string[];
  /** More flags for the provider. */
  providerFlags?: readonly string[];
  /** What both kinds of external-dns read: Services unless given. */
  sources?: readonly string[];
  /** The annotation prefix the objects have and external-dns reads. */
  prefix?: string;
  /** Whether the second external-dns publishes the objects' own names in Azure DNS; it does unless told otherwise. */
  azureDns?: boolean;
  /** The prefix that one reads, where it is not the same. */
  azureDnsPrefix?: string;
}

/** Where a cluster runs and what its programs talk to. */
export interface ClusterPlace {
  name: string;
  programs: Programs;
  access: KubernetesAccess;
  namespace: string;
  emulator: Emulator;
  folder: string;
  /** Has this called when the world ends, last things first, even when it never began whole. */
  whenOver(stop: () => Promise<void>): void;
}

/** One Kubernetes cluster with everything of ours in it. */
export interface Cluster {
  name: string;
  namespace: string;
  apply(...objects: KubernetesObject[]): Promise<void>;
  delete(...objects: KubernetesObject[]): Promise<void>;
  aService(name: string, options: ServiceOptions): KubernetesObject;
  anIngress(name: string, options: IngressOptions): KubernetesObject;
  aDnsEndpoint(name: string, endpoints: readonly unknown[]): KubernetesObject;
  provider: Supervised<Provider>;
  externalDns: Supervised<ExternalDns>;
  /** Resolves when every external-dns of this cluster has run that many whole cycles. */
  afterCycles(count: number): Promise<void>;
  /** Programs of this cluster that ended without being told to. */
  ends(): string[];
}

/** Starts the provider, the external-dns beside it and the one for Azure DNS, over a namespace of a running API server. */
export async function startCluster(place: ClusterPlace, options: ClusterOptions): Promise<Cluster> {
  const { name, namespace } = place;
  const prefix = options.prefix ?? OLD_PREFIX;
  const client = createKubernetesClient(place.access);
  await client.apply(aNamespace(namespace));
  const run = async <P extends Program>(start: () => Promise<P>) => {
    const program = await supervise(start);
    place.whenOver(program.stop);
    const end = program.current().ended();
    if (end) throw new Error(`${program.current().name} ${end}\n${program.current().log()}`);
    return program;
  };
  const provider = await run(await providerStarter(place, options));
  const externalDns = await run(webhookExternalDnsStarter(place, options, provider.current().url));
  const readers = [externalDns];
  if (options.azureDns !== false) readers.push(await run(azureExternalDnsStarter(place, options)));
  return {
    name,
    namespace,
    provider,
    externalDns,
    async apply(...objects) {
      await inTurns(objects, client.apply);
    },
    async delete(...objects) {
      await inTurns(objects, client.delete);
    },
    aService: (service, rest) => aService(namespace, service, { prefix, ...rest }),
    anIngress: (ingress, rest) => anIngress(namespace, ingress, { prefix, ...rest }),
    aDnsEndpoint: (dnsEndpoint, endpoints) => aDnsEndpoint(namespace, dnsEndpoint, endpoints),
    async afterCycles(count) {
      await Promise.all(readers.map((reader) => reader.current().afterCycles(count)));
    },
    ends: () => [provider.ends, ...readers.map(({ ends }) => ends)].flat(),
  };
}

const AT_ONCE = 20;

async function inTurns(objects: readonly KubernetesObject[], send: (object: KubernetesObject) => Promise<void>) {
  for (let first = 0; first < objects.length; first += AT_ONCE) {
    await Promise.all(objects.slice(first, first + AT_ONCE).map(send));
  }
}
