import type { TrafficManagerApi } from "../../src/provider/ports.ts";
import { seededRandom } from "../../src/random/random.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { type Azure, createAzure } from "./azure.ts";
import { type Book, createBook, noteService } from "./book.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import type { Checked } from "./expectations.ts";
import { createHands } from "./hands.ts";
import { type ClusterSetup, type History, type Step, time } from "./history.ts";
import type { Call } from "./network.ts";
import type { Service } from "./service.ts";
import { performStep } from "./steps.ts";
import { createWitness, type Witness } from "./witness.ts";

export interface WorldOptions {
  /** Told what happens, line by line. */
  trace?: ((line: string) => void) | undefined;
  /** Breaks a rule of the provider on purpose. */
  tamper?: ((api: TrafficManagerApi, setup: ClusterSetup) => TrafficManagerApi) | undefined;
}

export interface Write extends Call {
  at: number;
  /** Azure answered that it would not. */
  refused: boolean;
}

/** Azure, the clusters and all who look on. */
export interface World {
  azure: Azure;
  book: Book;
  clusters: readonly Cluster[];
  witness: Witness;
  /** Every write of every provider that reached Azure. */
  writes: Write[];
  /** How many Services could be held to their word at rest. */
  checked: Checked;
  calls(): number;
  /** Listings so far, and cycles, of every cluster. */
  listings: number[];
  cycles: number[];
  now(): number;
  setService(cluster: number, name: string, service: Service | undefined): void;
  perform(step: Step): void;
  note(line: string): void;
  /** Lets time pass, until something is found wrong. */
  advance(milliseconds: number): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);
const CLOSE_LOOK = 10_000;

export function createSimulatedWorld(history: History, options: WorldOptions): World {
  const clock = createManualClock(START);
  const note = (line: string) => options.trace?.(`${time(clock.now() - START)}  ${line}`);
  const azure = createAzure(clock, seededRandom(history.seed));
  const hands = createHands(azure);
  for (const name of history.taken) hands.takeName(name);
  const book = createBook(history.clusters, azure, () => clock.now());
  const writes: Write[] = [];
  const witness = createWitness(book, {
    trace: note,
    wrote: (call, refused) => writes.push({ ...call, at: clock.now(), refused }),
  });
  let calls = 0;
  const listings = history.clusters.map(() => 0);
  const cycles = history.clusters.map(() => 0);
  const observer: Witness = {
    ...witness,
    attempted(call) {
      calls += 1;
      if (call.method === "listProfiles") listings[call.cluster] = (listings[call.cluster] ?? 0) + 1;
      witness.attempted(call);
    },
  };
  const clusters = history.clusters.map((setup, index) => {
    const random = seededRandom(history.seed * 31 + index);
    const firstCycle = Math.floor(random() * history.spread);
    const { deletionGrace, interval, slowness } = history;
    const tamper = options.tamper ?? ((api: TrafficManagerApi) => api);
    const events = clusterEvents(book, witness, cycles, note);
    const pace = { deletionGrace, interval, slowness, firstCycle };
    return createCluster({ index, setup, azure, clock, random, ...pace, observer, events, tamper });
  });
  const setService = (cluster: number, name: string, service: Service | undefined) => {
    if (service) clusters[cluster]?.services.set(name, service);
    else clusters[cluster]?.services.delete(name);
    noteService(book, cluster, name, service);
  };
  const world: World = {
    azure,
    book,
    clusters,
    witness,
    writes,
    checked: { content: [], held: 0, of: 0 },
    listings,
    cycles,
    calls: () => calls,
    now: () => clock.now(),
    note,
    setService,
    perform: (step) => performStep(step, world, hands),
    async advance(milliseconds) {
      for (let left = milliseconds; left > 0 && witness.violation() === undefined; left -= CLOSE_LOOK)
        await clock.advance(Math.min(left, CLOSE_LOOK));
    },
  };
  for (const step of history.steps) clock.after(step.at, () => world.perform(step));
  return world;
}

function clusterEvents(book: Book, witness: Witness, cycles: number[], note: (line: string) => void) {
  const read = book.clusters.map(() => 0);
  return {
    sourcesRead(cluster: number) {
      read[cluster] = book.now();
    },
    applying(cluster: number) {
      book.sourcesAt[cluster] = read[cluster] ?? 0;
    },
    cycleEnded(cluster: number, answer: string) {
      cycles[cluster] = (cycles[cluster] ?? 0) + 1;
      note(`cluster ${cluster}: cycle ${answer}`);
    },
    crashed(cluster: number) {
      book.crashed.add(cluster);
      note(`cluster ${cluster}: the provider crashed`);
      witness.crashed(cluster);
    },
    fatal: (cluster: number, why: string) => witness.accuse(`cluster ${cluster}: ${why}`),
  };
}
