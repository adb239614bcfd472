import { describe, expect, it } from "vitest";
import { ManifestError, parseManifests } from "./manifests.ts";

describe("parseManifests", () => {
  it("reads several documents and leaves out kinds that External-DNS has no source for", () => {
    const text = `
apiVersion: v1
kind: Namespace
metadata: {name: production}
---
apiVersion: v1
kind: Service
metadata:
  name: my-app
  namespace: production
  annotations: {external-dns.alpha.kubernetes.io/hostname: my-app.example.com}
spec:
  type: LoadBalancer
  ports: [{port: 443, targetPort: 8080}]
---
# nothing but a comment
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules: [{host: web.example.com, http: {paths: []}}, {http: {paths: []}}]
  tls: [{hosts: [tls.example.com]}]
`;
    const [service, ingress, ...more] = parseManifests(text, "east.yaml");
    expect(more).toEqual([]);
    expect(service).toEqual({
      kind: "Service",
      metadata: {
        name: "my-app",
        namespace: "production",
        annotations: { "external-dns.alpha.kubernetes.io/hostname": "my-app.example.com" },
      },
      spec: {
        type: "LoadBalancer",
        clusterIP: "",
        externalIPs: [],
        externalName: "",
        dualStack: false,
        ports: [{ port: 443, protocol: "TCP", nodePort: 0 }],
      },
      status: { loadBalancer: [] },
    });
    expect(ingress).toMatchObject({
      metadata: { namespace: "default" },
      spec: { ruleHosts: ["web.example.com", ""], tlsHosts: ["tls.example.com"] },
    });
  });

  it("reads the items of a List, and a status that is given", () => {
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [
        {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "a" },
          spec: { type: "LoadBalancer", ipFamilyPolicy: "PreferDualStack" },
          status: { loadBalancer: { ingress: [{ ip: "20.1.1.1" }, { hostname: "lb.example.net" }] } },
        },
      ],
    };
    expect(parseManifests(JSON.stringify(list), "a.yaml")).toMatchObject([
      { spec: { dualStack: true }, status: { loadBalancer: [{ ip: "20.1.1.1" }, { hostname: "lb.example.net" }] } },
    ]);
  });

  it.each([
    { text: "", reason: "an empty file" },
    { text: "---\n---\n", reason: "empty documents" },
  ])("finds nothing in $reason", ({ text }) => {
    expect(parseManifests(text, "a.yaml")).toEqual([]);
  });

  const service = (annotation: string) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  annotations:\n    weight: ${annotation}\nspec: {}\n`;
  it.each([
    {
      name: "an annotation that is a number",
      text: service("70"),
      message: "a.yaml: Service metadata.annotations.weight: must be a string: put it in quotes",
    },
    {
      name: "an annotation that YAML 1.1 takes for a boolean",
      text: service("yes"),
      message: "a.yaml: Service metadata.annotations.weight: must be a string: put it in quotes",
    },
    { name: "what is no object", text: "hello", message: "a.yaml: every document needs apiVersion and kind" },
    { name: "broken YAML", text: "a: [", message: "a.yaml: " },
  ])("refuses $name, as kubectl would", ({ text, message }) => {
    expect(() => parseManifests(text, "a.yaml")).toThrow(ManifestError);
    expect(() => parseManifests(text, "a.yaml")).toThrow(message);
  });
});
