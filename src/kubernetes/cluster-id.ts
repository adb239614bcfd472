import { findCluster, type GetFromApi, getFromApi, type InCluster, type NotInCluster } from "./in-cluster.ts";

/** The cluster's id, or why it is not known: one clause for the log. */
export type ClusterIdReading = { clusterId: string } | NotInCluster;

export interface ClusterIdOptions {
  env: Readonly<Record<string, string | undefined>>;
  find?: (env: ClusterIdOptions["env"]) => Promise<InCluster | NotInCluster>;
  get?: GetFromApi;
  /** Ends a read that takes too long. */
  signal?: AbortSignal;
}

const TIMEOUT = 5_000;

/** The uid of the namespace kube-system, which tells clusters apart for as long as they live. Never rejects. */
export async function readClusterId({
  env,
  find = findCluster,
  get = getFromApi,
  signal = AbortSignal.timeout(TIMEOUT),
}: ClusterIdOptions): Promise<ClusterIdReading> {
  const cluster = await find(env);
  if ("reason" in cluster) return cluster;
  try {
    const { status, body } = await get(cluster, "/api/v1/namespaces/kube-system", signal);
    if (status === 403)
      return {
        reason: "its service account may not get the namespace kube-system (give it that role, or --cluster-id)",
      };
    if (status !== 200) return { reason: `the Kubernetes API answered ${status}` };
    const uid = uidOf(JSON.parse(body));
    return uid ? { clusterId: uid } : { reason: "the Kubernetes API answered with something that is no namespace" };
  } catch (error) {
    const why = signal.aborted ? "it did not answer in time" : error instanceof Error ? error.message : String(error);
    return { reason: `the Kubernetes API could not be read: ${why}` };
  }
}

function uidOf(namespace: unknown): string | undefined {
  const uid = property(property(namespace, "metadata"), "uid");
  return typeof uid === "string" ? uid : undefined;
}

function property(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}
