import { parseArgs } from "node:util";
import { randomHistory } from "./random-history.ts";
import { explain, kindOf } from "./shrink.ts";
import { simulate } from "./simulation.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    seed: { type: "string" },
    from: { type: "string", default: "1" },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const started = performance.now();
const kinds = new Map<string, number[]>();
let calls = 0;

for (let seed = from; seed < from + count; seed++) {
  const { violation, calls: made } = await simulate(randomHistory(seed));
  calls += made;
  if (violation === undefined) continue;
  const kind = kindOf(violation);
  kinds.set(kind, [...(kinds.get(kind) ?? []), seed]);
  if (count === 1) say(`${await explain(seed, violation)}\n`);
}
const seconds = (performance.now() - started) / 1000;
const failed = [...kinds.values()].flat().length;
say(
  `${count} seeds, ${calls} ARM calls, ${seconds.toFixed(1)} s: ${failed === 0 ? "nothing wrong" : `${failed} seeds failed`}`,
);
for (const [kind, seeds] of [...kinds].sort((a, b) => b[1].length - a[1].length)) {
  say(`  ${seeds.length} × ${kind}: seeds ${seeds.slice(0, 10).join(", ")}${seeds.length > 10 ? ", …" : ""}`);
}
const first = [...kinds.values()].flat().sort((a, b) => a - b)[0];
if (first !== undefined && count > 1) say(`Look at one with: npm run simulate -- --seed ${first}`);
process.exitCode = failed === 0 ? 0 : 1;
