import { describe, expect, it } from "vitest";
import type { DnsClient } from "./dns-client.ts";
import { measureSplit, tolerance } from "./split.ts";

describe("measureSplit", () => {
  it("counts where each resolution ends, answers without an address among them", async () => {
    const addresses = ["20.1.1.1", "20.1.1.1", "20.2.2.2", undefined];
    let asked = 0;
    const dns: DnsClient = {
      resolve: (name) =>
        Promise.resolve({ names: [name], address: addresses[asked++ % 4], rcode: "NOERROR", queries: 3 }),
      close() {},
    };
    const { counts, queries } = await measureSplit(dns, "my-app.example.com", 400);
    expect(Object.fromEntries(counts)).toEqual({ "20.1.1.1": 200, "20.2.2.2": 100, none: 100 });
    expect(queries).toBe(1200);
  });
});

describe("tolerance", () => {
  it("is 4.5 standard deviations: about 6.5 points for 70 % of 1,000", () => {
    expect(tolerance(0.7, 1000)).toBeCloseTo(0.0652, 4);
  });
  it("allows nothing where nothing is left to chance", () => {
    expect([tolerance(0, 1000), tolerance(1, 1000)]).toEqual([0, 0]);
  });
});
