import { globPattern } from "../control/request-log.ts";
import type { Principal } from "../identity/token.ts";
import type { ResourcePath } from "./resource-path.ts";
import { sameText } from "./resource-path.ts";

/** Forbids what it matches; everything else is allowed. */
export interface DenyRule {
  /** An application id, object id or caller name; absent or `*`: everybody. */
  principal?: string | undefined;
  /** `Microsoft.Network/trafficManagerProfiles/write`, `Microsoft.Resources/tags/*`, `*` */
  action: string;
  /** The id of a subscription, group or resource, and all below it; absent: everywhere. */
  scope?: string | undefined;
}

export interface DenyRules {
  add(rule: DenyRule): number;
  remove(id: number): boolean;
  clear(): void;
  list(): (DenyRule & { id: number })[];
  forbids(principal: Principal, action: string, scope: string): boolean;
  readonly empty: boolean;
}

export function createDenyRules(initial: readonly DenyRule[] = []): DenyRules {
  const rules = new Map<number, { rule: DenyRule; action: RegExp }>();
  let nextId = 1;
  const add = (rule: DenyRule) => {
    const id = nextId++;
    rules.set(id, { rule, action: globPattern(rule.action) });
    return id;
  };
  for (const rule of initial) add(rule);
  return {
    add,
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    list: () => [...rules].map(([id, { rule }]) => ({ ...rule, id })),
    forbids: (principal, action, scope) =>
      [...rules.values()].some(
        (one) => isMeant(one.rule, principal) && one.action.test(action) && covers(one.rule.scope, scope),
      ),
    get empty() {
      return rules.size === 0;
    },
  };
}

function isMeant({ principal }: DenyRule, { name, objectId }: Principal): boolean {
  return principal === undefined || principal === "*" || sameText(name, principal) || sameText(objectId, principal);
}

function covers(ruleScope: string | undefined, scope: string): boolean {
  if (ruleScope === undefined || ruleScope === "/") return true;
  const prefix = ruleScope.toLowerCase().replace(/\/$/, "");
  const own = scope.toLowerCase();
  return own === prefix || own.startsWith(`${prefix}/`);
}

const VERBS: Record<string, string> = { GET: "read", HEAD: "read", PUT: "write", PATCH: "write", DELETE: "delete" };

/** The action a request needs and over which scope, as role definitions name it. */
export function requiredAction(
  method: string,
  segments: readonly string[],
  path: ResourcePath,
): { action: string; scope: string } {
  const verb = VERBS[method] ?? "action";
  const scope = `/${segments.join("/")}`;
  if (path.extension?.provider) {
    const { provider, types } = path.extension;
    const at = scope.toLowerCase().lastIndexOf("/providers/");
    return { action: `${[provider, ...types].join("/")}/${verb}`, scope: scope.slice(0, at) };
  }
  if (path.provider) {
    const types = path.types.map(canonicalType);
    return { action: `${[path.provider, ...types].join("/")}/${verb}`, scope };
  }
  const type = path.resourceGroup !== undefined || sameText(path.rest[0], "resourcegroups") ? "/resourceGroups" : "";
  return { action: `Microsoft.Resources/subscriptions${type}/${verb}`, scope };
}

const CANONICAL_TYPES = new Map(
  [
    "trafficManagerProfiles",
    "azureEndpoints",
    "externalEndpoints",
    "nestedEndpoints",
    "dnsZones",
    "trafficManagerGeographicHierarchies",
    "trafficManagerUserMetricsKeys",
    "checkTrafficManagerNameAvailability",
    "checkTrafficManagerNameAvailabilityV2",
  ].map((type) => [type.toLowerCase(), type]),
);

function canonicalType(type: string): string {
  return CANONICAL_TYPES.get(type.toLowerCase()) ?? type;
}
