import dgram from "node:dgram";
import net from "node:net";
import type { Resolver } from "./resolver.ts";

export interface DnsServerAddress {
  host: string;
  port: number;
}

export interface DnsServer {
  /** Opens UDP and TCP on one port; port 0 takes one that is free on both. */
  listen(address: DnsServerAddress): Promise<DnsServerAddress>;
  close(): Promise<void>;
}

const TCP_IDLE_MILLISECONDS = 10_000;
const PORT_ATTEMPTS = 20;

/** The sockets around a resolver. */
export function createDnsServer(resolver: Resolver): DnsServer {
  const connections = new Set<net.Socket>();
  let open: { udp: dgram.Socket; tcp: net.Server } | undefined;

  const openBoth = async (host: string, port: number) => {
    const tcp = await listenTcp(resolver, connections, host, port);
    const bound = portOf(tcp);
    try {
      return { tcp, udp: await listenUdp(resolver, host, bound), port: bound };
    } catch (error) {
      await closeServer(tcp);
      throw error;
    }
  };

  return {
    async listen({ host, port }) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { tcp, udp, port: bound } = await openBoth(host, port);
          open = { tcp, udp };
          return { host, port: bound };
        } catch (error) {
          // A port free for TCP may be taken for UDP; only a port of our own choosing can be another one.
          if (port !== 0 || !isInUse(error) || attempt >= PORT_ATTEMPTS) throw error;
        }
      }
    },
    async close() {
      if (!open) return;
      const { tcp, udp } = open;
      open = undefined;
      for (const socket of connections) socket.destroy();
      await Promise.all([closeServer(tcp), new Promise<void>((resolve) => udp.close(() => resolve()))]);
    },
  };
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the TCP server has no port");
  return address.port;
}

const closeServer = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()));

function listenUdp(resolver: Resolver, host: string, port: number): Promise<dgram.Socket> {
  const family = net.isIPv6(host) ? 6 : 4;
  const socket = dgram.createSocket({
    type: family === 6 ? "udp6" : "udp4",
    // Replies go to addresses, never to names: looking each of them up would cost more than the answer.
    lookup: (address, _options, callback) => callback(null, address, family),
    recvBufferSize: 4 * 1024 * 1024,
  });
  socket.on("message", (message, { address, port: from }) => {
    const reply = resolver.resolve(message, { address, transport: "udp" });
    if (reply) socket.send(reply, from, address, ignoreSendError);
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, host, () => {
      socket.off("error", reject);
      // An ICMP "port unreachable" of a client that went away must not end the server.
      socket.on("error", ignoreSendError);
      resolve(socket);
    });
  });
}

// The client asks again; there is nobody else to tell.
function ignoreSendError(): void {}

function listenTcp(resolver: Resolver, connections: Set<net.Socket>, host: string, port: number): Promise<net.Server> {
  const server = net.createServer((socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(TCP_IDLE_MILLISECONDS, () => socket.destroy());
    answerStream(resolver, socket);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** Each message comes behind its length (RFC 1035, 4.2.2); several may follow each other (RFC 7766). */
function answerStream(resolver: Resolver, socket: net.Socket): void {
  const address = socket.remoteAddress ?? "";
  let pending: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    while (pending.length >= 2) {
      const end = 2 + pending.readUInt16BE(0);
      if (pending.length < end) break;
      const reply = resolver.resolve(pending.subarray(2, end), { address, transport: "tcp" });
      pending = pending.subarray(end);
      if (!reply) continue;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
    // Answers of a client that asks but does not listen would pile up here.
    if (socket.writableNeedDrain) socket.pause().once("drain", () => socket.resume());
  });
}
