import { expect, it } from "vitest";
import { type Log, noLog } from "../provider/ports.ts";
import { createManualClock } from "../time/manual-clock.ts";
import type { ClusterIdReading } from "./cluster-id.ts";
import { learnClusterId } from "./learn-cluster-id.ts";

/** Answers the readings one after the other, the last for ever. */
function learning(readings: ClusterIdReading[], configured?: string) {
  const clock = createManualClock();
  const warnings: object[] = [];
  const log: Log = { ...noLog, warn: (fields) => warnings.push(fields) };
  let asked = 0;
  const read = async () => {
    const reading = readings[Math.min(asked++, readings.length - 1)];
    if (!reading) throw new Error("must not be asked");
    return reading;
  };
  return { ...learnClusterId({ configured, read, clock, log }), clock, warnings, asked: () => asked };
}

it("asks nobody where the id is configured", async () => {
  const { current, clock, asked } = learning([], "mine");
  await clock.advance(120_000);
  expect([current(), asked()]).toEqual(["mine", 0]);
});

it("knows the id once it has been read, and asks no more", async () => {
  const { current, clock, asked } = learning([{ clusterId: "9f1c" }]);
  expect(current()).toBeUndefined();
  await clock.advance(120_000);
  expect([current(), asked()]).toEqual(["9f1c", 1]);
});

it("asks every minute until the API answers, and says once why it does not know", async () => {
  const { current, clock, warnings } = learning([{ reason: "no answer" }, { reason: "403" }, { clusterId: "9f1c" }]);
  await clock.advance(60_000);
  expect(current()).toBeUndefined();
  await clock.advance(60_000);
  expect(current()).toBe("9f1c");
  expect(warnings).toEqual([{ reason: "no answer" }]);
});

it("does not ask again outside a cluster", async () => {
  const { clock, asked } = learning([{ reason: "not running in a Kubernetes cluster", final: true }]);
  await clock.advance(600_000);
  expect(asked()).toBe(1);
});

it("stops asking when the program ends", async () => {
  const { close, clock, asked } = learning([{ reason: "no answer" }]);
  await clock.advance(1);
  close();
  await clock.advance(600_000);
  expect(asked()).toBe(1);
});
