import { createExternalDns } from "./load/external-dns.ts";
import { createHttpClient } from "./load/http-client.ts";
import { type Measurement, median, type Suite } from "./measurement.ts";
import { type Emulator, startEmulator } from "./process/emulator.ts";
import { BUILT, type Provider, SOURCES, startProvider } from "./process/provider.ts";

/** How soon a new pod serves, and how much memory it takes when little is going on. */
export const start: Suite = {
  name: "start",
  title: "Start and idling",
  async run({ runs }) {
    const emulator = await startEmulator();
    try {
      return [
        ...(await measure(emulator, BUILT, "built, as in the image", runs, true)),
        ...(await measure(emulator, SOURCES, "sources, as by npm run provider", runs, false)),
      ];
    } finally {
      await emulator.stop();
    }
  },
};

async function measure(emulator: Emulator, main: string, how: string, runs: number, isTarget: boolean) {
  const negotiated: number[] = [];
  const healthy: number[] = [];
  const idle: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const provider = await startProvider(emulator.armUrl, { main });
    await get(provider.webhookUrl, "/");
    negotiated.push(performance.now() - started);
    await get(provider.statusUrl, "/healthz");
    healthy.push(performance.now() - started);
    idle.push(await idleMemory(provider));
    await provider.stop();
  }
  const time = (what: string, values: readonly number[]): Measurement => ({
    what: `${how}: process started → ${what}`,
    value: median(values),
    unit: "ms",
    ...(isTarget && { target: { most: 400 } }),
  });
  return [
    time("first 200 of GET /", negotiated),
    time("first 200 of /healthz", healthy),
    {
      what: `${how}: memory when idle`,
      value: median(idle),
      unit: "MB" as const,
      note: "resident, after 20 cycles over an empty subscription",
      ...(isTarget && { target: { most: 90 } }),
    },
  ];
}

async function get(base: string, path: string): Promise<void> {
  const client = createHttpClient(base);
  const { status } = await client.send("GET", path);
  client.close();
  if (status !== 200) throw new Error(`${path}: ${status}`);
}

async function idleMemory(provider: Provider): Promise<number> {
  const external = createExternalDns(provider.webhookUrl);
  for (let cycle = 0; cycle < 20; cycle += 1) {
    await external.records();
    await external.adjust("[]");
  }
  external.close();
  return provider.memory().rss;
}
