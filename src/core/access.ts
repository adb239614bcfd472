import { annotationAsWritten } from "./annotations/names.ts";
import type { Wish } from "./annotations/wish.ts";
import type { Problem } from "./problem.ts";

/** `--allow team-a*=team-a-rg/*`: what namespaces matching the one may join profiles matching the other. */
export interface AccessRule {
  namespace: string;
  resourceGroup: string;
  profile: string;
}

/** Reads `namespace-glob=resource-group-glob/profile-glob`; nothing when it is not of that form. */
export function parseAccessRule(text: string): AccessRule | undefined {
  const match = /^([^=/\s]+)=([^=/\s]+)\/([^=/\s]+)$/.exec(text.trim());
  const [, namespace, resourceGroup, profile] = match ?? [];
  return namespace && resourceGroup && profile ? { namespace, resourceGroup, profile } : undefined;
}

/** A problem when rules are given and none lets this Service's namespace join its profile. Without rules all may. */
export function accessProblem(wish: Wish, rules: readonly AccessRule[]): Problem | undefined {
  if (rules.length === 0) return undefined;
  const namespace = wish.object.split("/")[1] ?? "";
  const allowed = rules.some(
    (rule) =>
      matches(rule.namespace, namespace) &&
      matches(rule.resourceGroup, wish.ref.resourceGroup) &&
      matches(rule.profile, wish.ref.name),
  );
  if (allowed) return undefined;
  return {
    kind: "not-allowed",
    object: wish.object,
    dnsName: wish.dnsName,
    annotation: annotationAsWritten("profile-name"),
    value: wish.ref.name,
    message: `is not allowed for namespace "${namespace}" in resource group ${wish.ref.resourceGroup}; the provider's --allow rules say which profiles are`,
  };
}

function matches(glob: string, text: string): boolean {
  const pattern = glob.toLowerCase().split("*").map(escapePattern).join(".*").replaceAll("\\?", ".");
  return new RegExp(`^${pattern}$`, "s").test(text.toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
