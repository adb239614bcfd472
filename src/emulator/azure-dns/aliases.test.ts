import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { aDnsWorld } from "../../../test/support/dns-asking.ts";
import { aNestedEndpoint, anEndpoint, aProfile, profileId } from "../../../test/support/profile-builders.ts";
import { at } from "../../../test/support/reply-reading.ts";

describe("alias record sets (Azure docs: alias)", () => {
  const addresses = aProfile({
    trafficRoutingMethod: "MultiValue",
    endpoints: ["20.1.1.1", "20.1.1.2"].map((target) => anEndpoint(target, { target })),
  });
  const alias = (name = "shop") => ({ targetResource: { id: profileId(name) } });

  it("of type A answer with the profile's addresses under their own name, even at the apex", () => {
    const { put, ask } = aDnsWorld({ profiles: [addresses] });
    put("A/@", alias());
    put("A/www", alias());
    for (const name of ["example.com", "www.example.com"]) {
      const reply = ask(name, "A");
      expect(reply.answers).toHaveLength(2);
      expect(reply.answers?.every((record) => record.type === "A" && record.name === name && record.ttl === 30)).toBe(
        true,
      );
    }
  });

  it("of type AAAA take IPv6 only, of type A IPv4 only, in Azure's words (azure-docs reports)", () => {
    const mixed = aProfile({
      endpoints: [anEndpoint("four", { target: "20.1.1.1" }), anEndpoint("six", { target: "2001:db8::1" })],
    });
    const message =
      "RecordSets of type A or AAAA must reference a traffic manager profile with endpoints containing valid IP addresses";
    for (const profile of [mixed, aProfile({ endpoints: [anEndpoint("named")] })]) {
      const { arm, zonePath } = aDnsWorld({ profiles: [profile] });
      for (const type of ["A", "AAAA"]) {
        expect(arm("PUT", `${zonePath}/${type}/x`, { properties: alias() })).toEqual({
          status: 400,
          body: { code: "BadRequest", message },
        });
      }
    }
  });

  it("of type CNAME answer with the profile's name", () => {
    const { put, answer } = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("eu")] })] });
    put("CNAME/www", alias());
    expect(answer("www.example.com", "A", { recursionDesired: false })).toBe(
      "www.example.com 30 CNAME shop.trafficmanager.net",
    );
    expect(answer("www.example.com")).toBe(
      "www.example.com 30 CNAME shop.trafficmanager.net; shop.trafficmanager.net 30 CNAME eu.example.net",
    );
  });

  it("may stand for an empty profile, which is filled later (octodns relies on it)", () => {
    const { put, answer, store } = aDnsWorld({ profiles: [aProfile()] });
    put("A/www", alias());
    expect(answer("www.example.com")).toBe("NODATA");
    store.put(aProfile({ endpoints: [anEndpoint("one", { target: "20.1.1.1" })] }));
    expect(answer("www.example.com")).toBe("www.example.com 30 A 20.1.1.1");
  });

  it("have the profile's TTL, whatever was sent, and follow it (azure-cli recording)", () => {
    const { put, arm, zonePath, store, answer } = aDnsWorld({ profiles: [aProfile()] });
    const reply = put("A/www", { TTL: 3600, ...alias() });
    expect(at(reply.body, "properties", "TTL")).toBe(30);
    store.put(aProfile({ ttl: 5, endpoints: [anEndpoint("one", { target: "20.1.1.1" })] }));
    expect(at(arm("GET", `${zonePath}/A/www`).body, "properties", "TTL")).toBe(5);
    expect(answer("www.example.com")).toBe("www.example.com 5 A 20.1.1.1");
  });

  it("become empty record sets when the profile goes: NODATA, and no target any more", () => {
    const { put, arm, zonePath, store, answer } = aDnsWorld({ profiles: [addresses] });
    put("A/www", alias());
    store.delete(profileId("shop"));
    expect(answer("www.example.com")).toBe("NODATA");
    expect(at(arm("GET", `${zonePath}/A/www`).body, "properties")).toMatchObject({ ARecords: [], targetResource: {} });
  });

  it("may stand for another record set of the same zone and type", () => {
    const { put, arm, zonePath, answer } = aDnsWorld();
    const www = put("A/www", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    const target = { targetResource: { id: at(www.body, "id") } };
    put("A/@", target);
    expect(answer("example.com")).toBe("example.com 300 A 20.1.1.1");
    expect(arm("PUT", `${zonePath}/AAAA/@`, { properties: target }).status).toBe(400);
  });

  it("need a target that is there, and have no records of their own", () => {
    const { arm, zonePath } = aDnsWorld({ profiles: [addresses] });
    const put = (path: string, properties: object) => arm("PUT", `${zonePath}/${path}`, { properties }).status;
    expect([
      put("A/x", alias("nope")),
      put("TXT/x", alias()),
      put("CNAME/@", alias()),
      put("A/x", { ...alias(), ARecords: [{ ipv4Address: "20.1.1.1" }] }),
    ]).toEqual([400, 400, 400, 400]);
  });

  it("are found by their target (getDnsResourceReference)", () => {
    const { put, arm } = aDnsWorld({ profiles: [addresses] });
    put("A/www", alias());
    const body = { properties: { targetResources: [{ id: profileId("shop").toUpperCase() }] } };
    const reply = arm("POST", "/subscriptions/s/providers/Microsoft.Network/getDnsResourceReference", body);
    expect(reply.body).toEqual({
      properties: {
        dnsResourceReferences: [
          {
            dnsResources: [
              { id: "/subscriptions/s/resourceGroups/rg/providers/microsoft.network/dnsZones/example.com/A/www" },
            ],
            targetResource: { id: profileId("shop").toLowerCase() },
          },
        ],
      },
    });
  });
});

describe("linked records (azure-cli recording test_dns_tmlink; Azure docs: linked records)", () => {
  const link = (name = "shop") => ({ trafficManagementProfile: { id: profileId(name) } });
  const named = aProfile({ endpoints: [anEndpoint("eu")] });

  it("show the link instead of a target, and the profile's TTL", () => {
    const { put, arm, zonePath } = aDnsWorld({ profiles: [aProfile()] });
    expect(at(put("A/www", { TTL: 3600, ...link() }).body, "properties")).toEqual({
      fqdn: "www.example.com.",
      TTL: 30,
      targetResource: {},
      trafficManagementProfile: { id: profileId("shop") },
      provisioningState: "Succeeded",
    });
    const without = arm("PUT", `${zonePath}/A/www`, { properties: { TTL: 30 } });
    expect(at(without.body, "properties")).toMatchObject({ ARecords: [], targetResource: {} });
  });
  it("answer with what the profile answers, without naming trafficmanager.net", () => {
    const { put, answer } = aDnsWorld({ profiles: [named] });
    put("CNAME/www", link());
    expect(answer("www.example.com")).toBe("www.example.com 30 CNAME eu.example.net");
  });
  it("take nested profiles, which an alias does not", () => {
    const parent = aProfile({ endpoints: [aNestedEndpoint("nested", "child")] });
    const child = aProfile({ name: "child", endpoints: [anEndpoint("one", { target: "20.1.1.1" })] });
    const { put, arm, zonePath, answer } = aDnsWorld({ profiles: [parent, child] });
    put("A/www", link());
    expect(answer("www.example.com")).toBe("www.example.com 30 A 20.1.1.1");
    expect(arm("PUT", `${zonePath}/A/x`, { properties: { targetResource: { id: profileId("shop") } } }).status).toBe(
      400,
    );
  });
  it("need endpoints of their type", () => {
    const { arm, zonePath } = aDnsWorld({ profiles: [named] });
    expect(arm("PUT", `${zonePath}/A/www`, { properties: link() }).status).toBe(400);
    expect(arm("PUT", `${zonePath}/TXT/www`, { properties: link() }).status).toBe(400);
  });
  it("are changed back by PATCH", () => {
    const { put, arm, zonePath, answer } = aDnsWorld({ profiles: [aProfile()] });
    put("A/www", link());
    arm("PATCH", `${zonePath}/A/www`, { properties: { ARecords: [{ ipv4Address: "20.2.2.2" }] } });
    expect(answer("www.example.com")).toBe("www.example.com 30 A 20.2.2.2");
  });
});

const recording = fileURLToPath(new URL("../../../../shared/recordings/cli-test_dns_alias.json", import.meta.url));

const present = existsSync(recording);

describe.skipIf(!present)(
  `the azure-cli recording of an alias${present ? "" : " (skipped: recordings not present)"}`,
  () => {
    it("is answered alike, etags aside", () => {
      const text = readFileSync(recording, "utf8");
      const { steps } = z
        .object({
          steps: z.array(
            z.object({
              method: z.string(),
              path: z.string(),
              request: z.unknown(),
              status: z.number(),
              response: z.unknown(),
            }),
          ),
        })
        .parse(JSON.parse(text));
      const group = /resourceGroups\/([^/]+)/.exec(steps[0]?.path ?? "")?.[1] ?? "";
      const profile = aProfile({ name: "tm1" });
      profile.id = profile.id.replace("/rg/", `/${group}/`);
      const { arm } = aDnsWorld({ profiles: [profile] });
      arm("PUT", (steps[0]?.path ?? "").replace(/\/a\/a1$/, ""), {});
      for (const { method, path, request, status, response } of steps) {
        const reply = arm(method, path, request ?? undefined);
        const expected = { ...Object(response), etag: expect.any(String) };
        expect({ status: reply.status, body: reply.body }).toEqual({ status, body: expected });
      }
    });
  },
);
