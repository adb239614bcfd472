import { isIPv4 } from "node:net";
import type { EndpointResource, ProfileResource } from "../../src/arm/traffic-manager.ts";
import { isLost, type Wish } from "./book.ts";
import { endpointNameOf, place, placeOf, refOf, type Service, targetOf } from "./service.ts";
import type { World } from "./world.ts";

interface Wanted {
  cluster: number;
  name: string;
  service: Service;
}

export interface Checked {
  wrong?: string | undefined;
  /** Clusters whose Services all have what they ask for, so that their cycles have nothing to do. */
  content: number[];
  /** How many Services could be held to what they say, of how many. */
  held: number;
  of: number;
}

/**
 * What a world at rest must show for every Service that says something possible: its endpoint, as it says it. Services that are in each
 * other's way, or in Azure's, are reported to their users instead, and which of two has what depends on who came first.
 */
export function unmetWish(world: World): Checked {
  const all = world.book.wishes.flatMap((wishes, cluster) =>
    [...wishes].map(([name, { service }]: [string, Wish]): Wanted => ({ cluster, name, service })),
  );
  const sound = all.filter(({ service }) => service.enabled && !service.mistake && !lacksName(service));
  const free = sound.filter((wanted) => !isContested(wanted, all, world));
  for (const wanted of free) {
    const wrong = unmet(wanted, world);
    if (wrong) return { wrong, content: [], held: free.length, of: sound.length };
  }
  const { clusters } = world.book;
  const isContent = (cluster: number) =>
    clusters.filter(({ owner }) => owner === clusters[cluster]?.owner).length === 1 &&
    all.every((wanted) => wanted.cluster !== cluster || free.includes(wanted) || !wanted.service.enabled);
  return { content: [...clusters.keys()].filter(isContent), held: free.length, of: sound.length };
}

/** Where the hostname is the vanity hostname, every cluster would have the same name for its endpoint. */
function lacksName({ dnsName, vanity, endpointName }: Service): boolean {
  return dnsName === vanity && endpointName === undefined;
}

function unmet({ cluster, name, service }: Wanted, { azure, book }: World): string | undefined {
  const profile = azure.profile(refOf(service));
  const endpoint = find(profile, service);
  const what = `Service ${name} of cluster ${cluster} wants ${placeOf(service)}`;
  if (!profile || !endpoint) return `${what}, which is not there`;
  const { target, weight, endpointStatus } = endpoint.properties;
  if (target !== targetOf(service)) return `${what} → ${targetOf(service)}, but it is → ${target}`;
  if (service.weight > 0 && weight !== service.weight)
    return `${what} with weight ${service.weight}, but it is ${weight}`;
  const byHand = book.disabledByHand.has(placeOf(service)) ? endpointStatus : "Enabled";
  const status = service.weight === 0 ? "Disabled" : (service.status ?? byHand);
  if (status !== endpointStatus) return `${what} ${status}, but it is ${endpointStatus}`;
  return isDecider(service, profile) ? unmetDecision(what, service, profile, azure.records) : undefined;
}

function isDecider(service: Service, { tags }: ProfileResource): boolean {
  return tags?.["external-dns-settings"] === endpointNameOf(service);
}

function unmetDecision(
  what: string,
  service: Service,
  { properties }: ProfileResource,
  records: World["azure"]["records"],
): string | undefined {
  const { ttl } = properties.dnsConfig;
  const method = service.method ?? "Weighted";
  if (properties.trafficRoutingMethod !== method)
    return `${what} and decides for ${method}, but it is ${properties.trafficRoutingMethod}`;
  if (ttl !== (service.ttl ?? 30)) return `${what} and decides for ttl ${service.ttl ?? 30}, but it is ${ttl}`;
  if (service.vanity && !records.has(service.vanity))
    return `${what} and decides for ${service.vanity}, which is missing`;
  return undefined;
}

/** Whether something else stands in its way: another Service's wish, an endpoint that is there, or what Azure does not take. */
function isContested(wanted: Wanted, all: readonly Wanted[], world: World): boolean {
  const { cluster, service } = wanted;
  const { azure, book } = world;
  const setup = book.clusters[cluster];
  const profile = azure.profile(refOf(service));
  if (book.clusters.filter(({ owner }) => owner === setup?.owner).length > 1) return true;
  if (targetOf(service).startsWith("10.") || Object.keys(profile?.tags ?? {}).length > 40) return true;
  if (isLost(book, cluster, placeOf(service)) || wasRefused(wanted, world) || lacksForMethod(service, profile))
    return true;
  const rivals = all.filter((other) => other !== wanted && isInTheWay(wanted, other));
  const others =
    profile?.properties.endpoints.filter(({ name }) => place(profile.name, name) !== placeOf(service)) ?? [];
  const isSomebodyElses = find(profile, service) !== undefined && book.rightful.get(placeOf(service)) !== cluster;
  return rivals.length > 0 || isSomebodyElses || others.some((endpoint) => clashes(service, endpoint, profile));
}

function isInTheWay({ cluster, service }: Wanted, other: Wanted): boolean {
  const sameHost = other.cluster === cluster && other.service.dnsName === service.dnsName;
  if (sameHost || placeOf(other.service) === placeOf(service)) return true;
  if (other.service.profile !== service.profile || !other.service.enabled) return false;
  const samePriority = (other.service.priority ?? 1) === (service.priority ?? 1);
  const anyPriority = other.service.method === "Priority" || service.method === "Priority";
  return (
    targetOf(other.service) === targetOf(service) ||
    isIPv4(targetOf(other.service)) !== isIPv4(targetOf(service)) ||
    (samePriority && anyPriority)
  );
}

function clashes(service: Service, { properties }: EndpointResource, profile: ProfileResource | undefined): boolean {
  const target = targetOf(service);
  const usesPriority = profile?.properties.trafficRoutingMethod === "Priority";
  return (
    properties.target === target ||
    isIPv4(properties.target ?? "") !== isIPv4(target) ||
    (usesPriority && properties.priority === (service.priority ?? 1))
  );
}

function lacksForMethod(service: Service, profile: ProfileResource | undefined): boolean {
  return profile?.properties.trafficRoutingMethod === "Performance" && service.method !== "Performance";
}

/** What Azure has refused is tried again only after a while. */
function wasRefused({ cluster, service }: Wanted, { writes, now }: World): boolean {
  return writes.some(
    (write) =>
      write.refused &&
      write.cluster === cluster &&
      write.ref?.name === service.profile &&
      now() - write.at < 20 * 60_000,
  );
}

function find(profile: ProfileResource | undefined, service: Service): EndpointResource | undefined {
  const name = endpointNameOf(service).toLowerCase();
  return profile?.properties.endpoints.find((endpoint) => endpoint.name.toLowerCase() === name);
}
