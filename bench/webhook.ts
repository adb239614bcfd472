import type { Endpoint } from "../src/core/endpoint.ts";
import { measureCore } from "./core.ts";
import { createExternalDns, type ExternalDns, printChanges } from "./load/external-dns.ts";
import { describeFleet, type Fleet, sourcesOf, withProperty } from "./load/fleet.ts";
import type { HttpAnswer } from "./load/http-client.ts";
import { type BenchOptions, type Measurement, median, type Suite } from "./measurement.ts";
import { startEmulator } from "./process/emulator.ts";
import { startProvider } from "./process/provider.ts";

interface Size extends Fleet {
  /** The size the targets are about. */
  isTarget?: true;
  isLargest?: true;
}

const SIZES: readonly Size[] = [
  { profiles: 5, endpoints: 2 },
  { profiles: 50, endpoints: 20 },
  { profiles: 200, endpoints: 50, isTarget: true },
  { profiles: 200, endpoints: 200, isLargest: true },
];
const QUICK: readonly Size[] = [{ profiles: 5, endpoints: 2, isTarget: true }];

/** external-dns after v0.21 reads no more of an answer (kubernetes-sigs/external-dns#6484). */
const EXTERNAL_DNS_LIMIT_MIB = 32;

/** The three requests of external-dns, at several sizes, over HTTP between processes. */
export const webhook: Suite = {
  name: "webhook",
  title: "Webhook: a cycle of external-dns over HTTP, every source endpoint enabled",
  async run(options) {
    const measurements: Measurement[] = [];
    for (const size of options.quick ? QUICK : SIZES) measurements.push(...(await measure(size, options)));
    return measurements;
  },
};

async function measure(size: Size, { runs }: BenchOptions): Promise<Measurement[]> {
  const emulator = await startEmulator();
  const sources = sourcesOf(size);
  const measurements: Measurement[] = [];
  const add = (what: string, value: number, more: Partial<Measurement> = {}) =>
    measurements.push({ what: `${describeFleet(size)}: ${what}`, value, unit: "ms", ...more });
  const client = await startClient(emulator.armUrl, runs);
  const { external } = client;
  try {
    const started = performance.now();
    await external.applyUntilDone({ create: await external.rowsFor(sources) });
    add("POST /records that creates all of them", performance.now() - started, { note: "one run, adjust included" });

    const listed = await client.repeat(() => external.records());
    add("GET /records", listed.time, { note: outNote(listed) });
    const body = JSON.stringify(sources);
    const adjusted = await client.repeat(() => external.adjust(body));
    add("POST /adjustendpoints", adjusted.time, {
      note: `${megabytes(body.length)} in, ${outNote(adjusted)}`,
      ...(size.isTarget && { target: { most: 100 } }),
    });
    const changed = await client.repeat(await weightChanges(external, sources));
    add("POST /records, one weight", changed.time, { note: `peak ${megabytes(changed.peak * 1e6)}` });
    if (size.isLargest) {
      const limit = { unit: "MiB" as const, target: { most: EXTERNAL_DNS_LIMIT_MIB }, note: "read by external-dns" };
      add("size of /records", listed.bytes / 2 ** 20, limit);
      add("size of /adjustendpoints", adjusted.bytes / 2 ** 20, limit);
    }
    if (size.isTarget) {
      measurements.push(...(await measureCore(emulator.armUrl, body, runs)));
      const { peak } = await client.repeat(() => external.records().then(() => external.adjust(body)));
      add("most memory in whole cycles", peak, { unit: "MB", target: { most: 200 }, note: "on a machine with room" });
      const inPod = await measureInPod(emulator.armUrl, body, runs);
      add("most memory in a pod", inPod.peak, { unit: "MB", target: { most: POD_MB }, note: POD });
      add("POST /adjustendpoints in a pod", inPod.time, { note: POD });
    }
    return measurements;
  } finally {
    await client.stop();
    await emulator.stop();
  }
}

/** deploy/values.yaml's memory limit, 256 MiB, and the heap that V8 gives itself where it finds that limit. */
const POD_MB = 268;
const POD = "heap as in a pod limited to 256 MiB";
const POD_FLAGS = ["--max-old-space-size=128", "--max-semi-space-size=2"];

async function measureInPod(armUrl: string, body: string, runs: number) {
  const client = await startClient(armUrl, runs, POD_FLAGS);
  const { external } = client;
  try {
    const { time } = await client.repeat(() => external.adjust(body));
    const { peak } = await client.repeat(() => external.records().then(() => external.adjust(body)));
    return { time, peak };
  } finally {
    await client.stop();
  }
}

/** A provider, and external-dns as its only client. */
async function startClient(armUrl: string, runs: number, nodeFlags: readonly string[] = []) {
  const provider = await startProvider(armUrl, { flags: ["--vanity=none", "--health-interval=0"], nodeFlags });
  const external = createExternalDns(provider.webhookUrl);
  return {
    external,
    /** The median time of a request, how long its answer is, and the most memory the provider had meanwhile. */
    async repeat(request: () => Promise<HttpAnswer>) {
      provider.forgetPeak();
      const times: number[] = [];
      let bytes = 0;
      for (let run = -2; run < runs; run += 1) {
        const answer = await request();
        bytes = answer.body.length;
        if (run >= 0) times.push(answer.time);
      }
      return { time: median(times), bytes, peak: provider.memory().peak };
    },
    async stop() {
      external.close();
      await provider.stop();
    },
  };
}

/** Posts another weight of one endpoint each time. */
async function weightChanges(external: ExternalDns, sources: readonly Endpoint[]): Promise<() => Promise<HttpAnswer>> {
  const [row] = await external.rowsFor(sources);
  if (!row) throw new Error("no rows");
  let weight = 500;
  return () => {
    const updateOld = [withProperty(row, "weight", String(weight))];
    weight += 1;
    return external.apply(printChanges({ updateOld, updateNew: [withProperty(row, "weight", String(weight))] }));
  };
}

function outNote({ bytes, peak }: { bytes: number; peak: number }): string {
  return `${megabytes(bytes)} out, peak ${megabytes(peak * 1e6)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 0)} MB`;
}
