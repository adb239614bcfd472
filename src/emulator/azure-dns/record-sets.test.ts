import { describe, expect, it } from "vitest";
import { aDnsWorld } from "../../../test/support/dns-asking.ts";
import { at, listed } from "../../../test/support/reply-reading.ts";

const GROUP = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";

describe("record sets (azure-cli recordings)", () => {
  it("are shown with the type in capitals, their fqdn with a final dot and the etag in body and header", () => {
    const { arm, zonePath } = aDnsWorld();
    const reply = arm("PUT", `${zonePath}/a/www`, {
      properties: { TTL: 3600, ARecords: [{ ipv4Address: "10.0.0.10" }] },
    });
    expect(reply).toEqual({
      status: 201,
      body: {
        id: `${GROUP}/dnszones/example.com/A/www`,
        name: "www",
        type: "Microsoft.Network/dnszones/A",
        etag: expect.any(String),
        properties: {
          fqdn: "www.example.com.",
          TTL: 3600,
          ARecords: [{ ipv4Address: "10.0.0.10" }],
          targetResource: {},
          provisioningState: "Succeeded",
        },
      },
      headers: { etag: at(reply.body, "etag") },
    });
    expect(arm("GET", `${zonePath}/A/WWW`)).toEqual({ ...reply, status: 200 });
  });

  const every = [
    { path: "A/x", properties: { ARecords: [{ ipv4Address: "20.1.1.1" }] }, dns: "x.example.com 300 A 20.1.1.1" },
    {
      path: "AAAA/x",
      properties: { AAAARecords: [{ ipv6Address: "2001:db8::1" }] },
      dns: "x.example.com 300 AAAA 2001:db8::1",
    },
    {
      path: "CAA/x",
      properties: { caaRecords: [{ flags: 0, tag: "issue", value: "ca.example.net" }] },
      dns: 'x.example.com 300 CAA {"flags":0,"tag":"issue","value":"ca.example.net","issuerCritical":false}',
    },
    {
      path: "CNAME/x",
      properties: { CNAMERecord: { cname: "y.example.net" } },
      dns: "x.example.com 300 CNAME y.example.net",
    },
    {
      path: "MX/x",
      properties: { MXRecords: [{ exchange: "mail.example.net", preference: 10 }] },
      dns: 'x.example.com 300 MX {"preference":10,"exchange":"mail.example.net"}',
    },
    {
      path: "PTR/x",
      properties: { PTRRecords: [{ ptrdname: "y.example.net" }] },
      dns: "x.example.com 300 PTR y.example.net",
    },
    {
      path: "SRV/x",
      properties: { SRVRecords: [{ port: 5060, priority: 1, target: "sip.example.net", weight: 50 }] },
      dns: 'x.example.com 300 SRV {"priority":1,"weight":50,"port":5060,"target":"sip.example.net"}',
    },
    { path: "TXT/x", properties: { TXTRecords: [{ value: ["some", "text"] }] }, dns: "x.example.com 300 TXT" },
  ];
  it.each(every)("$path is kept as sent, and answered in DNS", ({ path, properties, dns }) => {
    const { arm, put, zonePath, answer } = aDnsWorld();
    put(path, properties);
    expect(answer("x.example.com", path.split("/")[0] ?? "")).toContain(dns);
    expect(at(arm("GET", `${zonePath}/${path}`).body, "properties")).toMatchObject(properties);
  });

  it("NS below the apex hand a name over to other servers", () => {
    const { put, ask } = aDnsWorld();
    put("NS/sub", { NSRecords: [{ nsdname: "ns1.example.net" }] });
    const reply = ask("www.sub.example.com", "A");
    expect([reply.flag_aa, reply.answers, reply.authorities]).toMatchObject([
      false,
      [],
      [{ name: "sub.example.com", type: "NS", data: "ns1.example.net" }],
    ]);
  });

  it("are replaced by PUT with 200: what it leaves out is gone", () => {
    const { arm, put, zonePath } = aDnsWorld();
    put("A/www", { ARecords: [{ ipv4Address: "20.1.1.1" }], metadata: { owner: "me" } });
    const reply = arm("PUT", `${zonePath}/A/www`, { properties: { TTL: 60 } });
    expect(reply.status).toBe(200);
    expect(at(reply.body, "properties")).toEqual({
      fqdn: "www.example.com.",
      TTL: 60,
      ARecords: [],
      targetResource: {},
      provisioningState: "Succeeded",
    });
  });

  it("are changed in part by PATCH, 404 when missing", () => {
    const { arm, put, zonePath } = aDnsWorld();
    put("A/www", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    const reply = arm("PATCH", `${zonePath}/A/www`, { properties: { metadata: { owner: "me" } } });
    expect(at(reply.body, "properties")).toMatchObject({
      TTL: 300,
      ARecords: [{ ipv4Address: "20.1.1.1" }],
      metadata: { owner: "me" },
    });
    expect(arm("PATCH", `${zonePath}/A/nope`, { properties: { TTL: 60 } }).status).toBe(404);
  });

  it("that are missing answer without the error wrapper, in Azure's words; DELETE is 204", () => {
    const { arm, zonePath } = aDnsWorld();
    expect(arm("GET", `${zonePath}/A/myrsa`)).toEqual({
      status: 404,
      body: {
        code: "NotFound",
        message: "The resource record 'myrsa' does not exist in resource group 'rg' of subscription 's'.",
      },
    });
    expect(arm("DELETE", `${zonePath}/A/myrsa`).status).toBe(204);
  });

  it("are deleted with an empty 200", () => {
    const { arm, put, zonePath, answer } = aDnsWorld();
    put("A/www", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    expect(arm("DELETE", `${zonePath}/A/www`)).toEqual({ status: 200 });
    expect(answer("www.example.com")).toBe("NXDOMAIN");
  });

  it("obey If-Match and If-None-Match, in Azure's words (azure-powershell)", () => {
    const { arm, put, zonePath } = aDnsWorld();
    const created = put("A/www", { ARecords: [{ ipv4Address: "20.1.1.1" }] });
    const body = { properties: { TTL: 60, ARecords: [] } };
    expect(arm("PUT", `${zonePath}/A/www`, body, { "if-none-match": "*" })).toEqual({
      status: 412,
      body: {
        code: "PreconditionFailed",
        message: "The Record set www exists already and hence cannot be created again.",
      },
    });
    const mismatch = {
      status: 412,
      body: { code: "PreconditionFailed", message: "The Record set www has been modified (etag mismatch)." },
    };
    expect(arm("PUT", `${zonePath}/A/www`, body, { "if-match": "gibberish" })).toEqual(mismatch);
    expect(arm("DELETE", `${zonePath}/A/www`, undefined, { "if-match": "gibberish" })).toEqual(mismatch);
    expect(arm("PUT", `${zonePath}/A/new`, body, { "if-match": "*" }).status).toBe(412);
    expect(arm("PUT", `${zonePath}/A/www`, body, { "if-match": String(at(created.body, "etag")) }).status).toBe(200);
    expect(arm("PUT", `${zonePath}/A/new`, body, { "if-none-match": "*" }).status).toBe(201);
  });

  it("are listed by name, the apex first, for one type or all (/all and /recordsets)", () => {
    const { arm, put, zonePath } = aDnsWorld();
    put("TXT/b", { TXTRecords: [{ value: ["x"] }] });
    put("A/b", { ARecords: [] });
    put("A/a", { ARecords: [] });
    const all = ["@ NS", "@ SOA", "a A", "b A", "b TXT"];
    expect(listed(arm("GET", `${zonePath}/all`))).toEqual(all);
    expect(listed(arm("GET", `${zonePath}/recordsets`))).toEqual(all);
    expect(listed(arm("GET", `${zonePath}/a`))).toEqual(["a A", "b A"]);
    expect(at(arm("GET", zonePath).body, "properties", "numberOfRecordSets")).toBe(5);
  });

  it("are listed by pages of $top, and by the end of their names", () => {
    const { arm, put, zonePath } = aDnsWorld();
    for (const name of ["a.one", "b.one", "c.two"]) put(`A/${name}`, { ARecords: [] });
    const first = arm("GET", `${zonePath}/A?api-version=2018-05-01&$top=2`);
    expect(listed(first)).toEqual(["a.one A", "b.one A"]);
    const next = new URL(String(at(first.body, "nextLink")));
    expect([next.origin, next.searchParams.get("api-version")]).toEqual(["https://arm.test", "2018-05-01"]);
    const second = arm("GET", `${decodeURIComponent(next.pathname)}${next.search}`);
    expect([listed(second), at(second.body, "nextLink")]).toEqual([["c.two A"], undefined]);
    expect(listed(arm("GET", `${zonePath}/all?$recordsetnamesuffix=.one`))).toEqual(["a.one A", "b.one A"]);
  });

  it("come a hundred at a time when nothing is said", () => {
    const { arm, put, zonePath } = aDnsWorld();
    for (let index = 0; index < 120; index += 1) put(`A/n${index}`, { ARecords: [] });
    const first = arm("GET", `${zonePath}/all`);
    expect([at(first.body, "value", "length"), typeof at(first.body, "nextLink")]).toEqual([100, "string"]);
  });

  it.each([
    { path: "A/x", properties: { ARecords: [{ ipv4Address: "2001:db8::1" }] } },
    { path: "AAAA/x", properties: { AAAARecords: [{ ipv6Address: "20.1.1.1" }] } },
    { path: "MX/x", properties: { MXRecords: [{ exchange: "mail.example.net" }] } },
    { path: "TXT/x", properties: { TXTRecords: [{ value: ["x".repeat(256)] }] } },
    { path: "TXT/x", properties: { TXTRecords: { value: ["x"] } } },
    { path: "A/x", properties: { TTL: 0 } },
    { path: "A/x", properties: { TTL: "60" } },
    { path: "A/x y", properties: {} },
    { path: "BOGUS/x", properties: {} },
  ])("refuse $properties at $path with 400 BadRequest", ({ path, properties }) => {
    const { arm, zonePath } = aDnsWorld();
    expect(arm("PUT", `${zonePath}/${path}`, { properties: { TTL: 300, ...properties } })).toMatchObject({
      status: 400,
      body: { code: "BadRequest", message: expect.any(String) },
    });
  });

  it("refuse a name in quotes in Azure's words (external-dns users' reports)", () => {
    const { arm, zonePath } = aDnsWorld();
    const body = { properties: { TTL: 300, CNAMERecord: { cname: '"name.example.net"' } } };
    expect(arm("PUT", `${zonePath}/CNAME/x`, body)).toEqual({
      status: 400,
      body: { code: "BadRequest", message: "The domain name '\"name.example.net\"' is invalid." },
    });
  });
});
