import { describe, expect, it } from "vitest";
import { bar } from "./bar.ts";
import { duration } from "./duration.ts";
import type { Narrator } from "./narrator.ts";
import { createPlainNarrator } from "./plain-narrator.ts";
import { createStyle } from "./style.ts";
import { createTerminalNarrator } from "./terminal-narrator.ts";

const split = {
  rows: [
    { region: "east", count: 703, expected: 0.7 },
    { region: "west", count: 297, expected: 0.3 },
  ],
  resolutions: 1000,
  queries: 3000,
};

function told(create: (write: (text: string) => void) => Narrator, tell: (narrator: Narrator) => void): string {
  let output = "";
  tell(
    create((text) => {
      output += text;
    }),
  );
  return output;
}

describe("the narrator for a terminal", () => {
  const create = (write: (text: string) => void) => createTerminalNarrator(write, createStyle(false));
  it("draws a split as bars with counts", () => {
    expect(told(create, (narrator) => narrator.split(split))).toBe(
      [
        "   1,000 resolutions, 3,000 UDP queries",
        `     east  ${"█".repeat(28)}▏               703   70.3 %  (weights say 70.0 %)`,
        `     west  ${"█".repeat(11)}▉                                297   29.7 %  (weights say 30.0 %)`,
        "",
      ].join("\n"),
    );
  });
  it("takes the line of a wait away when it is over", () => {
    const output = told(create, (narrator) => {
      narrator.waiting("west-us to be gone")();
      narrator.fact("the endpoint west-us is gone");
    });
    expect(output.split("\r\u001b[2K").at(-1)).toBe("   ✔ the endpoint west-us is gone\n");
  });
});

describe("the narrator for anything else", () => {
  it("writes plain lines, without control characters", () => {
    const output = told(createPlainNarrator, (narrator) => {
      narrator.step(1, "Both Services are applied");
      narrator.fact("profile my-app-global");
      narrator.split(split);
      narrator.waiting("something quick")();
    });
    expect(output).toBe(
      [
        "",
        "1. Both Services are applied",
        "   ok  profile my-app-global",
        "       1,000 resolutions, 3,000 UDP queries: east 703 (70.3 %, weights say 70.0 %); west 297 (29.7 %, weights say 30.0 %)",
        "",
      ].join("\n"),
    );
  });
});

describe("bar", () => {
  it.each([
    { share: 0, drawn: "" },
    { share: 0.5, drawn: "████" },
    { share: 0.703, drawn: "█████▋" },
    { share: 1, drawn: "████████" },
  ])("draws $share of eight characters as '$drawn'", ({ share, drawn }) => {
    expect(bar(share, 8)).toBe(drawn);
  });
});

describe("duration", () => {
  it.each([
    { milliseconds: 640, text: "640 ms" },
    { milliseconds: 4_200, text: "4.2 s" },
    { milliseconds: 60_000, text: "1 min" },
    { milliseconds: 117_400, text: "1 min 57 s" },
  ])("says $milliseconds as $text", ({ milliseconds, text }) => {
    expect(duration(milliseconds)).toBe(text);
  });
});
