import fc from "fast-check";
import { expect, it } from "vitest";
import { anEndpoint } from "../../../test/support/builders.ts";
import { claimName, parseClaims, printClaims } from "./claims.ts";
import { MANAGED_TAG, ownerTagName } from "./names.ts";
import { ownershipOf } from "./ownership.ts";

const nameOfOurs = fc.constantFrom(
  MANAGED_TAG,
  "external-dns-settings",
  "external-dns-hostname",
  "external-dns-deleting",
  "managedBy",
  "external-dns-owner-",
  "external-dns-owner-east",
  "EXTERNAL-DNS-OWNER-east+1",
  "external-dns-owner-_zz",
  "external-dns-owner-_",
  "external-dns-owner-a+99999999999999999999",
);
const tagText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom(":", "/", "+", "=", "~", "d", "x", "h", "east", "West", "~1", " ", "2026-01-01T00:00:00Z"))
    .map((parts) => parts.join("")),
);
/** Tags as anybody may have written them, ours among them. */
const anyTags = fc.dictionary(fc.oneof(nameOfOurs, fc.string({ maxLength: 30 })), tagText, { maxKeys: 8 });
const anyEndpoints = fc
  .uniqueArray(fc.oneof(fc.constantFrom("east", "west", "d", "~1", "x".repeat(100)), fc.string({ minLength: 1 })), {
    maxLength: 6,
    selector: (name) => name.toLowerCase(),
  })
  .map((names) => names.map((name) => anEndpoint({ name })));

it("any tags are understood as far as they go: an endpoint has one owner or none", () => {
  fc.assert(
    fc.property(anyTags, anyEndpoints, (tags, endpoints) => {
      const ownership = ownershipOf({ tags, endpoints });
      const names = ownership.owned.map(({ endpoint }) => endpoint.name);
      expect(new Set(names).size).toBe(names.length);
      for (const { endpoint, owner, claim } of ownership.owned) {
        expect(endpoints).toContain(endpoint);
        expect(ownership.find(endpoint.name.toUpperCase())?.owner).toBe(owner);
        expect(ownership.bears(claim)).toBe(true);
      }
    }),
  );
});

it("who owns what does not depend on the order of tags or endpoints", () => {
  fc.assert(
    fc.property(anyTags, anyEndpoints, (tags, endpoints) => {
      const turned = Object.fromEntries(Object.entries(tags).reverse());
      const owners = (ownership: ReturnType<typeof ownershipOf>) =>
        ownership.owned.map(({ endpoint, owner }) => `${endpoint.name} ${owner}`).sort();
      expect(owners(ownershipOf({ tags: turned, endpoints: [...endpoints].reverse() }))).toEqual(
        owners(ownershipOf({ tags, endpoints })),
      );
    }),
  );
});

it("what is read from any tags is written so that it reads the same again", () => {
  fc.assert(
    fc.property(anyTags, (tags) => {
      for (const owner of parseClaims(tags)) {
        const { tags: printed, tooLong } = printClaims(owner);
        const [again] = parseClaims(printed);
        const kept = owner.claims.filter((claim) => !tooLong.includes(claim));
        const byEndpoint = (claims: typeof kept) => [...claims].sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
        if (kept.length > 0)
          expect({ ...again, claims: byEndpoint(again?.claims ?? []) }).toEqual({ ...owner, claims: byEndpoint(kept) });
      }
    }),
  );
});

it("a claim's name fits a tag and can be told from what stands around it, whatever Azure calls the endpoint", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 260, unit: "grapheme" }), (name) => {
      expect(claimName(name).length).toBeLessThanOrEqual(64);
      expect(claimName(name).toLowerCase()).toBe(claimName(name.toLowerCase()).toLowerCase());
    }),
  );
});

it("an owner's tag name is one that Azure takes", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60, unit: "binary" }), fc.nat(45), (owner, part) => {
      expect(ownerTagName(owner, part)).toMatch(/^[a-z][a-z0-9._+-]*$/);
    }),
  );
});
