import { expect, it } from "vitest";
import { startWorld, type World, type WorldOptions } from "./world.ts";

export interface JourneyOptions extends WorldOptions {
  /** This journey kills programs, so external-dns may end when its provider is gone; it is started again as in a pod. */
  killsPrograms?: boolean;
}

/**
 * A test in a fresh world. Whatever it does, in the end everything must come to rest and write nothing any more, and no program
 * may have ended by itself.
 */
export function journey(name: string, options: JourneyOptions, walk: (world: World) => Promise<void>): void {
  it(name, async () => {
    const world = await startWorld(options);
    try {
      await walk(world);
      await world.settle();
      if (!options.killsPrograms) expect(world.ends()).toEqual([]);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${world.lastWords()}`, { cause: error });
    } finally {
      await world.stop();
    }
  });
}
