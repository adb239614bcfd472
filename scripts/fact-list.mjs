#!/usr/bin/env node
// Prints what the emulator takes for true about Azure: the tests whose names carry their source in brackets, by file.
import { spawnSync } from "node:child_process";
import { relative } from "node:path";

const listed = spawnSync("npx", ["vitest", "list", "src/emulator", "--json"], { encoding: "utf8", maxBuffer: 1 << 26 });
if (listed.status !== 0) throw new Error(listed.stderr);

const SOURCE = /\((?:[^()]*)(?:docs|recording|spec|azure|terraform|RFC|portal|Q&A|octodns|Kuadrant|ARM|roles)[^()]*\)/i;
const facts = JSON.parse(listed.stdout).filter(({ name }) => SOURCE.test(name));
const byFile = Map.groupBy(facts, ({ file }) => relative(process.cwd(), file));
for (const [file, tests] of [...byFile].sort()) {
  console.log(`\n${file}`);
  for (const { name } of tests) console.log(`  ${name.replace(/ > /g, ": ")}`);
}
console.log(`\n${facts.length} facts`);
