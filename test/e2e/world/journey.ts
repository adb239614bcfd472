import { expect, it } from "vitest";
import { describeRequests, startWorld, type World, type WorldOptions } from "./world.ts";

export interface JourneyOptions extends WorldOptions {
  /** This journey kills programs, so external-dns may end when its provider is gone; it is started again as in a pod. */
  killsPrograms?: boolean;
  /** In the end external-dns still asks for what it may not have. */
  keepsAsking?: boolean;
  /** Two clusters create a profile in the same moment here, and the later PUT replaces the earlier: Azure offers no way around it. */
  racesForProfile?: boolean;
}

/**
 * A test in a fresh world. Whatever it does, in the end everything must come to rest, no profile that existed may have been PUT,
 * and no program may have ended by itself.
 */
export function journey(name: string, options: JourneyOptions, walk: (world: World) => Promise<void>): void {
  it(name, async () => {
    const world = await startWorld(options);
    try {
      await walk(world);
      await world.settle(options);
      if (!options.racesForProfile) {
        const replaced = await world.replacedProfiles();
        expect(replaced, describeRequests(replaced)).toEqual([]);
      }
      if (!options.killsPrograms) expect(world.ends()).toEqual([]);
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error}\n${world.lastWords()}`, { cause: error });
    } finally {
      await world.stop();
    }
  });
}
