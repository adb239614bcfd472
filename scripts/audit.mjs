// Known weaknesses of what the image carries. Ends with 1 for a high or critical one, with 75 when the registry does not answer audits
// (a mirror, a machine without network): nothing is known then, and that is no reason to fail. Plain JavaScript, like install.mjs.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const NOT_ANSWERED = 75;
const root = fileURLToPath(new URL("..", import.meta.url));
const npm = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  cwd: root,
  encoding: "utf8",
  shell: process.platform === "win32",
});
const report = parse(npm.stdout);
const found = report?.metadata?.vulnerabilities;
if (found === undefined) {
  console.error(
    `not audited: the registry does not answer (${report?.message ?? report?.error?.summary ?? npm.error?.message ?? "no report"})`,
  );
  process.exit(NOT_ANSWERED);
}
for (const { name, severity, range, via } of Object.values(report.vulnerabilities)) {
  const titles = via.map((reason) =>
    typeof reason === "string" ? `through ${reason}` : `${reason.title} ${reason.url}`,
  );
  console.log(`${severity}: ${name} ${range}: ${titles.join("; ")}`);
}
console.log(`${found.critical} critical, ${found.high} high, ${found.moderate} moderate, ${found.low} low`);
process.exit(found.critical + found.high > 0 ? 1 : 0);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // npm could not be run, or printed words
  }
}
