import dgram from "node:dgram";
import dnsPacket from "dns-packet";
import { createExternalDns, printChanges } from "./load/external-dns.ts";
import { sourcesOf, withProperty } from "./load/fleet.ts";
import { median, type Suite } from "./measurement.ts";
import { startEmulator } from "./process/emulator.ts";
import { startProvider } from "./process/provider.ts";

/** From the moment external-dns sends a change until a resolver that asks all the time is told another name. */
export const propagation: Suite = {
  name: "propagation",
  title: "From a change to the answer that shows it",
  async run({ runs }) {
    const emulator = await startEmulator();
    const provider = await startProvider(emulator.armUrl, { flags: ["--vanity=none", "--health-interval=0"] });
    const external = createExternalDns(provider.webhookUrl);
    const dns = await askingAllTheTime(emulator.dnsPort, "shop-0-global.trafficmanager.net");
    try {
      const annotations = { "routing-method": "Priority", "health-checks-enabled": "false" };
      const sources = [
        ...sourcesOf({ profiles: 1, endpoints: 1 }, { ...annotations, priority: "1" }),
        ...sourcesOf({ profiles: 1, endpoints: 2 }, { ...annotations, priority: "2" }).slice(1),
      ];
      const [first, second] = await external.rowsFor(sources);
      if (!first || !second) throw new Error("no rows");
      await external.applyUntilDone({ create: [first, second] });
      await dns.until(first.dnsName);

      const last = withProperty(first, "priority", "3");
      const away = printChanges({ updateOld: [first], updateNew: [last] });
      const back = printChanges({ updateOld: [last], updateNew: [first] });
      const times: number[] = [];
      for (let run = -5; run < runs * 2; run += 1) {
        const isAway = (run & 1) === 0;
        const started = performance.now();
        const changed = dns.until(isAway ? second.dnsName : first.dnsName);
        const applied = external.apply(isAway ? away : back);
        await changed;
        if (run >= 0) times.push(performance.now() - started);
        await applied;
      }
      return [
        {
          what: "POST /records with one changed priority → other DNS answer",
          value: median(times),
          unit: "ms",
          note: "reads the profiles, writes one endpoint; caches of resolvers come on top, by the profile's TTL",
        },
      ];
    } finally {
      dns.close();
      external.close();
      await provider.stop();
      await emulator.stop();
    }
  },
};

async function askingAllTheTime(port: number, name: string) {
  const socket = dgram.createSocket("udp4");
  await new Promise<void>((resolve) => socket.connect(port, "127.0.0.1", resolve));
  const query = dnsPacket.encode({ type: "query", id: 1, questions: [{ type: "CNAME", name }] });
  return {
    /** Asks again with every answer until it is this name. */
    until: (expected: string) =>
      new Promise<void>((resolve) => {
        const onMessage = (reply: Buffer) => {
          const [answer] = dnsPacket.decode(reply).answers ?? [];
          if (!answer || !("data" in answer) || answer.data !== expected) return socket.send(query);
          socket.off("message", onMessage);
          resolve();
        };
        socket.on("message", onMessage);
        socket.send(query);
      }),
    close: () => socket.close(),
  };
}
