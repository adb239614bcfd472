import dnsPacket, { type DecodedPacket, type Packet, type RecordType } from "dns-packet";
import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import { createAzureDns } from "../../src/emulator/azure-dns/zones.ts";
import { createResolver, type DnsOptions } from "../../src/emulator/dns/resolver.ts";
import { createHealthMonitor } from "../../src/emulator/health/health.ts";
import { createProfileStore } from "../../src/emulator/traffic-manager/profile-store.ts";
import { seededRandom } from "../../src/random/random.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";

interface Asking {
  from?: string;
  transport?: "udp" | "tcp";
  recursionDesired?: boolean;
  /** "10.1.0.0/16" in EDNS Client Subnet. */
  subnet?: string;
  udpPayloadSize?: number;
}

interface WorldParts extends DnsOptions {
  profiles?: ProfileResource[];
  zone?: string;
  seed?: number;
}

/** A whole DNS server without sockets: profiles, one Azure DNS zone, a standing clock, health by force. */
export function aDnsWorld({ profiles = [], zone = "example.com", seed = 1, ...options }: WorldParts = {}) {
  const clock = createManualClock();
  const store = createProfileStore();
  for (const profile of profiles) store.put(profile);
  const health = createHealthMonitor({ store, clock, probe: async () => ({ passed: true }) });
  const azureDns = createAzureDns({
    clock,
    profiles: store,
    subscription: "s",
    zones: [{ resourceGroup: "rg", name: zone }],
  });
  const resolver = createResolver({ store, health, zoneOf: azureDns.zoneOf, random: seededRandom(seed), options });

  const arm = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [place = "", query = ""] = path.split("?");
    const request = {
      method,
      segments: place.split("/").filter((segment) => segment !== ""),
      query: new URLSearchParams(query),
      apiVersion: "2018-05-01",
      headers: new Headers(headers),
      body,
    };
    const reply = azureDns.api(request, "https://arm.test");
    if (!reply) throw new Error(`${method} ${path} is no request for Azure DNS`);
    return reply;
  };

  const send = (message: Uint8Array, { from = "192.0.2.1", transport = "udp" }: Asking = {}) =>
    resolver.resolve(message, { address: from, transport });

  const ask = (name: string, type: string, asking: Asking = {}): DecodedPacket => {
    const reply = send(question(name, type, asking), asking);
    if (!reply) throw new Error("no reply");
    return dnsPacket.decode(Buffer.from(reply));
  };

  const zonePath = `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/dnsZones/${zone}`;
  return {
    store,
    health,
    resolver,
    arm,
    zonePath,
    send,
    ask,
    /** PUTs a record set and insists on success: `put("A/www", {ARecords: […]})`. */
    put(path: string, properties: Record<string, unknown>) {
      const reply = arm("PUT", `${zonePath}/${path}`, { properties: { TTL: 300, ...properties } });
      if (reply.status > 201) throw new Error(JSON.stringify(reply.body));
      return reply;
    },
    /** The answer in a line: "shop.trafficmanager.net 30 CNAME eu.example.net", "NODATA", "NXDOMAIN", "REFUSED". */
    answer(name: string, type = "A", asking: Asking = {}): string {
      return describeAnswer(ask(name, type, asking));
    },
  };
}

export function question(
  name: string,
  type: string,
  { recursionDesired = true, subnet, udpPayloadSize }: Asking = {},
): Uint8Array {
  const packet: Packet = {
    type: "query",
    id: 7,
    flags: recursionDesired ? dnsPacket.RECURSION_DESIRED : 0,
    questions: [{ name, type: type as RecordType }],
  };
  if (subnet !== undefined || udpPayloadSize !== undefined) {
    const [ip = "", bits = "0"] = (subnet ?? "").split("/");
    const option = { code: "CLIENT_SUBNET", ip, sourcePrefixLength: Number(bits), scopePrefixLength: 0 };
    packet.additionals = [
      {
        type: "OPT",
        name: ".",
        udpPayloadSize: udpPayloadSize ?? 1232,
        flags: 0,
        options: (subnet === undefined ? [] : [option]) as never,
      } as never,
    ];
  }
  return dnsPacket.encode(packet);
}

/** dns-packet decodes the reply code without saying so in its types. */
export function rcodeOf(packet: DecodedPacket): string {
  return "rcode" in packet ? String(packet.rcode) : "";
}

export function describeAnswer(packet: DecodedPacket): string {
  const records = (packet.answers ?? []).map((record) => {
    if (!("data" in record) || !("ttl" in record)) return record.type;
    const data = typeof record.data === "string" ? record.data : JSON.stringify(record.data);
    return `${record.name} ${record.ttl} ${record.type} ${data}`;
  });
  const rcode = rcodeOf(packet);
  if (rcode !== "NOERROR") return [...records, rcode].join("; ");
  return records.length > 0 ? records.join("; ") : "NODATA";
}
