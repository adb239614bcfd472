import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, claimName, type OwnerClaims, parseClaims, printClaims } from "./claims.ts";
import { ownerTagName, parseOwnerTagName } from "./names.ts";

const aClaim = (claim: Partial<Claim> = {}): Claim => ({
  endpoint: "east",
  drained: false,
  disabled: false,
  hostname: false,
  ...claim,
});

describe("an owner's tag", () => {
  it("lists the owner's endpoints behind the cluster's identity", () => {
    const owner: OwnerClaims = {
      owner: "east",
      identity: "c1",
      claims: [
        aClaim({ endpoint: "west-us", drained: true }),
        aClaim({ endpoint: "east-us" }),
        aClaim({ endpoint: "by-address", dnsName: "my-app.example.com", hostname: true }),
      ],
    };
    expect(printClaims(owner).tags).toEqual({
      "external-dns-owner-east": "c1:by-address/my-app.example.com+h:east-us:west-us+d",
    });
  });

  it("goes on in further tags when a value is full, none longer than Azure's 256 characters", () => {
    const claims = Array.from({ length: 200 }, (_, index) =>
      aClaim({ endpoint: `endpoint-${String(index).padStart(3, "0")}` }),
    );
    const { tags } = printClaims({ owner: "east", identity: "c1", claims });
    expect(Object.keys(tags).slice(0, 2)).toEqual(["external-dns-owner-east", "external-dns-owner-east+1"]);
    expect(Object.keys(tags).length).toBeLessThan(15);
    expect(Math.max(...Object.values(tags).map((value) => value.length))).toBeLessThanOrEqual(256);
    expect(parseClaims(tags)[0]?.claims).toHaveLength(200);
  });

  it("is gone with the last claim", () => {
    expect(printClaims({ owner: "east", identity: "c1", claims: [] }).tags).toEqual({});
  });

  it("reads back whatever was written, for any owner, name and mark", () => {
    const anyName = fc.string({ minLength: 1, maxLength: 260 }).filter((name) => !/[:/+]/.test(name));
    const anyClaim = fc.record({
      endpoint: anyName.map(claimName),
      drained: fc.boolean(),
      disabled: fc.boolean(),
      hostname: fc.boolean(),
    });
    const anyOwner = fc.record({
      owner: fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }),
      identity: fc.stringMatching(/^[a-z0-9]{1,11}$/),
      claims: fc.uniqueArray(anyClaim, { minLength: 1, maxLength: 50, selector: ({ endpoint }) => endpoint }),
    });
    fc.assert(
      fc.property(anyOwner, (owner) => {
        const [read] = parseClaims(printClaims(owner).tags);
        const sorted = (claims: readonly Claim[]) => [...claims].sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
        expect(read && { ...read, claims: sorted(read.claims) }).toEqual({ ...owner, claims: sorted(owner.claims) });
      }),
    );
  });

  it("has a name that Traffic Manager allows and that differs for owners which differ only in case", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (owner) => {
        const name = ownerTagName(owner, 3);
        expect(name).toMatch(/^external-dns-owner-[a-z0-9._-]+\+3$/);
        expect(parseOwnerTagName(name)).toEqual({ owner, part: 3 });
      }),
    );
    expect(ownerTagName("East", 0)).not.toBe(ownerTagName("east", 0));
  });
});
