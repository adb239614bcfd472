import fc from "fast-check";
import { expect, it } from "vitest";
import {
  alternativeRelativeName,
  defaultEndpointName,
  defaultProfileName,
  isEndpointName,
  isProfileName,
} from "./names.ts";

const label = fc.stringMatching(/^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/);
/** What the sources of external-dns can give: a wildcard or not, in any case, up to 253 characters. */
const dnsName = fc
  .tuple(fc.boolean(), fc.array(label, { minLength: 2, maxLength: 8 }))
  .map(([wildcard, labels]) => `${wildcard ? "*." : ""}${labels.join(".")}`)
  .filter((name) => name.length <= 253 && /[A-Za-z0-9]/.test(name));

it("every DNS name gives a profile name Azure takes", () => {
  fc.assert(
    fc.property(dnsName, (name) => {
      expect(defaultProfileName(name)).toMatch(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
      expect(isProfileName(defaultProfileName(name))).toBe(true);
    }),
  );
});

it("every DNS name, with or without a cluster's, gives an endpoint name Azure takes", () => {
  fc.assert(
    fc.property(dnsName, fc.option(label, { nil: undefined }), (name, cluster) => {
      expect(isEndpointName(defaultEndpointName(name, cluster))).toBe(true);
    }),
  );
});

it("DNS names that differ only in case, or in a final dot, are one profile", () => {
  fc.assert(
    fc.property(dnsName, (name) => {
      expect(defaultProfileName(name.toUpperCase())).toBe(defaultProfileName(name.toLowerCase()));
    }),
  );
});

it("long DNS names that begin alike are different profiles", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,20}$/), { minLength: 2, maxLength: 20 }), (ends) => {
      const names = ends.map((end) => defaultProfileName(`${"a".repeat(60)}.${end}.example.com`));
      expect(new Set(names).size).toBe(ends.length);
    }),
  );
});

it("the fallback for a taken DNS label is a label of at most 63 characters, and differs between groups", () => {
  const profile = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/);
  fc.assert(
    fc.property(profile, (name) => {
      const [one, other] = ["a", "b"].map((resourceGroup) => alternativeRelativeName({ resourceGroup, name }, "s"));
      expect(one).toMatch(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
      expect(one).not.toBe(other);
    }),
  );
});

it("a name that passes can stand in an owner's tag and in an ARM path", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), (name) => {
      if (!isEndpointName(name)) return;
      expect(name).not.toMatch(/[:/+,<>*%&?\\#]|^\s|\s$/);
      expect(new URL(`http://arm/endpoints/${name}`).pathname.split("/")).toHaveLength(3);
      expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
    }),
  );
});
