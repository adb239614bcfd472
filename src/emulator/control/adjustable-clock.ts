import type { Clock, Timer } from "../../time/clock.ts";

export interface AdjustableClock extends Clock {
  readonly speed: number;
  readonly paused: boolean;
  /** How many seconds of this clock pass in one of the base clock. */
  setSpeed(speed: number): void;
  pause(): void;
  resume(): void;
  /** Jumps ahead, running what falls due on the way in its order and letting promises settle after each. */
  advance(milliseconds: number): Promise<void>;
}

interface Due {
  at: number;
  order: number;
  run: () => void;
  /** Ran already, or cancelled: then it only waits in the heap to be thrown away. */
  over: boolean;
}

/** A clock over another one whose speed can be changed, that can be stopped and moved ahead. */
export function createAdjustableClock(base: Clock, initialSpeed = 1): AdjustableClock {
  let speed = initialSpeed;
  let paused = false;
  let origin = base.now();
  let baseOrigin = origin;
  let order = 0;
  let alarm: Timer | undefined;
  /** Whom the alarm is set for. */
  let awaited: Due | undefined;
  const heap = createHeap();

  const now = () => (paused ? origin : origin + (base.now() - baseOrigin) * speed);
  const rebase = (time = now()) => {
    origin = time;
    baseOrigin = base.now();
  };
  const arm = () => {
    alarm?.cancel();
    awaited = paused ? undefined : heap.peek();
    alarm = awaited && base.after(Math.max(0, awaited.at - now()) / speed, ring);
  };
  const ring = () => {
    const time = now();
    for (let due = heap.peek(); due && due.at <= time + 1e-6; due = heap.peek()) {
      heap.pop();
      due.run();
    }
    arm();
  };

  return {
    now,
    get speed() {
      return speed;
    },
    get paused() {
      return paused;
    },
    after(milliseconds, run) {
      const due: Due = { at: now() + Math.max(0, milliseconds), order: order++, run, over: false };
      heap.push(due);
      if (heap.peek() === due) arm();
      return {
        cancel: () => {
          due.over = true;
          // An alarm for nobody would keep the process alive.
          if (awaited === due) arm();
        },
      };
    },
    setSpeed(next) {
      if (!(next > 0) || !Number.isFinite(next)) throw new RangeError(`The clock's speed must be above 0, not ${next}`);
      rebase();
      speed = next;
      arm();
    },
    pause() {
      rebase();
      paused = true;
      arm();
    },
    resume() {
      baseOrigin = base.now();
      paused = false;
      arm();
    },
    async advance(milliseconds) {
      const end = now() + Math.max(0, milliseconds);
      await settle();
      for (let due = heap.peek(); due && due.at <= end; due = heap.peek()) {
        heap.pop();
        rebase(Math.max(now(), due.at));
        due.run();
        await settle();
      }
      rebase(Math.max(now(), end));
      arm();
    },
  };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The earliest first; among equals, the one that was set first. */
function createHeap() {
  const items: Due[] = [];
  const before = (left: Due, right: Due) => left.at < right.at || (left.at === right.at && left.order < right.order);

  const swap = (one: number, other: number) => {
    const [left, right] = [items[one], items[other]];
    if (left && right) [items[one], items[other]] = [right, left];
  };
  const up = (start: number) => {
    for (let at = start; at > 0; ) {
      const parent = (at - 1) >> 1;
      const [item, above] = [items[at], items[parent]];
      if (!item || !above || !before(item, above)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const down = () => {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const [item, current] = [items[child], items[least]];
        if (item && current && before(item, current)) least = child;
      }
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  const take = (): Due | undefined => {
    const first = items[0];
    const last = items.pop();
    if (last && items.length > 0) {
      items[0] = last;
      down();
    }
    return first;
  };
  const clean = () => {
    while (items[0]?.over) take();
  };

  return {
    push(item: Due) {
      items.push(item);
      up(items.length - 1);
    },
    peek(): Due | undefined {
      clean();
      return items[0];
    },
    pop() {
      clean();
      const first = take();
      if (first) first.over = true;
    },
  };
}
