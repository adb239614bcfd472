import { parseArgs } from "node:util";
import type { DomainFilter } from "../../core/endpoint.ts";
import { DEFAULT_MANAGED_RECORD_TYPES, type Policy } from "./plan.ts";
import { noopRegistry, type Registry, txtRegistry } from "./registry.ts";
import { ALPHA_PREFIX } from "./source/annotations.ts";
import type { SourceName, SourceOptions } from "./source/source-endpoints.ts";

/** An External-DNS as its command line sets it up. */
export interface ExternalDnsOptions extends SourceOptions {
  policy: Policy;
  registry: Registry;
  domainFilter: DomainFilter;
  managedRecordTypes: readonly string[];
}

const SOURCES: readonly SourceName[] = ["service", "ingress", "crd"];
const POLICIES: readonly Policy[] = ["sync", "upsert-only", "create-only"];

/** Reads External-DNS's own flags; throws on one that the sandbox's likeness does not know. */
export function parseExternalDnsFlags(flags: readonly string[], provider: "webhook" | "azure"): ExternalDnsOptions {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      source: { type: "string", multiple: true, default: [] },
      policy: { type: "string", default: "sync" },
      registry: { type: "string", default: "txt" },
      "txt-owner-id": { type: "string", default: "default" },
      "txt-prefix": { type: "string", default: "" },
      "domain-filter": { type: "string", multiple: true, default: [] },
      "exclude-domains": { type: "string", multiple: true, default: [] },
      "managed-record-types": { type: "string", multiple: true, default: DEFAULT_MANAGED_RECORD_TYPES },
      "annotation-prefix": { type: "string", default: ALPHA_PREFIX },
      "ingress-class": { type: "string", multiple: true, default: [] },
    },
  });
  const managedRecordTypes = values["managed-record-types"];
  const ownership = {
    ownerId: values["txt-owner-id"],
    managedRecordTypes,
    txtPrefix: values["txt-prefix"],
  };
  return {
    provider,
    sources: values.source.map((source) => oneOf(SOURCES, source, "source")),
    annotationPrefix: values["annotation-prefix"],
    ingressClasses: values["ingress-class"],
    policy: oneOf(POLICIES, values.policy, "policy"),
    registry: oneOf(["txt", "noop"], values.registry, "registry") === "noop" ? noopRegistry() : txtRegistry(ownership),
    domainFilter: { include: values["domain-filter"], exclude: values["exclude-domains"] },
    managedRecordTypes,
  };
}

function oneOf<Value extends string>(values: readonly Value[], given: string, flag: string): Value {
  const value = values.find((known) => known === given);
  if (value === undefined) throw new Error(`--${flag}=${given}: must be one of ${values.join(", ")}`);
  return value;
}
