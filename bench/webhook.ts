import { measureCore } from "./core.ts";
import { createExternalDns, printChanges } from "./load/external-dns.ts";
import { describeFleet, type Fleet, sourcesOf, withProperty } from "./load/fleet.ts";
import { type BenchOptions, type Measurement, median, type Suite } from "./measurement.ts";
import { startEmulator } from "./process/emulator.ts";
import { startProvider } from "./process/provider.ts";

interface Size extends Fleet {
  /** The size the targets are about. */
  isTarget?: true;
}

const SIZES: readonly Size[] = [
  { profiles: 5, endpoints: 2 },
  { profiles: 50, endpoints: 20 },
  { profiles: 200, endpoints: 50, isTarget: true },
  { profiles: 200, endpoints: 200 },
];
const QUICK: readonly Size[] = [{ profiles: 5, endpoints: 2, isTarget: true }];

/** external-dns reads no more of an answer (its webhook client's limit). */
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
  const provider = await startProvider(emulator.armUrl, { flags: ["--vanity=none", "--health-interval=0"] });
  const external = createExternalDns(provider.webhookUrl);
  const sources = sourcesOf(size);
  const body = JSON.stringify(sources);
  const measurements: Measurement[] = [];
  const add = (what: string, value: number, more: Partial<Measurement> = {}) =>
    measurements.push({ what: `${describeFleet(size)}: ${what}`, value, unit: "ms", ...more });
  const repeated = async (request: () => Promise<{ time: number; body: Buffer }>, times = runs) => {
    provider.forgetPeak();
    const answers = [];
    for (let run = -2; run < times; run += 1) answers.push(await request());
    const bytes = answers.at(-1)?.body.length ?? 0;
    return { time: median(answers.slice(2).map(({ time }) => time)), bytes, peak: provider.memory().peak };
  };
  try {
    const started = performance.now();
    await external.applyUntilDone({ create: await external.rowsFor(sources) });
    add("POST /records that creates all of them", performance.now() - started, { note: "one run, adjust included" });

    const listed = await repeated(() => external.records());
    add("GET /records", listed.time, { note: sizeNote(listed) });
    if (size.profiles * size.endpoints >= 40_000) {
      const target = { most: EXTERNAL_DNS_LIMIT_MIB };
      add("size of /records", listed.bytes / 2 ** 20, { unit: "MiB", target, note: "external-dns reads no more" });
    }
    const adjusted = await repeated(() => external.adjust(body));
    add("POST /adjustendpoints", adjusted.time, {
      note: `${megabytes(body.length)} in, ${sizeNote(adjusted)}`,
      ...(size.isTarget && { target: { most: 100 } }),
    });
    const row = (await external.rowsFor(sources))[0];
    if (!row) throw new Error("no rows");
    let weight = 500;
    const changed = await repeated(() => {
      const updateOld = [withProperty(row, "weight", String(weight))];
      weight += 1;
      return external.apply(printChanges({ updateOld, updateNew: [withProperty(row, "weight", String(weight))] }));
    });
    add("POST /records, one weight", changed.time, { note: `peak ${megabytes(changed.peak * 1e6)}` });
    if (size.isTarget) {
      measurements.push(...(await measureCore(emulator.armUrl, body, runs)));
      add("provider, most memory in a whole cycle", await peakOfCycles(), { unit: "MB", target: { most: 200 } });
    }
    return measurements;
  } finally {
    external.close();
    await provider.stop();
    await emulator.stop();
  }

  async function peakOfCycles(): Promise<number> {
    provider.forgetPeak();
    for (let cycle = 0; cycle < 10; cycle += 1) {
      await external.records();
      await external.adjust(body);
    }
    return provider.memory().peak;
  }
}

function sizeNote({ bytes, peak }: { bytes: number; peak: number }): string {
  return `${megabytes(bytes)} out, peak ${megabytes(peak * 1e6)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 0)} MB`;
}
