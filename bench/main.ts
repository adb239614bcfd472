import { parseArgs } from "node:util";
import { armCost } from "./arm-cost.ts";
import { emulatorArm } from "./emulator-arm.ts";
import { emulatorDns } from "./emulator-dns.ts";
import { describeMachine } from "./machine.ts";
import { isMissed, type Suite } from "./measurement.ts";
import { propagation } from "./propagation.ts";
import { describeSuite } from "./report.ts";
import { start } from "./start.ts";
import { webhook } from "./webhook.ts";

/** `npm run bench [-- [suite …] [--json] [--runs n] [--seconds n] [--quick]]`: measures, and says where a target is missed. */

const SUITES: readonly Suite[] = [webhook, armCost, propagation, start, emulatorDns, emulatorArm];

await main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      runs: { type: "string" },
      seconds: { type: "string" },
    },
  });
  const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")}. There are: ${SUITES.map(({ name }) => name).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const { json, quick } = values;
  const options = {
    quick,
    runs: Number(values.runs ?? (quick ? 1 : 9)),
    seconds: Number(values.seconds ?? (quick ? 0.2 : 2)),
  };
  const machine = describeMachine();
  if (!json)
    console.log(
      `${Object.entries(machine)
        .map(([name, value]) => `${name}: ${value}`)
        .join(", ")}\n`,
    );

  const results = [];
  for (const suite of SUITES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const measurements = await suite.run(options);
    results.push({ suite: suite.name, measurements });
    if (!json) console.log(describeSuite(suite, measurements));
  }
  if (json) console.log(JSON.stringify({ machine, options, results }, null, 2));
  const missed = results.flatMap(({ measurements }) => measurements.filter(isMissed));
  if (missed.length > 0) process.exitCode = 1;
  if (!json) console.log(missed.length === 0 ? "All targets are met." : `${missed.length} targets are missed.`);
}
