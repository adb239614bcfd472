import fc from "fast-check";
import { expect, it } from "vitest";
import type { Endpoint } from "../core/endpoint.ts";
import { BadBody, parseChanges, parseEndpoints } from "./codec.ts";

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const anEndpoint: fc.Arbitrary<Endpoint> = fc.record(
  {
    dnsName: text,
    targets: fc.array(text, { maxLength: 3 }),
    recordType: text,
    setIdentifier: fc.string({ minLength: 1, maxLength: 20 }),
    recordTTL: fc.integer(),
    labels: fc.dictionary(text, text, { maxKeys: 3 }),
    providerSpecific: fc.array(fc.record({ name: text, value: text }), { maxLength: 5 }),
  },
  { requiredKeys: ["dnsName", "targets", "recordType"] },
);

/** An endpoint with anything at all in any of its places, also deep inside. */
const almostAnEndpoint = fc.record(
  {
    dnsName: fc.oneof(text, fc.jsonValue()),
    targets: fc.oneof(fc.array(fc.oneof(text, fc.jsonValue())), fc.jsonValue()),
    recordType: fc.oneof(text, fc.jsonValue()),
    setIdentifier: fc.oneof(text, fc.jsonValue()),
    recordTTL: fc.oneof(fc.integer(), fc.jsonValue()),
    labels: fc.oneof(fc.dictionary(text, fc.oneof(text, fc.jsonValue())), fc.jsonValue()),
    providerSpecific: fc.oneof(
      fc.array(fc.oneof(fc.record({ name: fc.jsonValue(), value: fc.jsonValue() }), fc.jsonValue())),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: [] },
);

it("endpoints come out as they were sent", () => {
  fc.assert(
    fc.property(fc.array(anEndpoint), (endpoints) => {
      expect(parseEndpoints(JSON.stringify(endpoints))).toEqual(JSON.parse(JSON.stringify(endpoints)));
    }),
  );
});

it("changes come out as they were sent, whatever the case of their names", () => {
  const lists = fc.tuple(fc.array(anEndpoint), fc.array(anEndpoint), fc.array(anEndpoint), fc.array(anEndpoint));
  fc.assert(
    fc.property(lists, ([create, updateOld, updateNew, removed]) => {
      const changes = { create, updateOld, updateNew, delete: removed };
      const capitals = { Create: create, UpdateOld: updateOld, UpdateNew: updateNew, Delete: removed };
      const sent = JSON.parse(JSON.stringify(changes));
      expect(parseChanges(JSON.stringify(changes))).toEqual(sent);
      expect(parseChanges(JSON.stringify(capitals))).toEqual(sent);
    }),
  );
});

it("what is almost an endpoint is read as one, or refused with a sentence", () => {
  fc.assert(
    fc.property(fc.array(almostAnEndpoint, { maxLength: 3 }), (endpoints) => {
      expectReadOrRefused(JSON.stringify(endpoints));
      expectReadOrRefused(JSON.stringify({ create: endpoints }));
      expectReadOrRefused(JSON.stringify({ UpdateNew: endpoints }));
    }),
  );
});

it("what was cut off anywhere is refused", () => {
  fc.assert(
    fc.property(fc.array(anEndpoint, { minLength: 1, maxLength: 3 }), fc.nat(), (endpoints, at) => {
      const whole = JSON.stringify(endpoints);
      expect(() => parseEndpoints(whole.slice(0, at % whole.length))).toThrow(BadBody);
    }),
  );
});

it("any bytes, and any nesting, are refused and do not overflow anything", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => expectReadOrRefused(Buffer.from(bytes).toString("utf8"))));
  for (const depth of [100, 1_000_000]) {
    expectReadOrRefused("[".repeat(depth));
    expectReadOrRefused(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    expectReadOrRefused(`[{"labels":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}]`);
  }
});

/** An answer or `BadBody`; any other exception is a 503 that no cycle will mend, or the end of the process. */
function expectReadOrRefused(body: string): void {
  for (const parse of [parseEndpoints, parseChanges]) {
    try {
      const read = parse(body);
      for (const { dnsName, targets } of Object.values(read).flat()) {
        expect(typeof dnsName).toBe("string");
        expect(targets.every((target: unknown) => typeof target === "string")).toBe(true);
      }
    } catch (error) {
      expect(error).toBeInstanceOf(BadBody);
      expect(String(error).length).toBeGreaterThan("BadBody: ".length);
    }
  }
}
