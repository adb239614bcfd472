import { readFile } from "node:fs/promises";
import { request } from "node:https";

/** What Kubernetes puts into every pod: where its API is, whom to trust there and who to be. */
export interface InCluster {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly ca: string;
}

/** `final`: asking again would not help. */
export interface NotInCluster {
  reason: string;
  final?: true;
}

const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The API of the cluster this runs in, or why there is none to ask. */
export async function findCluster(
  env: Readonly<Record<string, string | undefined>>,
  readText = (path: string) => readFile(path, "utf8"),
): Promise<InCluster | NotInCluster> {
  const host = env.KUBERNETES_SERVICE_HOST;
  if (!host) return { reason: "not running in a Kubernetes cluster", final: true };
  try {
    const [token, ca] = await Promise.all([readText(`${ACCOUNT}/token`), readText(`${ACCOUNT}/ca.crt`)]);
    return { host, port: Number(env.KUBERNETES_SERVICE_PORT || 443), token: token.trim(), ca };
  } catch (error) {
    return {
      reason: `the pod has no service account token (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

export interface ApiAnswer {
  status: number;
  body: string;
}

/** One GET of the API. `signal` ends it. */
export type GetFromApi = (cluster: InCluster, path: string, signal: AbortSignal) => Promise<ApiAnswer>;

/** By node:https: the official client takes longer to load than the rest of this program, for one GET. */
export const getFromApi: GetFromApi = ({ host, port, token, ca }, path, signal) =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };
    const sent = request({ host, port, path, ca, headers, signal, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        body += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end();
  });
