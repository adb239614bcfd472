import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import packet, { type Answer, type DecodedPacket } from "dns-packet";

export type AddressType = "A" | "AAAA";

/** What a name led to: every name on the way, and the address at the end. */
export interface Resolution {
  names: string[];
  address: string | undefined;
  /** `NOERROR`, `NXDOMAIN` … of the last answer. */
  rcode: string;
  /** How many datagrams were sent for it. */
  queries: number;
}

export interface DnsClient {
  /** Follows CNAMEs, one UDP query after another, until there is an address or nothing more to ask. */
  resolve(name: string, type?: AddressType): Promise<Resolution>;
  close(): void;
}

const MAXIMUM_NAMES = 10;
const TIMEOUT_MILLISECONDS = 2_000;
const TRIES = 3;

/** Asks one server, without a cache, as a resolver with a cold cache would. */
export async function createDnsClient(port: number, host = "127.0.0.1"): Promise<DnsClient> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const ask = createAsker(socket, port, host);

  return {
    async resolve(name, type = "A") {
      const names = [name];
      for (let queries = 1; ; queries++) {
        const reply = await ask(names.at(-1) ?? name, type);
        const address = follow(reply.answers ?? [], type, names);
        const isOver = address !== undefined || !isNewName(names, queries) || names.length > MAXIMUM_NAMES;
        if (isOver) return { names, address, rcode: rcodeOf(reply), queries };
      }
    },
    close: () => socket.close(),
  };
}

/** Whether the last answer led on to a name that has not been asked for. Every query asks for the then last name. */
function isNewName(names: readonly string[], queries: number): boolean {
  return names.length > queries;
}

/** Walks the CNAMEs of one answer, noting their names; returns the address if it is there. */
function follow(answers: readonly Answer[], type: AddressType, names: string[]): string | undefined {
  for (let hop = 0; hop <= MAXIMUM_NAMES; hop++) {
    const current = names.at(-1)?.toLowerCase();
    const own = answers.filter((answer) => "name" in answer && answer.name.toLowerCase() === current);
    const cname = own.find((answer) => answer.type === "CNAME");
    if (cname?.type !== "CNAME") return addressAmong(own, type);
    names.push(cname.data);
  }
  return undefined;
}

function addressAmong(answers: readonly Answer[], type: AddressType): string | undefined {
  for (const answer of answers) {
    if ((answer.type === "A" || answer.type === "AAAA") && answer.type === type) return answer.data;
  }
  return undefined;
}

/** dns-packet decodes the response code into the packet, though its types keep it in the flags only. */
function rcodeOf(reply: DecodedPacket): string {
  return "rcode" in reply && typeof reply.rcode === "string" ? reply.rcode : "NOERROR";
}

function createAsker(socket: Socket, port: number, host: string) {
  const waiting = new Map<number, (reply: DecodedPacket) => void>();
  let nextId = Math.floor(Math.random() * 65_536);
  socket.on("message", (message: Buffer, from: RemoteInfo) => {
    if (from.port !== port) return;
    const reply = packet.decode(message);
    waiting.get(reply.id ?? -1)?.(reply);
  });

  const send = (name: string, type: AddressType) =>
    new Promise<DecodedPacket | undefined>((resolve) => {
      do nextId = (nextId + 1) % 65_536;
      while (waiting.has(nextId));
      const id = nextId;
      const finish = (reply: DecodedPacket | undefined) => {
        clearTimeout(timeout);
        waiting.delete(id);
        resolve(reply);
      };
      const timeout = setTimeout(() => finish(undefined), TIMEOUT_MILLISECONDS);
      waiting.set(id, finish);
      socket.send(packet.encode({ type: "query", id, questions: [{ name, type, class: "IN" }] }), port, host);
    });

  return async (name: string, type: AddressType): Promise<DecodedPacket> => {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const reply = await send(name, type);
      if (reply) return reply;
    }
    throw new Error(`no DNS answer for ${name} ${type} from ${host}:${port}`);
  };
}
