import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../emulator/emulator.ts";
import { createArm } from "../azure/arm.ts";
import { createZone, putRecordSet, type RecordSet } from "../azure/dns-zone.ts";
import { createDnsClient, type DnsClient } from "./dns-client.ts";

const ZONE = { subscriptionId: "00000000-0000-0000-0000-000000000000", resourceGroup: "dns" };
const cname = (name: string, target: string): RecordSet => ({
  name,
  type: "CNAME",
  properties: { TTL: 60, CNAMERecord: { cname: target } },
});

describe("the DNS client, over UDP", () => {
  let emulator: Emulator;
  let dns: DnsClient;
  beforeAll(async () => {
    emulator = createEmulator();
    const arm = createArm("http://azure", "test", (request) => emulator.fetch(request));
    await createZone(arm, ZONE, "example.com");
    await createZone(arm, ZONE, "example.org");
    const put = (zone: string, set: RecordSet) => putRecordSet(arm, ZONE, zone, set);
    await put("example.com", {
      name: "a",
      type: "A",
      properties: { TTL: 60, ARecords: [{ ipv4Address: "20.1.1.1" }] },
    });
    await put("example.com", cname("near", "a.example.com"));
    await put("example.org", cname("far", "near.example.com"));
    await put("example.com", cname("dangling", "nothing.example.org"));
    await put("example.com", cname("loop", "loop.example.org"));
    await put("example.org", cname("loop", "loop.example.com"));
    const { dnsPort = 0 } = await emulator.listen({ dnsPort: 0 });
    dns = await createDnsClient(dnsPort);
  });
  afterAll(async () => {
    dns.close();
    await emulator.close();
  });

  it.each([
    { name: "a.example.com", address: "20.1.1.1", names: ["a.example.com"], rcode: "NOERROR" },
    {
      name: "far.example.org",
      address: "20.1.1.1",
      names: ["far.example.org", "near.example.com", "a.example.com"],
      rcode: "NOERROR",
    },
    {
      name: "dangling.example.com",
      address: undefined,
      names: ["dangling.example.com", "nothing.example.org"],
      rcode: "NXDOMAIN",
    },
    { name: "nothing.example.com", address: undefined, names: ["nothing.example.com"], rcode: "NXDOMAIN" },
  ])("follows $name to $address", async ({ name, ...expected }) => {
    expect(await dns.resolve(name)).toMatchObject(expected);
  });

  it("finds no IPv6 address where there is none", async () => {
    expect(await dns.resolve("a.example.com", "AAAA")).toMatchObject({ address: undefined, rcode: "NOERROR" });
  });

  it("gives up on names that lead in a circle", async () => {
    expect((await dns.resolve("loop.example.com")).address).toBeUndefined();
  });
});
