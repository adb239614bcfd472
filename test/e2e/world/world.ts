import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { type App, startApp } from "./app.ts";
import { type ArmView, createArmView, createZone } from "./arm-view.ts";
import { JOURNEY_CALLER } from "./azure-names.ts";
import { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
import { resolveAddresses } from "./dns.ts";
import { type Emulator, type LoggedRequest, startEmulator } from "./emulator.ts";

export interface WorldOptions {
  east?: ClusterOptions;
  west?: ClusterOptions;
  /** How much faster the emulated Azure's clock runs. */
  speed?: number;
}

/** The whole architecture: two clusters, each with a provider and two external-dns, one Azure, and apps behind addresses. */
export interface World {
  east: Cluster;
  west: Cluster;
  azure: ArmView;
  emulator: Emulator;
  /** A web application that Azure finds behind this load balancer address, on every port. */
  startApp(name: string, address: string): Promise<App>;
  resolve(name: string, type?: "A" | "AAAA"): Promise<string[]>;
  /** How often each answer comes, of so many questions. */
  spread(name: string, questions: number): Promise<Record<string, number>>;
  /** Everybody's ARM writes since a mark, but for the journey's own. */
  writesSince(mark: number): Promise<LoggedRequest[]>;
  /**
   * Resolves when all clusters have run some whole cycles without a change asked for or written; fails when they never do. Where
   * external-dns goes on asking for what is refused or held back, only the writes count.
   */
  settle(options?: { keepsAsking?: boolean }): Promise<void>;
  /** PUTs of profiles that existed, which take everybody's endpoints away: Azure answers those 200 and not 201. */
  replacedProfiles(): Promise<LoggedRequest[]>;
  /** Programs that ended without being told to. */
  ends(): string[];
  /** The last lines of every program's log. */
  lastWords(): string;
  stop(): Promise<void>;
}

const QUIET_CYCLES = 3;
const MOST_ROUNDS = 10;
const LAST_LINES = 15;
let worlds = 0;

/** Starts all programs of a world; when one does not come up, those that did are stopped. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const next of stops.splice(0).reverse()) await next();
  };
  try {
    return await assembleWorld(options, (next) => void stops.push(next), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assembleWorld(
  options: WorldOptions,
  whenOver: (stop: () => Promise<void>) => void,
  stop: () => Promise<void>,
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "traffic-manager-world-"));
  whenOver(async () => rmSync(folder, { recursive: true, force: true }));
  worlds += 1;
  const access = inject("clusters");
  const emulator = await startEmulator(folder, options.speed ?? 1);
  whenOver(emulator.program.stop);
  const azure = createArmView(emulator.armUrl);
  await createZone(azure);
  const namespace = `world-${process.pid}-${worlds}`;
  const place = { programs: inject("programs"), namespace, emulator, folder, whenOver };
  const [east, west] = await Promise.all([
    startCluster({ ...place, name: "east", access: access.east }, options.east ?? {}),
    startCluster({ ...place, name: "west", access: access.west }, options.west ?? {}),
  ]);

  const world: World = {
    east,
    west,
    azure,
    emulator,
    async startApp(name, address) {
      const app = await startApp(name);
      whenOver(app.stop);
      await emulator.route(address, app.port);
      return app;
    },
    resolve: (name, type) => resolveAddresses(emulator.dnsPort, name, type),
    async spread(name, questions) {
      const counts: Record<string, number> = {};
      for (let asked = 0; asked < questions; asked += 1) {
        for (const address of await world.resolve(name)) counts[address] = (counts[address] ?? 0) + 1;
      }
      return counts;
    },
    async writesSince(mark) {
      const requests = await emulator.requestsSince(mark);
      return requests.filter(
        ({ method, caller }) => method !== "GET" && method !== "HEAD" && caller !== JOURNEY_CALLER,
      );
    },
    async settle({ keepsAsking = false } = {}) {
      const changeSets = async () => {
        if (keepsAsking) return 0;
        const [ofEast, ofWest] = [east.externalDns.current(), west.externalDns.current()];
        return (await ofEast.changeSets()) + (await ofWest.changeSets());
      };
      let unrest = "";
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const [mark, asked] = [await emulator.mark(), await changeSets()];
        await Promise.all([east.afterCycles(QUIET_CYCLES), west.afterCycles(QUIET_CYCLES)]);
        const writes = await world.writesSince(mark);
        const change = (await changeSets()) - asked;
        if (writes.length === 0 && change === 0) return;
        unrest = `${change} change sets and these writes:\n${describeRequests(writes)}`;
      }
      throw new Error(`never at rest: in the last ${QUIET_CYCLES} cycles still ${unrest}`);
    },
    async replacedProfiles() {
      const written = await world.writesSince(0);
      return written.filter(
        ({ method, path, status }) =>
          method === "PUT" && status === 200 && /\/trafficmanagerprofiles\/[^/]+$/i.test(path),
      );
    },
    ends: () => [emulator.program.ended(), ...east.ends(), ...west.ends()].filter((end) => end !== undefined),
    lastWords: () => lastWords(folder),
    stop,
  };
  return world;
}

export function describeRequests(requests: readonly LoggedRequest[]): string {
  return requests.map(({ method, path, status, caller }) => `${method} ${path} ${status} (${caller})`).join("\n");
}

function lastWords(folder: string): string {
  const lastLines = (file: string) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.includes("level=debug"))
      .slice(-LAST_LINES)
      .join("\n");
  const logs = readdirSync(folder).filter((file) => file.endsWith(".log"));
  return logs.map((file) => `--- ${file}\n${lastLines(file)}`).join("\n");
}
