import { describe, expect, it } from "vitest";
import {
  createBeforeClaim,
  noOwnerCheck,
  putInPlaceOfPatch,
  releaseBeforeDelete,
  type Tamper,
} from "./broken-rules.ts";
import { randomHistory } from "./random-history.ts";
import { simulate } from "./simulation.ts";

/** The first seed, of a thousand, whose history shows the broken rule. */
async function firstFailure(tamper: Tamper) {
  for (let seed = 1; seed <= 1000; seed++) {
    const { violation } = await simulate(randomHistory(seed), { tamper });
    if (violation !== undefined) return { seed, violation };
  }
  return undefined;
}

describe("the simulation finds a provider", () => {
  it.each([
    { rule: "that PUTs a profile to change its settings", tamper: putInPlaceOfPatch, finds: /exists and was PUT/ },
    {
      rule: "that releases its claim before it deletes the endpoint",
      tamper: releaseBeforeDelete,
      finds: /^orphan: .* claimed by nobody/,
    },
    {
      rule: "that creates an endpoint before it claims it",
      tamper: createBeforeClaim,
      finds: /^not at rest|nobody's$/,
    },
    {
      rule: "that does not look whose an endpoint is",
      tamper: noOwnerCheck,
      finds: /which is cluster \d's|is not ours/,
    },
  ])("$rule", { timeout: 60_000 }, async ({ tamper, finds }) => {
    const found = await firstFailure(tamper);
    expect(found?.violation).toMatch(finds);
  });
});
