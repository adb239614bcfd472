// `npm run test:e2e [-- vitest's arguments]`: builds the real programs once, then runs the journeys.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildPrograms, findPrograms, whyNotBuildable } from "./programs/build.ts";

const say = (line: string) => void process.stderr.write(`${line}\n`);
const reason = findPrograms() ? undefined : whyNotBuildable();
if (reason) {
  say(`end-to-end tests skipped: ${reason}`);
} else {
  await buildPrograms(say);
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
  const run = spawnSync(
    process.execPath,
    [vitest, "run", "--config", "vitest.e2e.config.ts", ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  process.exitCode = run.status ?? 1;
}
