import { setTimeout as pause } from "node:timers/promises";
import type { Program } from "./program.ts";

/** A program that is started again whenever it ends, as the kubelet does with a container. */
export interface Supervised<P extends Program> {
  current(): P;
  /** How it ended each time it was not `kill` that ended it. */
  ends: readonly string[];
  /** Ends it by force; it comes back. */
  kill(): void;
  stop(): Promise<void>;
}

const BACK_OFF = 300;

export async function supervise<P extends Program>(start: () => Promise<P>): Promise<Supervised<P>> {
  const ends: string[] = [];
  let program = await start();
  let stopping = false;
  let killed = false;

  const keepRunning = async () => {
    while (!stopping) {
      const end = await program.gone;
      if (stopping) return;
      if (!killed) ends.push(`${program.name} ${end}`);
      killed = false;
      await pause(BACK_OFF);
      program = await start();
    }
  };
  const keeping = keepRunning();

  return {
    current: () => program,
    ends,
    kill() {
      killed = true;
      program.kill("SIGKILL");
    },
    async stop() {
      stopping = true;
      await program.stop();
      await keeping;
      await program.stop(); // the one that was being started meanwhile
    },
  };
}
