import dgram from "node:dgram";
import dns from "node:dns/promises";
import net from "node:net";
import dnsPacket from "dns-packet";
import { afterEach, describe, expect, it } from "vitest";
import { aDnsWorld, describeAnswer, question } from "../../../test/support/dns-asking.ts";
import { anEndpoint, aProfile } from "../../../test/support/profile-builders.ts";
import { createDnsServer, type DnsServer } from "./server.ts";

const SHOP = "shop.trafficmanager.net";
const servers: DnsServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const endpoints = Array.from({ length: 40 }, (_, index) => anEndpoint(`e${index}`, { target: `20.1.1.${index + 1}` }));
const world = aDnsWorld({
  profiles: [
    aProfile({ endpoints: [anEndpoint("eu", { target: "20.9.9.9" })] }),
    aProfile({ name: "many", trafficRoutingMethod: "MultiValue", maxReturn: 40, endpoints }),
  ],
});

async function started(host = "127.0.0.1") {
  const server = createDnsServer(world.resolver);
  servers.push(server);
  return { server, ...(await server.listen({ host, port: 0 })) };
}

const framed = (message: Uint8Array) => Buffer.from([message.length >> 8, message.length & 255, ...message]);

/** Sends these bytes over TCP, piece by piece, and collects `count` replies. */
function overTcp(port: number, pieces: Uint8Array[], count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const replies: string[] = [];
    let pending = Buffer.alloc(0);
    const socket = net.connect(port, "127.0.0.1", async () => {
      for (const piece of pieces) await new Promise((sent) => socket.write(piece, sent));
    });
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0);
        replies.push(describeAnswer(dnsPacket.decode(pending.subarray(2, end))));
        pending = pending.subarray(end);
      }
      if (replies.length < count) return;
      socket.destroy();
      resolve(replies);
    });
  });
}

describe("the DNS server", () => {
  it("answers over UDP and TCP on one port that it chose itself", async () => {
    const { port } = await started();
    const resolver = new dns.Resolver();
    resolver.setServers([`127.0.0.1:${port}`]);
    expect(await resolver.resolve4(SHOP, { ttl: true })).toEqual([{ address: "20.9.9.9", ttl: 30 }]);
    expect(await overTcp(port, [framed(question(SHOP, "A"))], 1)).toEqual([`${SHOP} 30 A 20.9.9.9`]);
  });

  it("lets a resolver come back over TCP for what UDP truncated", async () => {
    const { port } = await started();
    const resolver = new dns.Resolver();
    resolver.setServers([`127.0.0.1:${port}`]);
    expect(await resolver.resolve4("many.trafficmanager.net")).toHaveLength(40);
  });

  it("answers over IPv6", async () => {
    const { port } = await started("::1");
    const resolver = new dns.Resolver();
    resolver.setServers([`[::1]:${port}`]);
    expect(await resolver.resolve4(SHOP)).toEqual(["20.9.9.9"]);
  });

  it("takes several questions of one connection, however they are cut into pieces (RFC 7766)", async () => {
    const { port } = await started();
    const stream = Buffer.concat([
      framed(question(SHOP, "A")),
      framed(question(SHOP, "AAAA")),
      framed(question("nope.trafficmanager.net", "A")),
    ]);
    const pieces = [stream.subarray(0, 1), stream.subarray(1, 20), stream.subarray(20, 50), stream.subarray(50)];
    expect(await overTcp(port, pieces, 3)).toEqual([`${SHOP} 30 A 20.9.9.9`, "NODATA", "NXDOMAIN"]);
  });

  it("goes on after rubbish", async () => {
    const { port } = await started();
    const socket = dgram.createSocket("udp4");
    const replied = new Promise<Buffer>((resolve) => socket.on("message", resolve));
    for (const rubbish of [Buffer.alloc(0), Buffer.from([1, 2, 3]), Buffer.alloc(500, 0xff)]) {
      await new Promise((sent) => socket.send(rubbish, port, "127.0.0.1", sent));
    }
    await new Promise((sent) => socket.send(question(SHOP, "A"), port, "127.0.0.1", sent));
    expect(describeAnswer(dnsPacket.decode(await replied))).toBe(`${SHOP} 30 A 20.9.9.9`);
    socket.close();
  });

  it("says which port is taken when it may not choose another", async () => {
    const { port, host } = await started();
    const second = createDnsServer(world.resolver);
    await expect(second.listen({ host, port })).rejects.toThrow("EADDRINUSE");
    await second.close();
  });

  it("frees its port and its connections when closed", async () => {
    const { server, port, host } = await started();
    const socket = net.connect(port, host);
    await new Promise<void>((resolve) => socket.on("connect", resolve));
    const ended = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    await server.close();
    await ended;
    await server.close();
    const again = createDnsServer(world.resolver);
    servers.push(again);
    expect(await again.listen({ host, port })).toEqual({ host, port });
  });
});
