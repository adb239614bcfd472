import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Programs } from "../programs/build.ts";
import { DNS_ENDPOINT_DEFINITION } from "./dns-endpoint-definition.ts";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { createKubernetesClient, type KubernetesAccess } from "./kubernetes-client.ts";
import { type Program, startProgram } from "./program.ts";

/** A running Kubernetes API: no nodes, no controllers, only objects. */
export interface KubernetesApi {
  access: KubernetesAccess;
  stop(): Promise<void>;
}

/** Starts an etcd and a kube-apiserver on free loopback ports, with the DNSEndpoint definition in place. */
export async function startKubernetesApi(programs: Programs, name: string, folder: string): Promise<KubernetesApi> {
  mkdirSync(folder, { recursive: true });
  const [clientPort, peerPort, apiPort] = [await freePort(), await freePort(), await freePort()];
  const etcd = startEtcd(programs, folder, clientPort, peerPort);
  const token = randomBytes(16).toString("hex");
  const apiserver = startApiserver(programs, folder, clientPort, apiPort, token);
  const stop = async () => {
    await apiserver.stop();
    await etcd.stop();
  };
  const access = { server: `https://127.0.0.1:${apiPort}`, token, kubeconfig: join(folder, "kubeconfig.json") };
  writeFileSync(access.kubeconfig, kubeconfig(name, access));
  try {
    await waitUntilReady(access, [etcd, apiserver]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { access, stop };
}

function startEtcd(programs: Programs, folder: string, clientPort: number, peerPort: number): Program {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return startProgram({
    name: "etcd",
    command: programs.etcd,
    args: [
      `--data-dir=${join(folder, "etcd")}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      "--unsafe-no-fsync",
      "--log-level=warn",
    ],
    logFile: join(folder, "etcd.log"),
  });
}

function startApiserver(programs: Programs, folder: string, etcdPort: number, port: number, token: string): Program {
  const keyFile = join(folder, "service-account.key");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(keyFile, privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
  const tokenFile = join(folder, "tokens.csv");
  writeFileSync(tokenFile, `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  return startProgram({
    name: "kube-apiserver",
    command: programs.kubeApiserver,
    args: [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      "--bind-address=127.0.0.1",
      "--advertise-address=127.0.0.1",
      "--endpoint-reconciler-type=none",
      `--secure-port=${port}`,
      `--cert-dir=${join(folder, "certificates")}`,
      `--token-auth-file=${tokenFile}`,
      "--authorization-mode=RBAC",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${keyFile}`,
      `--service-account-signing-key-file=${keyFile}`,
      "--service-cluster-ip-range=10.96.0.0/16,fd00:96::/108",
      // No controller manager makes the default service accounts, and nothing here runs as a pod.
      "--disable-admission-plugins=ServiceAccount",
      // The tests' 200 Services at once are not a user to be slowed down.
      "--enable-priority-and-fairness=false",
    ],
    logFile: join(folder, "kube-apiserver.log"),
  });
}

async function waitUntilReady(access: KubernetesAccess, programs: readonly Program[]): Promise<void> {
  const client = createKubernetesClient(access);
  const alive = () => programs.every((program) => program.ended() === undefined);
  const lastWords = () => programs.map((program) => `${program.name}: ${program.log().slice(-2_000)}`).join("\n");
  await eventually("a ready API server", async () => !alive() || (await client.get("/readyz")) === "ok", {
    detail: lastWords,
  });
  if (!alive()) throw new Error(`the API server did not start\n${lastWords()}`);
  await eventually("the kube-system namespace", () => client.get("/api/v1/namespaces/kube-system"));
  await client.apply(DNS_ENDPOINT_DEFINITION);
  await eventually("served DNSEndpoints", () => client.get("/apis/externaldns.k8s.io/v1alpha1/dnsendpoints"));
}

function kubeconfig(name: string, access: KubernetesAccess): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: access.server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "admin", user: { token: access.token } }],
    contexts: [{ name, context: { cluster: name, user: "admin" } }],
    "current-context": name,
  });
}
