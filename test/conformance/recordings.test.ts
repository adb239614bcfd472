import { afterAll, describe, expect, it } from "vitest";
import { readRecordings } from "./recording.ts";
import { replay, type StepResult } from "./replay.ts";

const recordings = readRecordings();
const replayed: { name: string; results: StepResult[] }[] = [];

describe.skipIf(recordings.length === 0)("the emulator answers as the recorded Azure did", () => {
  it.each(recordings)("$name ($recorded)", async (recording) => {
    const results = await replay(recording);
    replayed.push({ name: recording.name, results });
    expect(results.flatMap(({ step, differences }) => differences.map((one) => `${step.method} ${one}`))).toEqual([]);
  });

  afterAll(() => process.stdout.write(report()));
});

describe.skipIf(recordings.length > 0)("the emulator answers as the recorded Azure did", () => {
  it.skip("skipped: recordings not present");
});

function report(): string {
  const all = replayed.flatMap(({ name, results }) => results.map((result) => ({ name, ...result })));
  const different = all.filter(({ differences }) => differences.length > 0);
  const lines = different.map(
    ({ name, step, differences }) => `  ${name}: ${step.method} ${step.path}\n    ${differences.join("\n    ")}`,
  );
  return [`\nConformance: ${all.length - different.length} of ${all.length} steps equal`, ...lines, ""].join("\n");
}
