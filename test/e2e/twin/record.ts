// Records what the real external-dns asks of a webhook, into test/external-dns/: `npm run record:external-dns [case…]`.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPrograms, EXTERNAL_DNS_VERSION } from "../programs/build.ts";
import { startKubernetesApi } from "../world/kubernetes-api.ts";
import { createKubernetesClient } from "../world/kubernetes-client.ts";
import { TWIN_CASES } from "./cases.ts";
import { printJson } from "./print-json.ts";
import { recordCase } from "./record-case.ts";

const FIXTURES = fileURLToPath(new URL("../../external-dns/", import.meta.url));
const recordedFrom =
  `external-dns ${EXTERNAL_DNS_VERSION} and kube-apiserver v1.36.3, by test/e2e/twin/record.ts, one run of --once per cycle; ` +
  "endpoints, properties and changes are sorted, because external-dns itself sends them in any order";

const say = (line: string) => void process.stderr.write(`${line}\n`);
const programs = await buildPrograms(say);
const folder = mkdtempSync(join(tmpdir(), "external-dns-record-"));
const api = await startKubernetesApi(programs, "recorder", folder);
try {
  const client = createKubernetesClient(api.access);
  const wanted = process.argv.slice(2);
  for (const twinCase of TWIN_CASES) {
    if (wanted.length > 0 && !wanted.includes(twinCase.name)) continue;
    const recording = await recordCase({ programs, access: api.access, client, folder, recordedFrom }, twinCase);
    const place = twinCase.varies ? join(FIXTURES, "varying") : FIXTURES;
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${twinCase.name}.json`), `${printJson(JSON.parse(JSON.stringify(recording)))}\n`);
    say(`${twinCase.name}: ${recording.cycles.map(({ exchanges }) => exchanges.length).join(" + ")} requests`);
  }
} finally {
  await api.stop();
}
say(`Logs: ${folder}`);
