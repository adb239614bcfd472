import { isObject } from "../traffic-manager/json-reader.ts";
import { invalidRequestContent, methodNotAllowed, notFound, resourceGroupNotFound } from "./arm-errors.ts";
import type { ArmReply, ArmRequest } from "./arm-message.ts";
import { type ResourcePath, sameText } from "./resource-path.ts";

/** Subscriptions, resource groups and registered providers: as much of them as clients ask before they ask the rest. */
export interface Subscriptions {
  /** The reply, or undefined when the path is none of these. */
  answer(request: ArmRequest, path: ResourcePath): ArmReply | undefined;
  /** Whether a resource may be put into this group. */
  hasGroup(subscription: string, group: string): boolean;
  /** Remembers a group that a resource was put into, where groups come into being by themselves. */
  noteGroup(subscription: string, group: string): void;
}

export interface SubscriptionsOptions {
  tenantId: string;
  /** Listed by `GET /subscriptions`; any other subscription works as well. */
  subscriptions: readonly string[];
  /** The only groups there are; absent: any group exists. */
  resourceGroups: readonly string[] | undefined;
}

interface Group {
  name: string;
  location: string;
  tags: unknown;
}

const PROVIDERS = ["Microsoft.Network", "Microsoft.Resources"] as const;

export function createSubscriptions({ tenantId, subscriptions, resourceGroups }: SubscriptionsOptions): Subscriptions {
  const implicit = resourceGroups === undefined;
  const groups = new Map<string, Map<string, Group>>();

  const groupsOf = (subscription: string): Map<string, Group> => {
    const key = subscription.toLowerCase();
    let found = groups.get(key);
    if (!found) {
      found = new Map((resourceGroups ?? []).map((name) => [name.toLowerCase(), newGroup(name)]));
      groups.set(key, found);
    }
    return found;
  };
  const findGroup = (subscription: string, name: string) =>
    groupsOf(subscription).get(name.toLowerCase()) ?? (implicit ? newGroup(name) : undefined);

  const answerGroup = ({ method, body }: ArmRequest, subscription: string, name: string): ArmReply => {
    const group = findGroup(subscription, name);
    if (method === "HEAD") return { status: group ? 204 : 404 };
    if (method === "PUT") return putGroup(body, subscription, name);
    if (!group) return resourceGroupNotFound(name);
    if (method === "GET") return { status: 200, body: groupModel(subscription, group) };
    return methodNotAllowed(method);
  };
  const putGroup = (body: unknown, subscription: string, name: string): ArmReply => {
    if (!isObject(body)) return invalidRequestContent("The request body must be a JSON object");
    const known = groupsOf(subscription);
    const existed = known.has(name.toLowerCase());
    const location = typeof body.location === "string" ? body.location : "westus";
    const group: Group = { name, location, tags: body.tags };
    known.set(name.toLowerCase(), group);
    return { status: existed ? 200 : 201, body: groupModel(subscription, group) };
  };

  const answerSubscription = (subscription: string, path: ResourcePath): ArmReply | undefined => {
    const [kind, ...more] = path.rest;
    if (kind === undefined) return { status: 200, body: subscriptionModel(subscription, tenantId) };
    if (more.length > 0) return undefined;
    if (sameText(kind, "resourcegroups")) {
      const value = [...groupsOf(subscription).values()].map((group) => groupModel(subscription, group));
      return { status: 200, body: { value } };
    }
    if (sameText(kind, "locations")) return { status: 200, body: { value: [] } };
    if (sameText(kind, "providers")) {
      return { status: 200, body: { value: PROVIDERS.map((name) => providerModel(subscription, name)) } };
    }
    return undefined;
  };

  return {
    answer(request, path) {
      const { subscription, resourceGroup, provider, types, rest } = path;
      if (subscription === undefined) {
        if (!sameText(rest[0], "subscriptions") || rest.length > 1) return answerTenants(rest, tenantId);
        return { status: 200, body: { value: subscriptions.map((id) => subscriptionModel(id, tenantId)) } };
      }
      if (resourceGroup !== undefined && provider === undefined && rest.length === 0) {
        return answerGroup(request, subscription, resourceGroup);
      }
      if (provider === undefined) return answerSubscription(subscription, path);
      if (resourceGroup !== undefined || types.length > 1) return undefined;
      return answerProvider(request, subscription, provider, types[0]);
    },
    hasGroup: (subscription, group) => findGroup(subscription, group) !== undefined,
    noteGroup(subscription, name) {
      const known = groupsOf(subscription);
      if (implicit && !known.has(name.toLowerCase())) known.set(name.toLowerCase(), newGroup(name));
    },
  };
}

function answerTenants(rest: readonly string[], tenantId: string): ArmReply | undefined {
  if (rest.length !== 1 || !sameText(rest[0], "tenants")) return undefined;
  return { status: 200, body: { value: [{ id: `/tenants/${tenantId}`, tenantId }] } };
}

/** `GET …/providers/Microsoft.Network` and `POST …/register`: both providers are always registered. */
function answerProvider(
  { method }: ArmRequest,
  subscription: string,
  provider: string,
  action: string | undefined,
): ArmReply | undefined {
  const isRegistration = method === "POST" && sameText(action, "register");
  if (!isRegistration && (method !== "GET" || action !== undefined)) return undefined;
  const known = PROVIDERS.find((name) => sameText(name, provider));
  return known ? { status: 200, body: providerModel(subscription, known) } : notFound(provider);
}

function newGroup(name: string): Group {
  return { name, location: "westus", tags: undefined };
}

function groupModel(subscription: string, { name, location, tags }: Group) {
  return {
    id: `/subscriptions/${subscription}/resourceGroups/${name}`,
    name,
    type: "Microsoft.Resources/resourceGroups",
    location,
    ...(isObject(tags) && { tags }),
    properties: { provisioningState: "Succeeded" },
  };
}

function subscriptionModel(subscriptionId: string, tenantId: string) {
  return {
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    displayName: "Traffic Manager emulator",
    state: "Enabled",
    tenantId,
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
    authorizationSource: "RoleBased",
    managedByTenants: [],
  };
}

function providerModel(subscription: string, namespace: string) {
  return {
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationState: "Registered",
    registrationPolicy: "RegistrationRequired",
    resourceTypes: [],
  };
}
