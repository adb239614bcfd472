import { connect } from "../src/azure/credential.ts";
import { createTrafficManager } from "../src/azure/traffic-manager.ts";
import { adjustEndpoints } from "../src/core/adjust/adjust.ts";
import type { Endpoint } from "../src/core/endpoint.ts";
import type { Profile } from "../src/core/profile.ts";
import { recordsOf } from "../src/core/records.ts";
import { snapshotOf } from "../src/core/snapshot.ts";
import { noLog } from "../src/provider/ports.ts";
import { parseEndpoints } from "../src/webhook/codec.ts";
import { type Measurement, medianTime } from "./measurement.ts";

const WARM_UPS = 20;

/**
 * The same work without HTTP, in this process, on the profiles of an emulator: where the time of a cycle goes. Source endpoints are
 * read anew for each run, as they are in production: a text that was looked up once is found faster the next time.
 */
export async function measureCore(armUrl: string, body: string, runs: number): Promise<Measurement[]> {
  const profiles = await listProfiles(armUrl);
  const snapshot = snapshotOf(profiles);
  const adjust = (endpoints: Endpoint[]) =>
    adjustEndpoints(endpoints, snapshot, () => recordsOf(snapshot), { resourceGroup: "rg", access: [] });
  const { rows } = adjust(parseEndpoints(body));
  const measured = async <Input>(
    what: string,
    prepare: () => Input,
    work: (input: Input) => unknown,
    more: Partial<Measurement> = {},
  ): Promise<Measurement> => ({
    what: `  of which ${what}`,
    value: await medianTime({ runs: runs * 3, warmUps: WARM_UPS, prepare }, work),
    unit: "ms",
    ...more,
  });
  const nothing = () => undefined;
  return [
    await measured("the core: source endpoints to rows", () => parseEndpoints(body), adjust, {
      target: { most: 30 },
      note: `in this process, without HTTP; ${rows.length.toLocaleString("en")} rows`,
    }),
    await measured("reading: JSON.parse alone", nothing, () => JSON.parse(body)),
    await measured("reading: JSON.parse and checks", nothing, () => parseEndpoints(body)),
    await measured("writing: JSON.stringify", nothing, () => JSON.stringify(rows)),
    await measured("GET /records: tags to owners", nothing, () => snapshotOf(profiles)),
    await measured("GET /records: profiles to rows", nothing, () => recordsOf(snapshot)),
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
