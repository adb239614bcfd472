import { describe, expect, it } from "vitest";
import { createManualClock } from "../../time/manual-clock.ts";
import type { Narrator } from "../terminal/narrator.ts";
import { check, type Figures, type Step, until } from "./step.ts";
import { runTour } from "./tour.ts";
import { shares, weightIn, withWeight } from "./weights.ts";

/** A narrator that remembers, over a sandbox of which only the clock is used. */
function aContext() {
  const told: string[] = [];
  const tell = (kind: string) => (text: string) => void told.push(`${kind} ${text}`);
  const clock = createManualClock();
  const narrator: Narrator = {
    headline: tell("headline"),
    step: (number, title) => void told.push(`${number} ${title}`),
    fact: tell("fact"),
    note: tell("note"),
    problem: tell("problem"),
    split: () => {},
    waiting: () => () => {},
    conclusion: (isGood, text) => void told.push(`${isGood} ${text}`),
  };
  return { sandbox: { clock, speed: 60 }, narrator, told, advance: clock.advance };
}

const aStep = (name: string, run: () => Promise<Figures>): Step<unknown> => ({ name, title: `the ${name} step`, run });

describe("runTour", () => {
  it("holds when every step holds, and keeps their figures", async () => {
    const report = await runTour(aContext(), [aStep("first", async () => ({ armWrites: 2 }))]);
    expect(report).toMatchObject({ held: true, steps: [{ step: "first", figures: { armWrites: 2 } }] });
  });

  it("stops at the first step that does not hold and says which and why", async () => {
    const context = aContext();
    const steps = [
      aStep("first", async () => ({})),
      aStep("second", async () => {
        check(false, "2 ARM writes were to be enough, 3 were made");
        return {};
      }),
      aStep("third", async () => ({})),
    ];
    const report = await runTour(context, steps);
    expect(report).toMatchObject({
      held: false,
      failed: { step: "2 (the second step)", reason: "2 ARM writes were to be enough, 3 were made" },
    });
    expect(context.told).toEqual([
      "1 the first step",
      "2 the second step",
      "problem 2 ARM writes were to be enough, 3 were made",
    ]);
  });
});

describe("until", () => {
  it("looks again until the thing is there, and tells how much emulated time that took", async () => {
    const context = aContext();
    let looks = 0;
    const { found, emulatedMilliseconds } = await until(context, "the profile", async () => {
      await context.advance(1_000);
      return ++looks < 3 ? { missing: "there is none" } : { found: "my-app-global" };
    });
    expect([found, emulatedMilliseconds]).toEqual(["my-app-global", 3_000]);
  });

  it("gives up with what was still missing", async () => {
    const context = aContext();
    const looking = until(context, "the profile", async () => {
      await context.advance(60 * 60_000);
      return { missing: "west-us is Degraded" };
    });
    await expect(looking).rejects.toThrow("the profile: not within 20 min of emulated time; west-us is Degraded");
  });
});

describe("weights", () => {
  const manifest = '    external-dns.alpha.kubernetes.io/webhook-traffic-manager-weight: "70"\n';
  it("are read from and written into a manifest", () => {
    expect(weightIn(manifest)).toBe(70);
    expect(weightIn(withWeight(manifest, 50))).toBe(50);
    expect(weightIn("kind: Service")).toBe(100);
  });
  it("become shares", () => {
    const weights = new Map([
      ["east", 70],
      ["west", 30],
    ]);
    expect(Object.fromEntries(shares(weights))).toEqual({ east: 0.7, west: 0.3 });
  });
});
