// Runs before every npm script, on whatever Node the machine has (20 or newer): installs what the lock file
// names when it is missing or older than the lock file. Plain JavaScript, because nothing is installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const lock = `${root}package-lock.json`;
const installed = `${root}node_modules/.package-lock.json`;

const upToDate = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
if (!upToDate) {
  console.error("Installing dependencies from package-lock.json …");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error(`npm ci failed${npm.error ? `: ${npm.error.message}` : ""}`);
    process.exit(npm.status ?? 1);
  }
}
