import type { TrafficRoutingMethod } from "../src/arm/traffic-manager.ts";
import { rateOf } from "./clients/client.ts";
import { fillAzure, profileFqdn } from "./load/azure.ts";
import type { Fleet } from "./load/fleet.ts";
import type { BenchOptions, Measurement, Suite } from "./measurement.ts";
import { startEmulator } from "./process/emulator.ts";

interface Load extends Fleet {
  method: TrafficRoutingMethod;
}

const LOADS: readonly Load[] = [
  { profiles: 1, endpoints: 2, method: "Weighted" },
  { profiles: 1, endpoints: 200, method: "Weighted" },
  { profiles: 200, endpoints: 200, method: "Weighted" },
  { profiles: 200, endpoints: 200, method: "Priority" },
  { profiles: 200, endpoints: 200, method: "Performance" },
  { profiles: 200, endpoints: 200, method: "Geographic" },
  { profiles: 200, endpoints: 200, method: "Subnet" },
  { profiles: 200, endpoints: 200, method: "MultiValue" },
];

/** The emulator must never be what a test waits for, however much it holds. */
export const emulatorDns: Suite = {
  name: "emulator-dns",
  title: "Emulator: DNS answers over loopback UDP",
  async run(options) {
    const measurements: Measurement[] = [];
    for (const load of options.quick ? LOADS.slice(0, 1) : LOADS) measurements.push(await measure(load, options));
    return measurements;
  },
};

async function measure(load: Load, { seconds }: BenchOptions): Promise<Measurement> {
  const { profiles, endpoints, method } = load;
  const emulator = await startEmulator(["--location=127.0.0.0/8=DE"]);
  try {
    await fillAzure(emulator.armUrl, load, method);
    const names = Array.from({ length: profiles }, (_, profile) => profileFqdn(profile));
    const value = await rateOf("dns.ts", [String(emulator.dnsPort), String(seconds), ...names]);
    return {
      what: `${profiles} × ${endpoints} endpoints, ${method}`,
      value,
      unit: "per second",
      target: { least: 20_000 },
      note: `emulator ${Math.round(emulator.memory().rss)} MB`,
    };
  } finally {
    await emulator.stop();
  }
}
