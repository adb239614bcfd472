import { describe, expect, it } from "vitest";
import { simulate } from "./simulation.ts";
import { stories } from "./stories.ts";

describe("what has gone wrong once does not again", () => {
  it.each(stories)("$name", async ({ history }) => {
    expect((await simulate(history)).violation).toBeUndefined();
  });
});
