import { readFile } from "node:fs/promises";
import { get } from "node:https";
import { join } from "node:path";

/** The API server as a pod reaches it. */
export interface ApiServer {
  host: string;
  port: string;
  /** Holds `token` and `ca.crt`; the kubelet renews the token. */
  credentials: string;
}

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The API server of the cluster this process runs in, by the variables Kubernetes sets in every pod; nothing outside a cluster. */
export function apiServerOf(env: Readonly<Record<string, string | undefined>>): ApiServer | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = env;
  return host ? { host, port, credentials: SERVICE_ACCOUNT } : undefined;
}

/** The API server answered with something else than 200. */
export class ApiServerRefusal extends Error {
  override readonly name = "ApiServerRefusal";
  readonly status: number;

  constructor(status: number, path: string) {
    super(`the Kubernetes API answered ${status} to GET ${path}`);
    this.status = status;
  }
}

const TIMEOUT = 5_000;
const LONGEST_ANSWER = 1_000_000;

/** One GET with the pod's own token. The client library would cost more memory than the rest of this program. */
export async function getFromApiServer(server: ApiServer, path: string): Promise<unknown> {
  const [token, ca] = await Promise.all([
    readFile(join(server.credentials, "token"), "utf8"),
    readFile(join(server.credentials, "ca.crt")),
  ]);
  const { status, body } = await answerOf(server, path, { ca, token: token.trim() });
  if (status !== 200) throw new ApiServerRefusal(status, path);
  return JSON.parse(body);
}

function answerOf(
  { host, port }: ApiServer,
  path: string,
  { ca, token }: { ca: Buffer; token: string },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const request = get({ host, port, path, ca, headers, agent: false, timeout: TIMEOUT }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        body += part;
        if (body.length > LONGEST_ANSWER) response.destroy(new Error("the Kubernetes API's answer is too long"));
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error(`the Kubernetes API did not answer in ${TIMEOUT} ms`)));
    request.on("error", reject);
  });
}
