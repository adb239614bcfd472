import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const EXTERNAL_DNS_VERSION = "v0.21.0";

/** The real programs the end-to-end tests run. */
export interface Programs {
  externalDns: string;
  kubeApiserver: string;
  etcd: string;
}

const OLDEST_GO = [1, 26] as const;
const here = fileURLToPath(new URL(".", import.meta.url));

/** Says why the programs cannot be built here, or nothing when they can. */
export function whyNotBuildable(): string | undefined {
  const go = spawnSync("go", ["env", "GOVERSION"], { cwd: here, encoding: "utf8" });
  if (go.status !== 0) return "no Go";
  const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(go.stdout.trim()) ?? [];
  const [wantedMajor, wantedMinor] = OLDEST_GO;
  const newEnough = Number(major) > wantedMajor || (Number(major) === wantedMajor && Number(minor) >= wantedMinor);
  return newEnough ? undefined : `no Go ${OLDEST_GO.join(".")} (this is ${go.stdout.trim()})`;
}

/** The programs, when they have been built before. */
export function findPrograms(): Programs | undefined {
  const folder = join(cacheFolder(), versionHash());
  const programs = {
    externalDns: join(folder, "external-dns"),
    kubeApiserver: join(folder, "kube-apiserver"),
    etcd: join(folder, "etcd"),
  };
  return Object.values(programs).every((path) => existsSync(path)) ? programs : undefined;
}

/**
 * The programs, built from the Go module proxy the first time (some minutes) and kept in the user's cache, named after what
 * they were built from, so that a fresh clone finds them there.
 */
export async function buildPrograms(say: (line: string) => void): Promise<Programs> {
  const found = findPrograms();
  if (found) return found;
  const folder = join(cacheFolder(), versionHash());
  const unfinished = `${folder}.building-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  say(`Building external-dns ${EXTERNAL_DNS_VERSION}, kube-apiserver and etcd into ${folder} (once; some minutes) …`);
  await go(["build", "-trimpath", "-ldflags=-s -w", "-o", `${unfinished}/`, "./etcd", "./kube-apiserver"], {}, say);
  await go(
    ["install", "-ldflags=-s -w", `sigs.k8s.io/external-dns@${EXTERNAL_DNS_VERSION}`],
    { GOBIN: unfinished },
    say,
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  const built = findPrograms();
  if (!built) throw new Error(`the programs are not in ${folder}`);
  return built;
}

function cacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "external-dns-traffic-manager", "e2e");
}

function versionHash(): string {
  const hash = createHash("sha256").update(EXTERNAL_DNS_VERSION);
  for (const source of ["go.mod", "go.sum", "etcd/main.go", "kube-apiserver/main.go"]) {
    hash.update(readFileSync(join(here, source)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function go(args: string[], env: Record<string, string>, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  const what = `go ${args[0]} ${args.at(-1)}`;
  const child = spawn("go", args, {
    cwd: here,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const progress = setInterval(() => say(`  ${what}: ${seconds(started)} s …`), 30_000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", resolve);
  }).finally(() => clearInterval(progress));
  if (code !== 0) throw new Error(`${what} failed with exit code ${code}`);
  say(`  ${what}: done after ${seconds(started)} s`);
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
