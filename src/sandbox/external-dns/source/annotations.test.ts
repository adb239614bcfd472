import { describe, expect, it } from "vitest";
import {
  ALPHA_PREFIX,
  belongsToAnotherController,
  providerSpecificOf,
  STABLE_PREFIX,
  splitHostnames,
  targetsOf,
  ttlOf,
} from "./annotations.ts";

const annotated = (annotations: Record<string, string>, prefix = ALPHA_PREFIX) =>
  Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${prefix}${name}`, value]));

describe("the ttl annotation", () => {
  it.each([
    { value: "60", seconds: 60 },
    { value: "10m", seconds: 600 },
    { value: "1h1m1.9s", seconds: 3661 },
    { value: "+5", seconds: 5 },
    { value: "2147483647", seconds: 2_147_483_647 },
    { value: "2147483648", seconds: 0 },
    { value: "0", seconds: 0 },
    { value: "-5", seconds: 0 },
    { value: "0.9s", seconds: 0 },
    { value: " 60", seconds: 0 },
    { value: "a minute", seconds: 0 },
  ])("reads '$value' as $seconds seconds", ({ value, seconds }) => {
    expect(ttlOf(annotated({ ttl: value }), ALPHA_PREFIX)).toBe(seconds);
  });
});

describe("annotations with lists", () => {
  it("separates hostnames at commas and drops blanks", () => {
    expect(splitHostnames(" a.example.com , b.example.com")).toEqual(["a.example.com", "b.example.com"]);
  });
  it("takes an empty hostname annotation for one empty name, as External-DNS does", () => {
    expect(splitHostnames("")).toEqual([""]);
    expect(splitHostnames(undefined)).toEqual([]);
  });
  it("cuts the final dot off targets, and takes an empty target annotation for none", () => {
    expect(targetsOf(annotated({ target: "lb.example.net., 1.2.3.4" }), ALPHA_PREFIX)).toEqual([
      "lb.example.net",
      "1.2.3.4",
    ]);
    expect(targetsOf(annotated({ target: "" }), ALPHA_PREFIX)).toEqual([]);
  });
});

describe("provider annotations", () => {
  it("become properties without the prefix, whichever prefix it is", () => {
    for (const prefix of [ALPHA_PREFIX, STABLE_PREFIX]) {
      expect(providerSpecificOf(annotated({ "webhook-traffic-manager-weight": "70" }, prefix), prefix)).toEqual([
        { name: "webhook/traffic-manager-weight", value: "70" },
      ]);
    }
  });
  it("are not seen under another prefix", () => {
    expect(providerSpecificOf(annotated({ "webhook-x": "1" }, ALPHA_PREFIX), STABLE_PREFIX)).toEqual([]);
  });
  it("are known for every provider that External-DNS knows", () => {
    const properties = providerSpecificOf(
      annotated({
        alias: "true",
        "record-type": "ptr",
        "aws-weight": "1",
        "scw-x": "2",
        "coredns-group": "g",
        "azure-tags": "a=b",
        "cloudflare-proxied": "true",
        "cloudflare-other": "x",
        hostname: "a",
      }),
      ALPHA_PREFIX,
    );
    expect(properties.map(({ name }) => name)).toEqual([
      "alias",
      "record-type",
      "aws/weight",
      "scw/x",
      "coredns/group",
      "azure/tags",
      `${ALPHA_PREFIX}cloudflare-proxied`,
    ]);
  });
});

describe("the controller annotation", () => {
  it("leaves an object to somebody else unless it names dns-controller", () => {
    expect(belongsToAnotherController({}, ALPHA_PREFIX)).toBe(false);
    expect(belongsToAnotherController(annotated({ controller: "dns-controller" }), ALPHA_PREFIX)).toBe(false);
    expect(belongsToAnotherController(annotated({ controller: "other" }), ALPHA_PREFIX)).toBe(true);
  });
});
