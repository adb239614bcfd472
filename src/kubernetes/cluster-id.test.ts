import { expect, test } from "vitest";
import { readClusterId } from "./cluster-id.ts";
import { findCluster, type InCluster } from "./in-cluster.ts";

const cluster: InCluster = { host: "10.0.0.1", port: 443, token: "s3cret", ca: "-----BEGIN" };
const env = { KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" };

function answering(status: number, body: string) {
  return readClusterId({ env, find: async () => cluster, get: async () => ({ status, body }) });
}

test("the id of a cluster is the uid of its namespace kube-system", async () => {
  const asked: string[] = [];
  const reading = await readClusterId({
    env,
    find: async () => cluster,
    get: async ({ token }, path) => {
      asked.push(`${token} ${path}`);
      return { status: 200, body: JSON.stringify({ metadata: { uid: "9f1c" } }) };
    },
  });
  expect(reading).toEqual({ clusterId: "9f1c" });
  expect(asked).toEqual(["s3cret /api/v1/namespaces/kube-system"]);
});

test("outside a cluster there is no id, and nobody is asked", async () => {
  const get = () => Promise.reject(new Error("must not be asked"));
  expect(await readClusterId({ env: {}, get })).toEqual({ reason: "not running in a Kubernetes cluster", final: true });
});

test("without a service account token there is no id", async () => {
  const found = await findCluster(env, () => Promise.reject(new Error("ENOENT")));
  expect(found).toEqual({ reason: "the pod has no service account token (ENOENT)" });
});

test("the token is read without its line break", async () => {
  const found = await findCluster(env, async (path) => (path.endsWith("token") ? "abc\n" : "CA"));
  expect(found).toEqual({ host: "10.0.0.1", port: 443, token: "abc", ca: "CA" });
});

test("a service account that may not read the namespace is told what to do", async () => {
  expect(await answering(403, "{}")).toEqual({ reason: expect.stringContaining("--cluster-id") });
});

test.each([
  [500, "oops", "answered 500"],
  [200, "<html>", "could not be read"],
  [200, "{}", "no namespace"],
])("an answer %i %s gives a reason", async (status, body, reason) => {
  expect(await answering(status, body)).toEqual({ reason: expect.stringContaining(reason) });
});

test("an API that does not answer gives a reason without its token", async () => {
  const signal = AbortSignal.abort();
  const reading = await readClusterId({
    env,
    find: async () => cluster,
    get: (_cluster, _path, given) => Promise.reject(given.reason),
    signal,
  });
  expect(reading).toEqual({ reason: "the Kubernetes API could not be read: it did not answer in time" });
});
