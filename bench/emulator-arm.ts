import { rateOf } from "./clients/client.ts";
import { fillAzure } from "./load/azure.ts";
import type { Fleet } from "./load/fleet.ts";
import type { BenchOptions, Measurement, Suite } from "./measurement.ts";
import { startEmulator } from "./process/emulator.ts";

const FLEETS: readonly Fleet[] = [1, 10, 50, 200].map((profiles) => ({ profiles, endpoints: 200 }));
const KINDS = { "get-endpoint": "GET endpoint", "get-profile": "GET profile", "put-endpoint": "PUT endpoint" };

export const emulatorArm: Suite = {
  name: "emulator-arm",
  title: "Emulator: ARM requests over loopback HTTP, 16 connections",
  async run(options) {
    const measurements: Measurement[] = [];
    for (const fleet of options.quick ? FLEETS.slice(0, 1) : FLEETS)
      measurements.push(...(await measure(fleet, options)));
    return measurements;
  },
};

async function measure(fleet: Fleet, { seconds }: BenchOptions): Promise<Measurement[]> {
  const emulator = await startEmulator();
  const { profiles, endpoints } = fleet;
  try {
    await fillAzure(emulator.armUrl, fleet, "Weighted");
    const measurements: Measurement[] = [];
    for (const [kind, what] of Object.entries(KINDS)) {
      const args = [emulator.armUrl, seconds, kind, profiles, endpoints].map(String);
      measurements.push({
        what: `${profiles} × ${endpoints} endpoints: ${what}`,
        value: await rateOf("arm.ts", args),
        unit: "per second",
        target: { least: 2_000 },
        note: `emulator ${Math.round(emulator.memory().rss)} MB`,
      });
    }
    return measurements;
  } finally {
    await emulator.stop();
  }
}
