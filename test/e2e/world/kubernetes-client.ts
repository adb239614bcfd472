import { Agent, request } from "node:https";
import { z } from "zod";

export interface KubernetesAccess {
  server: string;
  token: string;
  /** A file with the same, for programs. */
  kubeconfig: string;
}

/** An object as manifests write it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; annotations?: Record<string, string>; labels?: Record<string, string> };
  spec?: unknown;
  status?: unknown;
}

export interface KubernetesClient {
  /** The answer's JSON (or text), `undefined` after a 404. */
  get(path: string): Promise<unknown>;
  /** Makes the object what the manifest says, its status too: server-side apply. */
  apply(manifest: KubernetesObject): Promise<void>;
  /** Fine when it is gone already. */
  delete(manifest: KubernetesObject): Promise<void>;
}

/** A client with just what the tests do to a cluster: what `kubectl apply` and `kubectl delete` would. */
export function createKubernetesClient(access: KubernetesAccess): KubernetesClient {
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false }); // the server made its certificate itself
  const send = (method: string, path: string, body?: unknown) => exchange(access, agent, { method, path, body });
  return {
    get: (path) => send("GET", path),
    async apply(manifest) {
      const { status, ...rest } = manifest;
      const query = "?fieldManager=journey&force=true";
      await send("PATCH", pathOf(manifest) + query, rest);
      if (status) await send("PATCH", `${pathOf(manifest)}/status${query}`, statusOnly(manifest));
    },
    async delete(manifest) {
      await send("DELETE", pathOf(manifest));
    },
  };
}

function statusOnly({ apiVersion, kind, metadata: { name, namespace }, status }: KubernetesObject) {
  return { apiVersion, kind, metadata: { name, namespace }, status };
}

const PLURALS: Record<string, string> = {
  CustomResourceDefinition: "customresourcedefinitions",
  DNSEndpoint: "dnsendpoints",
  Ingress: "ingresses",
  Namespace: "namespaces",
  Service: "services",
};

function pathOf({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): string {
  const plural = PLURALS[kind];
  if (!plural) throw new Error(`unknown kind ${kind}`);
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespace ? `/namespaces/${namespace}` : ""}/${plural}/${name}`;
}

interface Exchange {
  method: string;
  path: string;
  body?: unknown;
}

function exchange(access: KubernetesAccess, agent: Agent, { method, path, body }: Exchange): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { authorization: `Bearer ${access.token}` };
    // JSON is YAML, and server-side apply has only the YAML media type.
    if (body !== undefined) headers["content-type"] = "application/apply-patch+yaml";
    const sent = request(new URL(path, access.server), { method, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (answer.statusCode === 404 && method !== "PATCH") return resolve(undefined);
        if ((answer.statusCode ?? 500) >= 300) return reject(new Error(`${method} ${path}: ${text}`));
        resolve(answer.headers["content-type"]?.includes("json") ? JSON.parse(text) : text);
      });
    });
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** The uid of an object, as `get` returned it. */
export function uidOf(object: unknown): string {
  return z.object({ metadata: z.object({ uid: z.string() }) }).parse(object).metadata.uid;
}
