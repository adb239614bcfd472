import { describe, expect, it } from "vitest";
import { aDnsWorld } from "../../../test/support/dns-asking.ts";
import { aProfile, profileId } from "../../../test/support/profile-builders.ts";
import { at } from "../../../test/support/reply-reading.ts";

describe("a name with a CNAME has nothing else (DNS; users' reports)", () => {
  it("refuses another type beside the CNAME with 409", () => {
    const { arm, put, zonePath } = aDnsWorld();
    put("CNAME/x", { CNAMERecord: { cname: "y.example.net" } });
    expect(arm("PUT", `${zonePath}/TXT/x`, { properties: { TTL: 300, TXTRecords: [{ value: ["a"] }] } })).toEqual({
      status: 409,
      body: {
        code: "Conflict",
        message:
          "The record could not be created because a CNAME record with the same name already exists in this zone.",
      },
    });
  });
  it("refuses a CNAME beside another type with 409", () => {
    const { arm, put, zonePath } = aDnsWorld();
    put("TXT/x", { TXTRecords: [{ value: ["a"] }] });
    expect(
      arm("PUT", `${zonePath}/CNAME/x`, { properties: { TTL: 300, CNAMERecord: { cname: "y.example.net" } } }),
    ).toEqual({
      status: 409,
      body: {
        code: "Conflict",
        message:
          "The CNAME record could not be created because another record with the same name already exists in this zone.",
      },
    });
  });
  it("refuses an alias beside a CNAME as well", () => {
    const { arm, put, zonePath } = aDnsWorld({ profiles: [aProfile()] });
    put("CNAME/x", { CNAMERecord: { cname: "y.example.net" } });
    expect(arm("PUT", `${zonePath}/A/x`, { properties: { targetResource: { id: profileId("shop") } } }).status).toBe(
      409,
    );
  });
  it("refuses a CNAME at the apex", () => {
    const { arm, zonePath } = aDnsWorld();
    expect(arm("PUT", `${zonePath}/CNAME/@`, { properties: { TTL: 300, CNAMERecord: { cname: "a.b" } } }).status).toBe(
      400,
    );
  });
});

describe("the apex", () => {
  it("keeps its SOA and NS: they cannot be deleted (azure-powershell)", () => {
    const { arm, zonePath } = aDnsWorld();
    expect(arm("DELETE", `${zonePath}/SOA/@`)).toMatchObject({
      status: 400,
      body: { message: "RecordSets of type 'SOA' with name '@' cannot be deleted." },
    });
    expect(arm("DELETE", `${zonePath}/NS/@`).status).toBe(400);
  });
  it("has one SOA, which can be changed but not added to (azure-powershell)", () => {
    const { arm, zonePath, ask } = aDnsWorld();
    const soa = at(arm("GET", `${zonePath}/SOA/@`).body, "properties", "SOARecord");
    expect(soa).toEqual({
      host: "ns1-01.azure-dns.com.",
      email: "azuredns-hostmaster.microsoft.com",
      expireTime: 2419200,
      minimumTTL: 300,
      refreshTime: 3600,
      retryTime: 300,
      serialNumber: 1,
    });
    const changed = { properties: { TTL: 110901, SOARecord: { ...Object(soa), minimumTTL: 321 } } };
    expect(arm("PUT", `${zonePath}/SOA/@`, changed).status).toBe(200);
    expect(ask("nope.example.com", "A").authorities).toMatchObject([{ type: "SOA", ttl: 321, data: { minimum: 321 } }]);
    expect(arm("PUT", `${zonePath}/SOA/www`, changed)).toMatchObject({
      status: 400,
      body: { message: "There can be only one record set of type SOA, and it can be modified but not deleted." },
    });
  });
  it("can have other records", () => {
    const { put, answer } = aDnsWorld();
    put("A/@", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    expect(answer("example.com")).toBe("example.com 300 A 20.1.1.1");
  });
});

describe("names in a zone (RFC 1034, 4592, 8020)", () => {
  const { put, answer, arm, zonePath } = aDnsWorld();
  put("A/deep.down", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
  put("A/*.wild", { ARecords: [{ ipv4Address: "20.2.2.2" }] });
  put("TXT/there.wild", { TXTRecords: [{ value: ["x"] }] });

  it("that only lie above others are NODATA, not NXDOMAIN", () => {
    expect(answer("down.example.com")).toBe("NODATA");
    expect(answer("deep.down.example.com", "TXT")).toBe("NODATA");
    expect(answer("other.down.example.com")).toBe("NXDOMAIN");
  });
  it("that a wildcard covers are answered under their own name, unless they have records of any type", () => {
    expect(answer("any.thing.wild.example.com")).toBe("any.thing.wild.example.com 300 A 20.2.2.2");
    expect(answer("there.wild.example.com")).toBe("NODATA");
    expect(answer("wild.example.com")).toBe("NODATA");
  });
  it("are gone with the last record set below them", () => {
    arm("DELETE", `${zonePath}/A/deep.down`);
    expect(answer("down.example.com")).toBe("NXDOMAIN");
  });
});
