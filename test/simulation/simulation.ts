import { DELETING_TAG } from "../../src/core/tags/names.ts";
import { RETENTION } from "./cluster.ts";
import { unmetWish } from "./expectations.ts";
import type { History } from "./history.ts";
import { leftover, listedTooOften, notAtRest, orphan, triedInVain } from "./rest.ts";
import { createSimulatedWorld, type World, type WorldOptions } from "./world.ts";

export interface Outcome {
  /** What went wrong first; absent when nothing did. */
  violation?: string | undefined;
  /** ARM calls of all providers. */
  calls: number;
  /** Services that were held to what they say, of all that say something sound. */
  held: number;
  of: number;
}

/** What was begun before the faults ended, with its waits and retries, is through by then. */
const UNFINISHED = 90_000;

/** Lives through one history, lets the world come to rest, and then takes everything away, looking on at every step. */
export async function simulate(history: History, options: WorldOptions = {}): Promise<Outcome> {
  const world = createSimulatedWorld(history, options);
  const phases = [live, settle, rest, removeAll];
  for (const phase of phases) {
    if (world.witness.violation() === undefined) await phase(world, history);
  }
  const { held, of } = world.checked;
  return { violation: world.witness.violation(), calls: world.calls(), held, of };
}

async function live(world: World, { duration }: History): Promise<void> {
  await world.advance(duration);
}

/** Once faults stop, two cycles are enough, and what may take one more each takes it. */
async function settle(world: World, history: History): Promise<void> {
  world.note("---- faults end");
  for (const { link } of world.clusters) {
    link.armed.length = 0;
    link.outage.until = 0;
  }
  const begun = world.now() + UNFINISHED;
  await world.advance(UNFINISHED + waitForRefusals(history) + history.deletionGrace);
  world.note("---- two cycles");
  await world.advance(2 * history.interval);
  await world.advance(furtherCycles(world, begun, history) * history.interval);
  world.note("---- settled");
  await judge(world, history, true);
}

/**
 * Clusters may wait for each other, each for one thing: a profile that is marked for deletion is joined in the cycle after the one that
 * clears the mark; after a change of its routing method or of who decides, every owner says its own in the next; what Azure refuses gets
 * out of others' way only when it is remembered; where Azure is so slow that a batch outlasts a cycle, the next one is turned away.
 */
function furtherCycles({ writes }: World, begun: number, { slowness }: History): number {
  const lately = writes.filter(({ at }) => at >= begun);
  const isRefused = lately.some(({ refused }) => refused);
  const waits = lately.filter(
    ({ method, subject, refused }) =>
      !refused && (method === "patchProfile" || (method === "deleteTags" && subject === DELETING_TAG)),
  );
  const things = new Set(waits.map(({ cluster, method, ref }) => `${cluster} ${method} ${ref?.name}`));
  return things.size + Number(isRefused) + (slowness > 1 ? 2 : 0);
}

/** When the emptied profiles are gone, nothing moves at all. */
async function rest(world: World, history: History): Promise<void> {
  await world.advance(RETENTION + 2 * history.interval);
  world.note("---- at rest");
  const before = { listings: [...world.listings], cycles: [...world.cycles] };
  await judge(world, history, false);
  world.checked = unmetWish(world);
  const { wrong, content } = world.checked;
  const found = orphan(world) ?? wrong ?? listedTooOften(world, before, content);
  if (found) world.witness.accuse(found);
}

async function removeAll(world: World, { deletionGrace, interval }: History): Promise<void> {
  world.note("---- every Service is deleted");
  for (const [index, { services }] of world.clusters.entries())
    for (const name of [...services.keys()]) world.setService(index, name, undefined);
  await world.advance(UNFINISHED + 3 * interval + deletionGrace + RETENTION + 3 * interval);
  const found = leftover(world);
  if (found) world.witness.accuse(found);
}

async function judge(world: World, { interval }: History, retention: boolean): Promise<void> {
  const since = world.now();
  const until = since + 2 * interval;
  // What begins at the end of it is looked at whole.
  await world.advance(2 * interval + 10_000);
  const found = notAtRest(world, since, until, { retention }) ?? triedInVain(world, since);
  if (found) world.witness.accuse(found);
}

/** A 403 is taken for final and remembered: for an outage of up to 200 s, at most four minutes beyond it. */
function waitForRefusals({ steps }: History): number {
  const forbidden = steps.some((step) => step.kind === "outage" && step.status === 403);
  return forbidden ? 8 * 60_000 : 0;
}
