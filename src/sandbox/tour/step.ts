import { pause, systemClock } from "../../time/clock.ts";
import type { Sandbox } from "../sandbox.ts";
import { duration } from "../terminal/duration.ts";
import type { Narrator } from "../terminal/narrator.ts";

/** What a step found out, for `--json`. */
export type Figures = Record<string, unknown>;

export interface Watcher {
  sandbox: Sandbox;
  narrator: Narrator;
}

/** All that waiting takes. */
export interface Patient {
  sandbox: Pick<Sandbox, "clock" | "speed">;
  narrator: Pick<Narrator, "waiting">;
}

export interface StepContext extends Watcher {
  manifests: Manifests;
}

/** The manifests of the clusters, as files that somebody edits. */
export interface Manifests {
  read(region: string): Promise<string>;
  write(region: string, text: string): Promise<void>;
  /** As saved by a person: the cluster's objects are gone from the file. */
  remove(region: string): Promise<void>;
}

export interface Step<Context = StepContext> {
  name: string;
  title: string;
  /** Throws a `StepFailed` with what was expected and what was found. */
  run(context: Context): Promise<Figures>;
}

/** A step that did not hold. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
}

export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new StepFailed(message);
}

/** What a look at the world brings: the thing, or in a few words what is still missing. */
export type Look<Found> = { found: Found } | { missing: string };

const LOOK_EVERY_MILLISECONDS = 50;
const PATIENCE_EMULATED_MINUTES = 15;
const LEAST_PATIENCE_MILLISECONDS = 20_000;

/** Looks again and again until the thing is there; tells how long it took in emulated time. */
export async function until<Found>(
  { sandbox, narrator }: Patient,
  what: string,
  look: () => Promise<Look<Found>>,
): Promise<{ found: Found; emulatedMilliseconds: number }> {
  const { clock, speed } = sandbox;
  const begun = clock.now();
  const patience = Math.max(PATIENCE_EMULATED_MINUTES * 60_000, LEAST_PATIENCE_MILLISECONDS * speed);
  const done = narrator.waiting(what);
  try {
    for (;;) {
      const seen = await look();
      if ("found" in seen) return { found: seen.found, emulatedMilliseconds: clock.now() - begun };
      if (clock.now() - begun > patience) {
        throw new StepFailed(`${what}: not within ${duration(patience)} of emulated time; ${seen.missing}`);
      }
      await pause(systemClock, LOOK_EVERY_MILLISECONDS);
    }
  } finally {
    done();
  }
}

/** Waits until the External-DNS's of all these regions have synchronised `cycles` more times. */
export async function cyclesOf(context: Watcher, regions: readonly string[], cycles: number): Promise<void> {
  const awaited = context.sandbox.regions
    .filter(({ name }) => regions.includes(name))
    .map(({ name, externalDns }) => ({ name, externalDns, target: externalDns.cycles() + cycles }));
  await until(context, `${cycles} more synchronisations of ${regions.join(" and ")}`, () => {
    const late = awaited.filter(({ externalDns, target }) => externalDns.cycles() < target);
    const names = late.map(({ name, externalDns }) => `${name} (${externalDns.restarts()} restarts)`);
    return Promise.resolve(late.length === 0 ? { found: true } : { missing: `still to come: ${names.join(", ")}` });
  });
}
