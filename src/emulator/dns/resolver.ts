import type { Random } from "../../random/random.ts";
import type { Health } from "../health/health.ts";
import { createLocate, type LocationEntry } from "../routing/location.ts";
import { type Latency, latencyByDistance } from "../routing/performance.ts";
import type { Negative } from "../routing/selection.ts";
import type { ProfileStore } from "../traffic-manager/profile-store.ts";
import { createChain } from "./chain.ts";
import { parseQuery, type Query } from "./query.ts";
import { encodeReply, type Rcode, type Reply } from "./reply.ts";
import { createTrafficManagerAuthority } from "./traffic-manager-authority.ts";
import type { ZoneOf } from "./zone.ts";
import { createZoneAuthority } from "./zone-authority.ts";

export interface ResolverOptions {
  store: ProfileStore;
  health: Health;
  /** The zones beside trafficmanager.net, if any. */
  zoneOf?: ZoneOf;
  random: Random;
  options?: DnsOptions;
}

/** How the answers may be bent; every default is what Azure does, or the likelier reading where it is unclear. */
export interface DnsOptions {
  /** The suffix of profile names. */
  suffix?: string;
  /** Follow CNAMEs through all zones here when recursion is desired, as the resolver of a laptop would. */
  chase?: boolean;
  /** Where clients are; see `parseLocation`. */
  locations?: readonly LocationEntry[];
  latency?: Latency;
  /** For a client that no subnet holds: NODATA (Azure docs: routing) or NXDOMAIN (Azure docs: FAQ). */
  subnetMiss?: Negative;
  nestedTtl?: "parent" | "child";
}

export interface Sender {
  address: string;
  transport: "udp" | "tcp";
}

export interface Resolver {
  /** The reply to one message; `undefined` where silence is the answer. Never throws. */
  resolve(message: Uint8Array, from: Sender): Uint8Array | undefined;
  /** The address that a name here comes down to, for the prober; `undefined` for names that lead elsewhere. */
  address(name: string): string | undefined;
  close(): void;
}

const PLAIN_UDP_LIMIT = 512;
const TCP_LIMIT = 65535;
const CLASS_IN = 1;

/** Answers DNS messages out of Traffic Manager's profiles and the Azure DNS zones. */
export function createResolver({
  store,
  health,
  zoneOf = () => undefined,
  random,
  options = {},
}: ResolverOptions): Resolver {
  const { suffix = "trafficmanager.net", chase = true, locations = [], subnetMiss = "NODATA" } = options;
  const { latency = latencyByDistance, nestedTtl = "parent" } = options;
  const routing = { locate: createLocate(locations), latency, subnetMiss };
  const trafficManager = createTrafficManagerAuthority({ store, health, random, suffix, routing, nestedTtl });
  const chain = createChain([createZoneAuthority(zoneOf, trafficManager.resolveAlias), trafficManager]);

  const answer = (query: Query, from: Sender): Reply => {
    const { question, edns, recursionDesired } = query;
    const refusal = refusalOf(query);
    if (refusal || !question) return { rcode: refusal ?? "FORMERR" };
    // A prefix of no bits asks not to be placed by it (RFC 7871, 7.1.2).
    const subnet = edns?.clientSubnet?.sourcePrefixLength ? edns.clientSubnet : undefined;
    const address = subnet?.address ?? from.address;
    const found = chain.follow({ name: question.key, type: question.type, address }, chase && recursionDesired);
    if (!found) return { rcode: "REFUSED" };
    return {
      rcode: found.rcode,
      authoritative: !found.delegated,
      answers: found.records,
      authorities: found.authorities,
      // How wide a network Azure says its answer holds for is not known; this one says: the one asked for.
      scopePrefixLength: found.byAddress && subnet ? subnet.sourcePrefixLength : 0,
    };
  };

  return {
    resolve(message, from) {
      const parsed = parseQuery(message);
      if (parsed.outcome === "ignore") return undefined;
      const { query } = parsed;
      const reply = parsed.outcome === "malformed" ? { rcode: "FORMERR" as const } : answer(query, from);
      return encodeReply(query, reply, limitOf(query, from), chase);
    },
    address(name) {
      const key = name.toLowerCase().replace(/\.$/, "");
      for (const type of ["A", "AAAA"]) {
        const records = chain.follow({ name: key, type, address: "" }, true)?.records ?? [];
        const last = records.at(-1);
        if (last?.type === type) return last.target;
      }
      return undefined;
    },
    close: () => trafficManager.close(),
  };
}

function refusalOf({ opcode, question, edns }: Query): Rcode | undefined {
  if (edns && edns.version !== 0) return "BADVERS";
  if (opcode !== 0) return "NOTIMP";
  if (!question) return "FORMERR";
  const transfer = question.type === "AXFR" || question.type === "IXFR";
  return question.class !== CLASS_IN || transfer ? "REFUSED" : undefined;
}

function limitOf({ edns }: Query, { transport }: Sender): number {
  if (transport === "tcp") return TCP_LIMIT;
  return Math.max(PLAIN_UDP_LIMIT, edns?.udpPayloadSize ?? 0);
}
