import { describe, expect, it } from "vitest";
import type { Endpoint } from "../endpoint.ts";
import { restoreSharedProperties } from "./shared-properties.ts";

const enabled = { name: "webhook/traffic-manager-enabled", value: "true" };
const weight = { name: "webhook/traffic-manager-weight", value: "7" };
const empty = { name: "", value: "" };

function anEndpoint(
  recordType: string,
  resource: string,
  providerSpecific: Endpoint["providerSpecific"] = [],
): Endpoint {
  return { dnsName: "app.example.com", targets: ["20.1.1.1"], recordType, labels: { resource }, providerSpecific };
}

describe("restoreSharedProperties", () => {
  it("gives the endpoint that lost a property what its sibling has (recorded from external-dns v0.21)", () => {
    const restored = restoreSharedProperties([
      anEndpoint("A", "service/shop/app", [enabled, empty]),
      anEndpoint("AAAA", "service/shop/app", [enabled, weight, empty]),
    ]);
    expect(restored.map(({ providerSpecific }) => providerSpecific)).toEqual([
      [enabled, weight],
      [enabled, weight],
    ]);
  });

  it("restores an endpoint that lost everything", () => {
    const [first] = restoreSharedProperties([
      anEndpoint("A", "service/shop/app", [empty, empty]),
      anEndpoint("AAAA", "service/shop/app", [empty, empty, enabled, weight]),
    ]);
    expect(first?.providerSpecific).toEqual([enabled, weight]);
  });

  it("takes nothing from another object", () => {
    const endpoints = [
      anEndpoint("A", "service/shop/app", [enabled, empty]),
      anEndpoint("A", "service/shop/other", [enabled, weight]),
    ];
    expect(restoreSharedProperties(endpoints)[0]?.providerSpecific).toEqual([enabled]);
  });

  it("leaves the endpoints of a DNSEndpoint alone: each has properties of its own", () => {
    const endpoints = [anEndpoint("A", "crd/shop/app", [enabled, empty]), anEndpoint("AAAA", "crd/shop/app", [weight])];
    expect(restoreSharedProperties(endpoints)).toBe(endpoints);
  });

  it("leaves everything as it is when nothing is damaged", () => {
    const endpoints = [anEndpoint("A", "service/shop/app", [enabled, weight])];
    expect(restoreSharedProperties(endpoints)).toBe(endpoints);
  });
});
