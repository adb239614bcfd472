import type { EndpointResource, ProfileResource } from "../../arm/traffic-manager.ts";
import type { Random } from "../../random/random.ts";
import type { Health } from "../health/health.ts";
import { createRoute, dependsOnAddress } from "../routing/select.ts";
import type { Route, RoutingWorld } from "../routing/selection.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { type Answer, answerOf, type TargetRecord, targetRecord } from "./answer.ts";
import { type Authority, type Found, isWithin, type Lookup } from "./authority.ts";
import { type DnsRecord, dnsRecord } from "./record.ts";
import type { RecordTypeName } from "./record-types.ts";
import type { ResolveAlias } from "./zone-authority.ts";

export interface TrafficManagerOptions {
  store: ProfileStore;
  health: Health;
  random: Random;
  /** "trafficmanager.net", or the name of another cloud's. */
  suffix: string;
  routing: Pick<RoutingWorld, "locate" | "latency" | "subnetMiss">;
  /** Whose TTL an answer out of a nested profile carries; Azure doesn't say. */
  nestedTtl: "parent" | "child";
}

export interface TrafficManagerAuthority extends Authority {
  resolveAlias: ResolveAlias;
  close(): void;
}

interface Prepared {
  route: Route;
  byAddress: boolean;
}

/** Seen at Azure in 2018: negative answers of trafficmanager.net are kept for 30 seconds. */
const NEGATIVE_TTL = 30;

/** Answers for every profile's name under the suffix. */
export function createTrafficManagerAuthority(options: TrafficManagerOptions): TrafficManagerAuthority {
  const { store, health, random, routing, nestedTtl } = options;
  const suffix = options.suffix.toLowerCase();
  const apex = apexRecords(suffix);
  const negative = [apex.SOA];
  const targets = new WeakMap<EndpointResource, TargetRecord>();
  const prepared = new Map<ProfileResource, Prepared>();

  // Any change may reach any profile through nesting; preparing one again costs less than finding out which.
  const forget = () => prepared.clear();
  const unsubscribe = [store.subscribe(forget), health.subscribe(forget)];

  const world: RoutingWorld = {
    ...routing,
    profile: (id) => store.get(id),
    status: (profile, endpoint) => health.endpointMonitorStatus(profile, endpoint),
  };

  const prepare = (profile: ProfileResource): Prepared => {
    const known = prepared.get(profile);
    if (known) return known;
    const fresh = { route: createRoute(profile, world), byAddress: dependsOnAddress(profile, world) };
    prepared.set(profile, fresh);
    return fresh;
  };

  const targetRecordOf = (endpoint: EndpointResource) => {
    const known = targets.get(endpoint);
    if (known) return known;
    const record = targetRecord(endpoint);
    if (record) targets.set(endpoint, record);
    return record;
  };

  const ask = (profile: ProfileResource, { address, type }: Omit<Lookup, "name">): Answer & { ttl: number } => {
    const selection = prepare(profile).route({ address, type }, random);
    const leaf = selection.outcome === "endpoints" && nestedTtl === "child" ? selection.profile : profile;
    return { ...answerOf(selection, type, targetRecordOf), ttl: leaf.properties.dnsConfig.ttl };
  };

  return {
    chasesOwnNames: false,
    zoneOf: (name) => (isWithin(name, suffix) ? suffix : undefined),

    lookup(question): Found {
      if (question.name === suffix) return apexAnswer(apex, question.type);
      const profile = store.byFqdn(question.name);
      if (!profile) return { rcode: "NXDOMAIN", records: [], authorities: negative };
      const { rcode, records, ttl } = ask(profile, question);
      return {
        rcode,
        records: records.map((record) => ({ name: question.name, ttl, ...record })),
        authorities: records.length > 0 ? [] : negative,
        byAddress: prepare(profile).byAddress,
      };
    },

    resolveAlias({ aliasProfile = "", flattened, ttl }, type, question) {
      const profile = store.get(aliasProfile);
      if (!profile) return [];
      const { fqdn } = profile.properties.dnsConfig;
      if (type === "CNAME" && !flattened) return fqdn ? [dnsRecord(question.name, "CNAME", ttl, fqdn)] : [];
      return ask(profile, { address: question.address, type })
        .records.filter((record) => record.type === type)
        .map((record) => ({ name: question.name, ttl, ...record }));
    },

    close() {
      for (const stop of unsubscribe) stop();
    },
  };
}

/** Name servers as seen in 2026, the SOA as seen in 2018. */
function apexRecords(suffix: string): { SOA: DnsRecord; NS: DnsRecord[] } {
  const soa = {
    mname: "tm1.msft.net",
    rname: `hostmaster.${suffix}`,
    serial: 2003080800,
    refresh: 900,
    retry: 300,
    expire: 2419200,
    minimum: NEGATIVE_TTL,
  };
  const servers = ["tm1.dns-tm.com", "tm2.dns-tm.com", "tm1.edgedns-tm.info", "tm2.edgedns-tm.info"];
  return {
    SOA: dnsRecord(suffix, "SOA", NEGATIVE_TTL, soa),
    NS: servers.map((server) => dnsRecord(suffix, "NS", 172800, server)),
  };
}

function apexAnswer({ SOA, NS }: { SOA: DnsRecord; NS: DnsRecord[] }, type: string): Found {
  const byType: Partial<Record<RecordTypeName, DnsRecord[]>> = { SOA: [SOA], NS, ANY: [SOA, ...NS] };
  const records = byType[type as RecordTypeName] ?? [];
  return { rcode: "NOERROR", records, authorities: records.length > 0 ? [] : [SOA] };
}
