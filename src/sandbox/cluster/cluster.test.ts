import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createServerCertificate } from "../../emulator/tls/certificate.ts";
import { parseManifests } from "../kubernetes/manifests.ts";
import type { Certificate } from "./app.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { createLoadBalancers } from "./load-balancers.ts";

const service = (name: string, spec: Record<string, unknown> = { ports: [{ port: 80 }] }) =>
  JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { type: "LoadBalancer", ...spec } });
const ingress = (name: string) =>
  JSON.stringify({ apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name }, spec: {} });

describe("an emulated cluster", () => {
  let certificate: Certificate;
  let cluster: Cluster;
  let changes = 0;
  beforeAll(async () => {
    certificate = await createServerCertificate();
  });
  const start = () => {
    changes = 0;
    cluster = createCluster({
      region: "east",
      loadBalancers: createLoadBalancers(10),
      certificate,
      onPlacesChanged: () => changes++,
    });
  };
  const apply = (...objects: string[]) => cluster.apply(parseManifests(objects.join("\n---\n"), "east.yaml"));
  const addresses = () =>
    Object.fromEntries(
      cluster
        .objects()
        .map((object) => [
          object.metadata.name,
          object.kind === "DNSEndpoint" ? [] : object.status.loadBalancer.map(({ ip }) => ip),
        ]),
    );
  const ask = (path: string, port = cluster.places()[0]?.app.port()) => fetch(`http://127.0.0.1:${port}${path}`);
  afterEach(() => cluster.close());

  it("gives each Service an address, two for dual stack, and all Ingresses one", async () => {
    start();
    await apply(service("a"), service("b", { ipFamilyPolicy: "RequireDualStack" }), ingress("i"), ingress("j"));
    expect(addresses()).toEqual({
      a: ["20.10.0.1"],
      b: ["20.10.0.2", "2603:1030:10::2"],
      i: ["20.10.0.3"],
      j: ["20.10.0.3"],
    });
  });

  it("gives a Service that comes back the address it had", async () => {
    start();
    await apply(service("a"), service("b"));
    await apply();
    await apply(service("b"));
    expect(addresses()).toEqual({ b: ["20.10.0.2"] });
  });

  it("gives no address to what has no load balancer", async () => {
    start();
    await apply(service("a", { type: "ClusterIP" }));
    expect(addresses()).toEqual({ a: [] });
    expect(cluster.places()).toEqual([]);
  });

  it("runs an application behind each address and port, which says where it is and that it is well", async () => {
    start();
    await apply(service("a"));
    expect(await (await ask("/")).text()).toBe("east\n");
    expect((await ask("/health")).status).toBe(200);
  });

  it("refuses connections while the application is killed, and answers at the same place when it is back", async () => {
    start();
    await apply(service("a"));
    const app = cluster.places()[0]?.app;
    const port = app?.port();
    await app?.kill();
    await expect(ask("/health", port)).rejects.toThrow();
    await app?.start();
    expect((await ask("/health", port)).status).toBe(200);
  });

  it("closes the application with its Service and leaves the others running", async () => {
    start();
    await apply(service("a"), service("b"));
    const [a, b] = cluster.places().map(({ app }) => app.port());
    await apply(service("b"));
    await expect(ask("/", a)).rejects.toThrow();
    expect((await ask("/", b)).status).toBe(200);
    expect(changes).toBe(2);
  });
});
