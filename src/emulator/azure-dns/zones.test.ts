import { describe, expect, it } from "vitest";
import { aDnsWorld } from "../../../test/support/dns-asking.ts";
import { at, listed } from "../../../test/support/reply-reading.ts";

const GROUP = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";

describe("zones (azure-cli recordings)", () => {
  it("are created with 201, four name servers and two record sets, and shown with dnszones in lower case", () => {
    const { arm } = aDnsWorld();
    const reply = arm("PUT", `${GROUP}/dnsZones/myzone.com`, {
      location: "global",
      properties: { zoneType: "Public" },
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: `${GROUP}/dnszones/myzone.com`,
      name: "myzone.com",
      type: "Microsoft.Network/dnszones",
      etag: expect.stringMatching(/^[0-9a-f-]{36}$/),
      location: "global",
      tags: {},
      properties: {
        maxNumberOfRecordSets: 10000,
        maxNumberOfRecordsPerRecordSet: null,
        nameServers: [
          "ns1-02.azure-dns.com.",
          "ns2-02.azure-dns.net.",
          "ns3-02.azure-dns.org.",
          "ns4-02.azure-dns.info.",
        ],
        numberOfRecordSets: 2,
        zoneType: "Public",
      },
    });
    expect(reply.headers?.etag).toBe(at(reply.body, "etag"));
  });

  it("are updated with 200, by PUT or PATCH, with a new etag", () => {
    const { arm, zonePath } = aDnsWorld();
    const before = at(arm("GET", zonePath).body, "etag");
    const reply = arm("PUT", zonePath, { location: "global", tags: { tag1: "foo" } });
    expect([reply.status, at(reply.body, "tags")]).toEqual([200, { tag1: "foo" }]);
    expect(at(reply.body, "etag")).not.toBe(before);
    expect(at(arm("PATCH", zonePath, { tags: { tag2: "bar" } }).body, "tags")).toEqual({ tag2: "bar" });
    expect(at(arm("GET", zonePath).body, "tags")).toEqual({ tag2: "bar" });
  });

  it("refuse a write whose If-Match is not their etag, in Azure's words", () => {
    const { arm, zonePath } = aDnsWorld({ zone: "myzonex.com" });
    expect(arm("PUT", zonePath, {}, { "if-match": "dummy" })).toEqual({
      status: 412,
      body: { code: "PreconditionFailed", message: "The Zone myzonex.com has been modified (etag mismatch)." },
    });
    const etag = String(at(arm("GET", zonePath).body, "etag"));
    expect(arm("PUT", zonePath, {}, { "if-match": etag }).status).toBe(200);
    expect(arm("DELETE", zonePath, undefined, { "if-match": etag }).status).toBe(412);
  });

  it("refuse to be created again under If-None-Match: * (azure-powershell)", () => {
    const { arm, zonePath } = aDnsWorld();
    expect(arm("PUT", zonePath, {}, { "if-none-match": "*" })).toMatchObject({
      status: 412,
      body: { message: "The Zone example.com exists already and hence cannot be created again." },
    });
  });

  it("are listed by group and by subscription, whatever the casing, with those created from the start", () => {
    const { arm } = aDnsWorld();
    arm("PUT", "/subscriptions/s/resourceGroups/other/providers/Microsoft.Network/dnszones/b.com", {});
    arm("PUT", "/subscriptions/t/resourceGroups/rg/providers/Microsoft.Network/dnszones/c.com", {});
    expect(listed(arm("GET", "/subscriptions/S/providers/microsoft.network/dnszones"))).toEqual([
      "example.com dnszones",
      "b.com dnszones",
    ]);
    expect(listed(arm("GET", "/subscriptions/s/resourcegroups/RG/providers/Microsoft.Network/dnsZones"))).toEqual([
      "example.com dnszones",
    ]);
  });

  it("that are missing answer as the gateway does, and 204 to DELETE", () => {
    const { arm } = aDnsWorld();
    expect(arm("GET", `${GROUP}/dnsZones/nope.com`)).toMatchObject({
      status: 404,
      body: {
        error: { code: "ResourceNotFound", message: expect.stringContaining("'Microsoft.Network/dnszones/nope.com'") },
      },
    });
    expect(arm("GET", `${GROUP}/dnsZones/nope.com/A/www`).status).toBe(404);
    expect(arm("DELETE", `${GROUP}/dnsZones/nope.com`).status).toBe(204);
  });

  it("are deleted with 202 and an operation that has succeeded; their names are then others'", () => {
    const { arm, zonePath, answer } = aDnsWorld();
    expect(answer("example.com", "SOA")).toContain("SOA");
    const reply = arm("DELETE", zonePath);
    expect(reply.status).toBe(202);
    const operation = new URL(reply.headers?.["azure-asyncoperation"] ?? "");
    expect([operation.origin, arm("GET", operation.pathname)]).toEqual([
      "https://arm.test",
      { status: 200, body: { status: "Succeeded" } },
    ]);
    expect(answer("example.com", "SOA")).toBe("REFUSED");
  });

  it.each(["not a name", `${"x".repeat(64)}.com`, ".."])("cannot be called '%s'", (name) => {
    expect(aDnsWorld().arm("PUT", `${GROUP}/dnsZones/${name}`, {})).toMatchObject({ status: 400 });
  });
});
