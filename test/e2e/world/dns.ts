import { createSocket } from "node:dgram";
import { type Answer, decode, encode, type RecordType } from "dns-packet";

const PATIENCE = 5_000;
const LONGEST_CHAIN = 8;

/** One question over UDP and its answer section; `rcode` is "NOERROR", "NXDOMAIN" … */
export async function ask(port: number, name: string, type: RecordType): Promise<{ rcode: string; answers: Answer[] }> {
  const socket = createSocket("udp4");
  const id = Math.floor(Math.random() * 65_536);
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no DNS answer for ${name} ${type}`)), PATIENCE);
      socket.once("error", reject);
      socket.on("message", (message) => {
        const packet = decode(message);
        if (packet.id !== id) return;
        clearTimeout(timer);
        resolve({ rcode: rcodeOf(packet), answers: packet.answers ?? [] });
      });
      socket.send(encode({ type: "query", id, questions: [{ name, type }] }), port, "127.0.0.1");
    });
  } finally {
    socket.close();
  }
}

/** The addresses a name leads to, CNAMEs followed from server to server as a resolver does; empty when there are none. */
export async function resolveAddresses(port: number, name: string, type: "A" | "AAAA" = "A"): Promise<string[]> {
  let wanted = name;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const { answers } = await ask(port, wanted, type);
    const addresses = answers.flatMap((answer) => (answer.type === type ? [String(answer.data)] : []));
    if (addresses.length > 0) return addresses;
    const alias = answers.findLast((answer) => answer.type === "CNAME");
    if (alias?.type !== "CNAME") return [];
    wanted = alias.data;
  }
  throw new Error(`${name}: more than ${LONGEST_CHAIN} CNAMEs`);
}

/** dns-packet has the response code, its types do not. */
function rcodeOf(packet: object): string {
  return "rcode" in packet && typeof packet.rcode === "string" ? packet.rcode : "";
}
