import { connect } from "../src/azure/credential.ts";
import { createTrafficManager } from "../src/azure/traffic-manager.ts";
import { adjustEndpoints } from "../src/core/adjust/adjust.ts";
import type { Profile } from "../src/core/profile.ts";
import { recordsOf } from "../src/core/records.ts";
import { snapshotOf } from "../src/core/snapshot.ts";
import { noLog } from "../src/provider/ports.ts";
import { parseEndpoints } from "../src/webhook/codec.ts";
import { type Measurement, medianTime } from "./measurement.ts";

const WARM_UPS = 20;

/** The same work without HTTP, in this process, on the profiles of an emulator: where the time of a cycle goes. */
export async function measureCore(armUrl: string, body: string, runs: number): Promise<Measurement[]> {
  const profiles = await listProfiles(armUrl);
  const snapshot = snapshotOf(profiles);
  const endpoints = parseEndpoints(body);
  const adjust = () =>
    adjustEndpoints(endpoints, snapshot, () => recordsOf(snapshot), { resourceGroup: "rg", access: [] });
  const { rows } = adjust();
  const measured = async (
    what: string,
    work: () => unknown,
    more: Partial<Measurement> = {},
  ): Promise<Measurement> => ({
    what: `  of which ${what}`,
    value: await medianTime(runs, work, WARM_UPS),
    unit: "ms",
    ...more,
  });
  return [
    await measured("the core: source endpoints to rows", adjust, {
      target: { most: 30 },
      note: `in this process, without HTTP; ${rows.length.toLocaleString("en")} rows`,
    }),
    await measured("reading: JSON.parse alone", () => JSON.parse(body)),
    await measured("reading: JSON.parse and checks", () => parseEndpoints(body)),
    await measured("writing: JSON.stringify", () => JSON.stringify(rows)),
    await measured("GET /records: tags to owners", () => snapshotOf(profiles)),
    await measured("GET /records: profiles to rows", () => recordsOf(snapshot)),
  ];
}

function listProfiles(armUrl: string): Promise<Profile[]> {
  const connection = connect({
    subscriptionId: "00000000-0000-0000-0000-000000000000",
    target: { emulator: armUrl },
    version: "bench",
    clusterId: () => "bench",
  });
  return createTrafficManager({ connection, resourceGroups: undefined, log: noLog }).listProfiles();
}
