import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBlock, sortableAddress } from "./address.ts";
import { createLocate, parseLocation } from "./location.ts";
import { createRangeTable } from "./range-table.ts";

describe("the location of a client", () => {
  const locate = createLocate(
    ["10.0.0.0/8=DE", "10.1.0.0/16=us-ca", "10.1.2.3=FR", "fd00::/8=JP", "192.168.0.0/16=westeurope"].map(
      parseLocation,
    ),
  );
  it("comes from the narrowest block around its address", () => {
    expect(["10.9.9.9", "10.1.0.1", "10.1.2.3", "fd00::1"].map((address) => locate(address)?.path[0])).toEqual([
      "DE",
      "US-CA",
      "FR",
      "JP",
    ]);
  });
  it("has a path to WORLD, and coordinates", () => {
    expect(locate("10.1.0.1")).toEqual({
      path: ["US-CA", "US", "GEO-NA", "WORLD"],
      coordinates: { latitude: 36.5, longitude: -119.8 },
    });
    expect(locate("192.168.1.1")).toMatchObject({ path: ["WORLD"], coordinates: { latitude: 52.3667 } });
  });
  it("is unknown outside the table", () => {
    expect([locate("203.0.113.7"), locate("nonsense"), locate("")]).toEqual([undefined, undefined, undefined]);
  });
  it.each(["10.0.0.0/8", "10.0.0.0/8=XX", "10.0.0.0/33=DE", "name=DE", "10.0.0.0/8=DE=FR"])(
    "says how to write one instead of '%s'",
    (text) => {
      expect(() => parseLocation(text)).toThrow(`"${text}" is no location`);
    },
  );
});

describe("the range table", () => {
  it("finds what a search of every range finds: the last-beginning, then shortest range around an address", () => {
    const block = fc
      .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 8, max: 32 }))
      .map(([a, b, scope]) => `10.${a % 4}.${b % 8}.0/${scope}`);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 20 }), fc.nat(3), fc.nat(7), fc.nat(255), (blocks, a, b, c) => {
        const entries = blocks.map((text) => ({ ...(parseBlock(text) ?? { first: "", last: "" }), value: text }));
        const address = sortableAddress(`10.${a}.${b}.${c}`) ?? "";
        const around = entries.filter(({ first, last }) => first <= address && address <= last);
        const narrowest = around.toSorted((x, y) =>
          x.first === y.first ? (x.last < y.last ? -1 : 1) : x.first > y.first ? -1 : 1,
        )[0];
        const found = createRangeTable(entries).find(address);
        expect(found && parseBlock(found)).toEqual(narrowest && parseBlock(narrowest.value));
      }),
    );
  });
});
