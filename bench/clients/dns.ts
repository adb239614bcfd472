/** Asks one DNS server as fast as it answers, from a process of its own: `clients/dns.ts <port> <seconds> <name>…`. */
import dgram from "node:dgram";
import dnsPacket from "dns-packet";

const [port = "", seconds = "", ...names] = process.argv.slice(2);
const SOCKETS = 4;
const WINDOW = 32;
const queries = names.map((name) =>
  dnsPacket.encode({ type: "query", id: 1, flags: dnsPacket.RECURSION_DESIRED, questions: [{ type: "A", name }] }),
);

let answered = 0;
let empty = 0;
let asked = 0;
const ask = (socket: dgram.Socket) => {
  const query = queries[asked++ % queries.length];
  if (query) socket.send(query);
};

const sockets = await Promise.all(
  Array.from({ length: SOCKETS }, async () => {
    const socket = dgram.createSocket({ type: "udp4", recvBufferSize: 1 << 20 });
    socket.on("message", (reply) => {
      answered += 1;
      if (reply.readUInt16BE(6) === 0) empty += 1;
      ask(socket);
    });
    await new Promise<void>((resolve) => socket.connect(Number(port), "127.0.0.1", resolve));
    return socket;
  }),
);

const started = performance.now();
for (const socket of sockets) for (let index = 0; index < WINDOW; index += 1) ask(socket);
// A lost datagram would shrink the window for good; this fills it up again.
const refill = setInterval(() => sockets.forEach(ask), 100);
setTimeout(() => {
  clearInterval(refill);
  const perSecond = answered / ((performance.now() - started) / 1000);
  process.stdout.write(JSON.stringify({ perSecond, answered, empty }));
  process.exit();
}, Number(seconds) * 1000);
