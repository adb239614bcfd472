import { type Document, parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "./objects.ts";

/** A manifest that a Kubernetes API server would refuse, or that is no YAML at all. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  readonly file: string;

  constructor(file: string, message: string, cause?: unknown) {
    super(`${file}: ${message}`, { cause });
    this.file = file;
  }
}

const metadata = z
  .object({
    name: z.string().min(1),
    namespace: z.string().default("default"),
    annotations: z
      .record(z.string(), z.string({ error: "must be a string: put it in quotes" }))
      .nullish()
      .transform((annotations) => annotations ?? {}),
  })
  .transform(({ name, namespace, annotations }) => ({ name, namespace, annotations }));

const status = z
  .object({
    loadBalancer: z
      .object({
        ingress: z.array(z.object({ ip: z.string().optional(), hostname: z.string().optional() })).default([]),
      })
      .default({ ingress: [] }),
  })
  .default({ loadBalancer: { ingress: [] } })
  .transform((given) => ({
    loadBalancer: given.loadBalancer.ingress.map(({ ip, hostname }) => ({
      ...(ip !== undefined && { ip }),
      ...(hostname !== undefined && { hostname }),
    })),
  }));

const service = z
  .object({
    kind: z.literal("Service"),
    metadata,
    spec: z.object({
      type: z.enum(["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]).default("ClusterIP"),
      clusterIP: z.string().default(""),
      externalIPs: z.array(z.string()).default([]),
      externalName: z.string().default(""),
      ipFamilies: z.array(z.enum(["IPv4", "IPv6"])).default([]),
      ipFamilyPolicy: z.enum(["SingleStack", "PreferDualStack", "RequireDualStack"]).optional(),
      ports: z
        .array(
          z.object({
            port: z.number().int().min(1).max(65535),
            protocol: z.enum(["TCP", "UDP", "SCTP"]).default("TCP"),
            nodePort: z.number().int().default(0),
          }),
        )
        .default([]),
    }),
    status,
  })
  .transform(({ spec, ...rest }) => ({
    ...rest,
    spec: {
      type: spec.type,
      clusterIP: spec.clusterIP,
      externalIPs: spec.externalIPs,
      externalName: spec.externalName,
      dualStack: spec.ipFamilies.length === 2 || (spec.ipFamilyPolicy ?? "SingleStack") !== "SingleStack",
      ports: spec.ports.map(({ port, protocol, nodePort }) => ({ port, protocol, nodePort })),
    },
  }));

const ingress = z
  .object({
    kind: z.literal("Ingress"),
    metadata,
    spec: z
      .object({
        ingressClassName: z.string().default(""),
        rules: z.array(z.object({ host: z.string().default("") })).default([]),
        tls: z.array(z.object({ hosts: z.array(z.string()).default([]) })).default([]),
      })
      .default({ ingressClassName: "", rules: [], tls: [] }),
    status,
  })
  .transform(({ spec, ...rest }) => ({
    ...rest,
    spec: {
      ingressClassName: spec.ingressClassName,
      ruleHosts: spec.rules.map((rule) => rule.host),
      tlsHosts: spec.tls.flatMap((tls) => tls.hosts),
    },
  }));

const dnsEndpoint = z.object({
  kind: z.literal("DNSEndpoint"),
  metadata,
  spec: z
    .object({
      endpoints: z
        .array(
          z.object({
            dnsName: z.string().default(""),
            targets: z.array(z.string()).default([]),
            recordType: z.string().default(""),
            setIdentifier: z.string().default(""),
            recordTTL: z.number().int().default(0),
            labels: z.record(z.string(), z.string()).default({}),
            providerSpecific: z
              .array(z.object({ name: z.string().default(""), value: z.string().default("") }))
              .default([]),
          }),
        )
        .default([]),
    })
    .default({ endpoints: [] }),
});

/** What decides which of the three an object is; every other kind is none of External-DNS's business. */
const SCHEMAS: Record<string, z.ZodType<KubernetesObject>> = {
  "v1 Service": service,
  "networking.k8s.io/v1 Ingress": ingress,
  "externaldns.k8s.io/v1alpha1 DNSEndpoint": dnsEndpoint,
};

const typeMeta = z.object({ apiVersion: z.string().min(1), kind: z.string().min(1) });
const list = z.object({ items: z.array(z.unknown()).default([]) });

/**
 * Reads the objects of a manifest file, which may hold several documents; kinds that External-DNS has no source for
 * are left out. Throws a `ManifestError` where `kubectl apply` would refuse.
 */
export function parseManifests(text: string, file: string): KubernetesObject[] {
  // kubectl reads YAML 1.1, where an unquoted `yes` or `on` is a boolean.
  const documents = parseAllDocuments(text, { version: "1.1" });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => objectsOf(contentOf(document, file), file));
}

function contentOf(document: Document.Parsed, file: string): unknown {
  const [error] = document.errors;
  if (error) throw new ManifestError(file, error.message, error);
  return document.toJS();
}

function objectsOf(content: unknown, file: string): KubernetesObject[] {
  if (content === null || content === undefined) return [];
  const type = typeMeta.safeParse(content);
  if (!type.success) throw new ManifestError(file, "every document needs apiVersion and kind", type.error);
  const { apiVersion, kind } = type.data;
  if (apiVersion === "v1" && kind === "List") {
    return list.parse(content).items.flatMap((item) => objectsOf(item, file));
  }
  const schema = SCHEMAS[`${apiVersion} ${kind}`];
  if (!schema) return [];
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new ManifestError(file, `${kind} ${describeIssue(parsed.error)}`, parsed.error);
  return [parsed.data];
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".")}: ${issue.message}` : error.message;
}
