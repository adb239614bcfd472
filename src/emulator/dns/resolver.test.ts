import { describe, expect, it } from "vitest";
import { aDnsWorld, rcodeOf } from "../../../test/support/dns-asking.ts";
import { aNestedEndpoint, anEndpoint, aProfile, profileId } from "../../../test/support/profile-builders.ts";

const SHOP = "shop.trafficmanager.net";

describe("the type of the answer (Azure docs: FAQ)", () => {
  const table = [
    { target: "eu.example.net", A: "CNAME", AAAA: "CNAME", CNAME: "CNAME", ANY: "CNAME" },
    { target: "20.1.1.1", A: "A", AAAA: "NODATA", CNAME: "NODATA", ANY: "A" },
    { target: "2001:db8::1", A: "NODATA", AAAA: "AAAA", CNAME: "NODATA", ANY: "AAAA" },
  ];
  const cases = table.flatMap(({ target, ...types }) =>
    Object.entries(types).map(([type, expected]) => ({ target, type, expected })),
  );
  it.each(cases)("of $target asked for $type is $expected", ({ target, type, expected }) => {
    const { answer } = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("one", { target })] })] });
    expect(answer(SHOP, type)).toBe(expected === "NODATA" ? "NODATA" : `${SHOP} 30 ${expected} ${target}`);
  });

  it.each(["TXT", "MX", "SRV", "NS", "SOA", "UNKNOWN_65"])("is NODATA for %s (our reading: not documented)", (type) => {
    const { answer } = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("eu")] })] });
    expect(answer(SHOP, type)).toBe("NODATA");
  });

  it("is the addresses of that kind for MultiValue, NODATA for CNAME, all for ANY", () => {
    const targets = ["20.1.1.1", "20.1.1.2", "2001:db8::1"];
    const endpoints = targets.map((target) => anEndpoint(target, { target }));
    const { ask, answer } = aDnsWorld({
      profiles: [aProfile({ trafficRoutingMethod: "MultiValue", maxReturn: 8, endpoints })],
    });
    const types = (type: string) =>
      ask(SHOP, type)
        .answers?.map((record) => record.type)
        .sort();
    expect([types("A"), types("AAAA"), types("ANY")]).toEqual([["A", "A"], ["AAAA"], ["A", "A", "AAAA"]]);
    expect(answer(SHOP, "CNAME")).toBe("NODATA");
  });

  it("is one record for every other method (Azure docs: FAQ)", () => {
    const endpoints = ["20.1.1.1", "20.1.1.2"].map((target) => anEndpoint(target, { target }));
    expect(aDnsWorld({ profiles: [aProfile({ endpoints })] }).ask(SHOP, "ANY").answers).toHaveLength(1);
  });

  it("is NODATA for an endpoint whose target no DNS message can carry", () => {
    const target = `${"x".repeat(64)}.example.net`;
    expect(aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("one", { target })] })] }).answer(SHOP)).toBe(
      "NODATA",
    );
  });
});

describe("names", () => {
  const world = aDnsWorld({
    profiles: [
      aProfile({ ttl: 77, endpoints: [anEndpoint("eu")] }),
      aProfile({ name: "my-api.example.com", endpoints: [anEndpoint("eu")] }),
      aProfile({ name: "off", profileStatus: "Disabled", endpoints: [anEndpoint("eu")] }),
      aProfile({ name: "empty" }),
    ],
  });

  it("answer with exactly the TTL that the profile has (lab notes: 30 stays 30)", () => {
    expect(world.answer(SHOP)).toBe(`${SHOP} 77 CNAME eu.example.net`);
  });
  it("are found in any casing, and the reply repeats the casing asked (RFC 4343)", () => {
    const { questions, answers } = world.ask("ShOp.TrafficManager.NET", "A");
    expect([questions?.[0]?.name, answers?.[0]?.name]).toEqual(["ShOp.TrafficManager.NET", "ShOp.TrafficManager.NET"]);
  });
  it("may have several labels", () => {
    expect(world.answer("my-api.example.com.trafficmanager.net")).toContain("CNAME eu.example.net");
  });
  it.each(["unknown.trafficmanager.net", "off.trafficmanager.net", "empty.trafficmanager.net"])(
    "%s is NXDOMAIN",
    (name) => {
      expect(world.answer(name)).toBe("NXDOMAIN");
    },
  );
  it("that do not exist come with the SOA seen at Azure, kept for 30 seconds", () => {
    expect(world.ask("unknown.trafficmanager.net", "A").authorities).toMatchObject([
      {
        name: "trafficmanager.net",
        type: "SOA",
        ttl: 30,
        data: {
          mname: "tm1.msft.net",
          rname: "hostmaster.trafficmanager.net",
          serial: 2003080800,
          refresh: 900,
          retry: 300,
          expire: 2419200,
          minimum: 30,
        },
      },
    ]);
    expect(world.ask(SHOP, "TXT").authorities?.[0]?.type).toBe("SOA");
  });
  it("the zone itself has an SOA and name servers, and nothing else", () => {
    expect(world.ask("trafficmanager.net", "SOA").answers).toHaveLength(1);
    expect(world.ask("trafficmanager.net", "NS").answers).toHaveLength(4);
    expect(world.answer("trafficmanager.net", "A")).toBe("NODATA");
  });
  it("of others are REFUSED", () => {
    expect(world.answer("www.example.org")).toBe("REFUSED");
    expect(world.answer("eviltrafficmanager.net")).toBe("REFUSED");
    expect(world.answer("net")).toBe("REFUSED");
  });
  it("can have the suffix of another cloud", () => {
    const profile = aProfile({ endpoints: [anEndpoint("eu")] });
    profile.properties.dnsConfig.fqdn = "shop.trafficmanager.cn";
    const china = aDnsWorld({ suffix: "trafficmanager.cn", profiles: [profile] });
    expect(china.answer("shop.trafficmanager.cn")).toContain("CNAME");
    expect(china.answer("nope.trafficmanager.cn")).toBe("NXDOMAIN");
    expect(china.answer(SHOP)).toBe("REFUSED");
  });
});

describe("health and changes are seen by the next query", () => {
  const profile = aProfile({
    trafficRoutingMethod: "Priority",
    endpoints: [anEndpoint("first", { priority: 1 }), anEndpoint("second", { priority: 2 })],
  });
  const firstId = `${profileId("shop")}/externalEndpoints/first`;

  it("a forced failure and its end", () => {
    const { answer, health } = aDnsWorld({ profiles: [profile] });
    expect(answer(SHOP)).toContain("first.example.net");
    health.force(firstId, "Degraded");
    expect(answer(SHOP)).toContain("second.example.net");
    health.force(firstId, undefined);
    expect(answer(SHOP)).toContain("first.example.net");
  });
  it("through a nested profile as well", () => {
    const parent = aProfile({
      name: "parent",
      trafficRoutingMethod: "Priority",
      endpoints: [
        aNestedEndpoint("nested", "shop", { priority: 1, minChildEndpoints: 2 }),
        anEndpoint("other", { priority: 2 }),
      ],
    });
    const { answer, health } = aDnsWorld({ profiles: [profile, parent] });
    expect(answer("parent.trafficmanager.net")).toContain("first.example.net");
    health.force(firstId, "Degraded");
    expect(answer("parent.trafficmanager.net")).toContain("other.example.net");
  });
  it("a new profile, a new target, a deletion", () => {
    const { answer, store } = aDnsWorld();
    expect(answer(SHOP)).toBe("NXDOMAIN");
    store.put(profile);
    expect(answer(SHOP)).toContain("first.example.net");
    store.put(aProfile({ endpoints: [anEndpoint("first", { target: "moved.example.net" })] }));
    expect(answer(SHOP)).toContain("moved.example.net");
    store.delete(profile.id);
    expect(answer(SHOP)).toBe("NXDOMAIN");
  });
});

describe("the answer out of a nested profile (Azure docs: FAQ)", () => {
  const profiles = [
    aProfile({ name: "parent", ttl: 10, endpoints: [aNestedEndpoint("nested", "child")] }),
    aProfile({ name: "child", ttl: 20, endpoints: [anEndpoint("leaf", { target: "20.1.1.1" })] }),
  ];
  it("is the leaf's record under the name asked for; the TTL is the parent's (a switch: not documented)", () => {
    expect(aDnsWorld({ profiles }).answer("parent.trafficmanager.net")).toBe("parent.trafficmanager.net 10 A 20.1.1.1");
    expect(aDnsWorld({ profiles, nestedTtl: "child" }).answer("parent.trafficmanager.net")).toBe(
      "parent.trafficmanager.net 20 A 20.1.1.1",
    );
  });
});

describe("EDNS Client Subnet (Azure docs: FAQ)", () => {
  const locations = [
    { cidr: "10.1.0.0/16", geography: "DE" },
    { cidr: "10.2.0.0/16", geography: "US" },
    { cidr: "2001:db8:2::/48", geography: "US" },
  ];
  const geographic = aProfile({
    trafficRoutingMethod: "Geographic",
    endpoints: [anEndpoint("eu", { geoMapping: ["GEO-EU"] }), anEndpoint("us", { geoMapping: ["US"] })],
  });
  const world = aDnsWorld({
    profiles: [geographic, aProfile({ name: "plain", endpoints: [anEndpoint("one")] })],
    locations,
  });
  const scopeOf = (name: string, subnet: string) => {
    const [opt] = world.ask(name, "A", { subnet }).additionals ?? [];
    const [option] = opt?.type === "OPT" ? opt.options : [];
    return option && "scopePrefixLength" in option ? [option.sourcePrefixLength, option.scopePrefixLength] : undefined;
  };

  it("counts instead of the address the query came from", () => {
    expect(world.answer(SHOP, "A", { from: "10.1.0.9" })).toContain("eu.example.net");
    expect(world.answer(SHOP, "A", { from: "10.1.0.9", subnet: "10.2.0.0/16" })).toContain("us.example.net");
    expect(world.answer(SHOP, "A", { from: "10.1.0.9", subnet: "2001:db8:2::/48" })).toContain("us.example.net");
  });
  it("of no bits asks not to be placed by it: the sender's address counts (RFC 7871)", () => {
    expect(world.answer(SHOP, "A", { from: "10.1.0.9", subnet: "0.0.0.0/0" })).toContain("eu.example.net");
  });
  it("comes back with the prefix it had as scope, or 0 when the answer is the same for everybody", () => {
    expect([scopeOf(SHOP, "10.2.0.0/16"), scopeOf("plain.trafficmanager.net", "10.2.0.0/16")]).toEqual([
      [16, 16],
      [16, 0],
    ]);
  });
});

describe("chasing CNAMEs", () => {
  const world = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("eu", { target: "eu.example.com" })] })] });
  world.put("A/eu", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
  world.put("CNAME/app", { CNAMERecord: { cname: SHOP } });
  world.put("CNAME/short", { CNAMERecord: { cname: "eu.example.com." } });
  world.put("CNAME/away", { CNAMERecord: { cname: "www.example.org" } });
  world.put("CNAME/loop", { CNAMERecord: { cname: "loop.example.com" } });
  world.put("CNAME/nowhere", { CNAMERecord: { cname: "nope.trafficmanager.net" } });

  it("goes through all zones of this server when recursion is desired, as a resolver would", () => {
    expect(world.answer("app.example.com")).toBe(
      `app.example.com 300 CNAME ${SHOP}; ${SHOP} 30 CNAME eu.example.com; eu.example.com 300 A 20.1.1.1`,
    );
  });
  it("does not leave the zone when recursion is not desired, as Azure's servers don't", () => {
    expect(world.answer("app.example.com", "A", { recursionDesired: false })).toBe(`app.example.com 300 CNAME ${SHOP}`);
    expect(world.answer(SHOP, "A", { recursionDesired: false })).toBe(`${SHOP} 30 CNAME eu.example.com`);
    expect(world.answer("short.example.com", "A", { recursionDesired: false })).toBe(
      "short.example.com 300 CNAME eu.example.com; eu.example.com 300 A 20.1.1.1",
    );
  });
  it("can be switched off", () => {
    const strict = aDnsWorld({
      chase: false,
      profiles: [aProfile({ endpoints: [anEndpoint("eu", { target: "eu.example.com" })] })],
    });
    strict.put("A/eu", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    expect(strict.answer(SHOP)).toBe(`${SHOP} 30 CNAME eu.example.com`);
    expect([strict.ask(SHOP, "A").flag_ra, world.ask(SHOP, "A").flag_ra]).toEqual([false, true]);
  });
  it("ends where other people's names begin, and where a chain bites its tail", () => {
    expect(world.answer("away.example.com")).toBe("away.example.com 300 CNAME www.example.org");
    expect(world.ask("loop.example.com", "A").answers?.length).toBeLessThanOrEqual(16);
  });
  it("tells NXDOMAIN of the name at the end of the chain (RFC 6604)", () => {
    expect(world.answer("nowhere.example.com")).toBe("nowhere.example.com 300 CNAME nope.trafficmanager.net; NXDOMAIN");
  });
  it("is not done for a question for the CNAME itself", () => {
    expect(world.answer("app.example.com", "CNAME")).toBe(`app.example.com 300 CNAME ${SHOP}`);
  });
  it("finds the address for a prober", () => {
    expect(
      ["app.example.com", "EU.example.com.", "away.example.com", "www.example.org"].map(world.resolver.address),
    ).toEqual(["20.1.1.1", "20.1.1.1", undefined, undefined]);
  });
});

describe("flags and refusals", () => {
  const world = aDnsWorld({ profiles: [aProfile({ endpoints: [anEndpoint("eu")] })] });

  it("answers with authority, and repeats id and RD", () => {
    const reply = world.ask(SHOP, "A");
    expect([reply.id, reply.flag_qr, reply.flag_aa, reply.flag_rd]).toEqual([7, true, true, true]);
    expect(world.ask(SHOP, "A", { recursionDesired: false }).flag_rd).toBe(false);
  });
  it.each(["AXFR", "IXFR"])("refuses %s", (type) => {
    expect(world.answer("trafficmanager.net", type)).toBe("REFUSED");
  });
});

describe("truncation (RFC 1035, 6891)", () => {
  const endpoints = Array.from({ length: 40 }, (_, index) =>
    anEndpoint(`e${index}`, { target: `20.1.1.${index + 1}` }),
  );
  const world = aDnsWorld({ profiles: [aProfile({ trafficRoutingMethod: "MultiValue", maxReturn: 40, endpoints })] });
  const asked = (asking: object) => {
    const reply = world.ask(SHOP, "A", asking);
    return { truncated: reply.flag_tc, answers: reply.answers?.length, rcode: rcodeOf(reply) };
  };

  it("empties a UDP reply of more than 512 bytes and says so", () => {
    expect(asked({})).toEqual({ truncated: true, answers: 0, rcode: "NOERROR" });
  });
  it("sends as much as the asker's EDNS says it can take", () => {
    expect(asked({ udpPayloadSize: 1232 })).toEqual({ truncated: false, answers: 40, rcode: "NOERROR" });
    expect(asked({ udpPayloadSize: 600 })).toEqual({ truncated: true, answers: 0, rcode: "NOERROR" });
    expect(asked({ udpPayloadSize: 100 }).truncated).toBe(true);
  });
  it("sends everything over TCP", () => {
    expect(asked({ transport: "tcp" })).toEqual({ truncated: false, answers: 40, rcode: "NOERROR" });
  });
});
