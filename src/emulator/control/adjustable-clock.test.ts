import { describe, expect, it } from "vitest";
import { createManualClock } from "../../time/manual-clock.ts";
import { createAdjustableClock } from "./adjustable-clock.ts";

function aClock(speed = 1) {
  const base = createManualClock(0);
  const clock = createAdjustableClock(base, speed);
  const ran: string[] = [];
  const note = (name: string, after: number) => clock.after(after, () => ran.push(`${name}@${clock.now()}`));
  return { base, clock, ran, note };
}

describe("the emulator's clock", () => {
  it("keeps the time of the clock below at speed 1", async () => {
    const { base, clock, ran, note } = aClock();
    note("a", 30);
    await base.advance(100);
    expect([clock.now(), ran]).toEqual([100, ["a@30"]]);
  });

  it("runs as much faster as it is told, timers included", async () => {
    const { base, clock, ran, note } = aClock(10);
    note("a", 300);
    await base.advance(29);
    expect([clock.now(), ran]).toEqual([290, []]);
    await base.advance(1);
    expect(ran).toEqual(["a@300"]);
  });

  it("changes its speed on the way without losing time", async () => {
    const { base, clock, ran, note } = aClock();
    note("a", 100);
    await base.advance(50);
    clock.setSpeed(50);
    await base.advance(1);
    expect([clock.now(), ran]).toEqual([100, ["a@100"]]);
  });

  it("stands still while paused and goes on from there", async () => {
    const { base, clock, ran, note } = aClock();
    note("a", 10);
    clock.pause();
    await base.advance(1000);
    expect([clock.now(), ran, clock.paused]).toEqual([0, [], true]);
    clock.resume();
    await base.advance(10);
    expect([clock.now(), ran]).toEqual([10, ["a@10"]]);
  });

  it("jumps ahead, paused or not, running what falls due in its order", async () => {
    const { base, clock, ran, note } = aClock();
    clock.pause();
    note("late", 60_000);
    note("early", 10_000);
    clock.after(5_000, () => note("from a timer", 1_000));
    await clock.advance(30_000);
    expect([clock.now(), ran]).toEqual([30_000, ["from a timer@6000", "early@10000"]]);
    clock.resume();
    await base.advance(30_000);
    expect(ran.at(-1)).toBe("late@60000");
  });

  it("runs equal ones in the order they were set, and cancelled ones not at all", async () => {
    const { base, ran, note } = aClock();
    note("a", 10);
    const cancelled = note("b", 10);
    note("c", 10);
    cancelled.cancel();
    await base.advance(10);
    expect(ran).toEqual(["a@10", "c@10"]);
  });

  it("leaves no timer behind when all are cancelled", () => {
    const { base, note } = aClock();
    const timers = [note("a", 10), note("b", 20)];
    for (const timer of timers) timer.cancel();
    expect(base.nextDue()).toBeUndefined();
  });

  it("keeps many timers in order", async () => {
    const { base, clock } = aClock();
    const delays = Array.from({ length: 500 }, (_, at) => (at * 7919) % 1009);
    const ran: number[] = [];
    for (const delay of delays) clock.after(delay, () => ran.push(delay));
    await base.advance(1009);
    expect(ran).toEqual(delays.toSorted((left, right) => left - right));
  });

  it("refuses a speed that is not above 0", () => {
    const { clock } = aClock();
    expect(() => clock.setSpeed(0)).toThrow("must be above 0");
  });
});
