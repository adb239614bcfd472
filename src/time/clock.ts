/** Time as a thing that is handed in: milliseconds since 1970 and a way to be called later. */
export interface Clock {
  now(): number;
  /** Calls `run` once, `milliseconds` of this clock's time from now. */
  after(milliseconds: number, run: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const handle = setTimeout(run, milliseconds);
    return { cancel: () => clearTimeout(handle) };
  },
};

/** A clock that runs `speed` times as fast as `base`, from the moment it is made. */
export function scaledClock(base: Clock, speed: number): Clock {
  const origin = base.now();
  return {
    now: () => origin + (base.now() - origin) * speed,
    after: (milliseconds, run) => base.after(milliseconds / speed, run),
  };
}

/** Resolves after `milliseconds` of the clock's own time. */
export function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => clock.after(milliseconds, resolve));
}
