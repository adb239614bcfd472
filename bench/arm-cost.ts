import { createExternalDns, type ExternalDns, printChanges } from "./load/external-dns.ts";
import { describeFleet, type Fleet, sourcesOf, withProperty } from "./load/fleet.ts";
import type { Measurement, Suite } from "./measurement.ts";
import { type Emulator, startEmulator } from "./process/emulator.ts";
import { startProvider } from "./process/provider.ts";

const FLEETS: readonly Fleet[] = [
  { profiles: 1, endpoints: 1 },
  // One short of the 200 endpoints a profile may have, so that another one fits.
  { profiles: 1, endpoints: 199 },
  { profiles: 50, endpoints: 4 },
];

/** What a cycle costs of Azure's request limits, counted from the emulator's request log. */
export const armCost: Suite = {
  name: "arm-cost",
  title: "ARM requests per cycle (the reading of health, one GET per profile every --health-interval, not counted)",
  async run() {
    const measurements: Measurement[] = [];
    for (const fleet of FLEETS) measurements.push(...(await measure(fleet)));
    return measurements;
  },
};

async function measure(fleet: Fleet): Promise<Measurement[]> {
  const emulator = await startEmulator(["--zone=dns/example.com"]);
  const provider = await startProvider(emulator.armUrl, { flags: ["--health-interval=0"] });
  const external = createExternalDns(provider.webhookUrl);
  const measurements: Measurement[] = [];
  const count = async (what: string, expected: { reads?: number; writes: number }, cycle: () => Promise<void>) => {
    const mark = await emulator.mark();
    await cycle();
    const { reads, writes } = await emulator.countSince(mark);
    const say = (value: number, unit: "reads" | "writes", most?: number) =>
      measurements.push({
        what: `${describeFleet(fleet)}: ${what}`,
        value,
        unit,
        ...(most !== undefined && { target: { most } }),
      });
    say(reads, "reads", expected.reads);
    say(writes, "writes", expected.writes);
  };
  try {
    const sources = sourcesOf(fleet);
    await external.applyUntilDone({ create: await external.rowsFor(sources) });
    await firstCycle(external, emulator);

    await count("steady cycle", { reads: 1, writes: 0 }, async () => {
      await external.records();
      await external.adjust(JSON.stringify(sources));
    });
    const row = (await external.rowsFor(sources)).at(-1);
    if (!row) throw new Error("no rows");
    await count("cycle with a changed weight", { writes: 1 }, async () => {
      await external.records();
      await external.adjust(JSON.stringify(sources));
      const updateNew = [withProperty(row, "weight", "777")];
      await external.apply(printChanges({ updateOld: [row], updateNew }));
    });
    const one = sourcesOf({ profiles: 1, endpoints: 1 }, { "endpoint-name": "new", target: "new.example.net" });
    const renamed = one.map((source) => ({ ...source, dnsName: "new.example.com" }));
    // The claim, the endpoint, and the claim again, confirmed: a crash in between leaves nothing that nobody owns.
    await count("cycle with a new endpoint in a profile", { writes: 3 }, async () => {
      await external.records();
      await external.applyUntilDone({ create: await external.rowsFor(renamed) });
    });
    return measurements;
  } finally {
    external.close();
    await provider.stop();
    await emulator.stop();
  }
}

/** Once, and every ten minutes, the vanity records are looked at as well. */
async function firstCycle(external: ExternalDns, emulator: Emulator): Promise<void> {
  await external.records();
  let before = -1;
  for (let mark = await emulator.mark(); mark !== before; mark = await emulator.mark()) {
    before = mark;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
