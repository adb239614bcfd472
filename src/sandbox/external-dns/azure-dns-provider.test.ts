import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../emulator/emulator.ts";
import { createManualClock } from "../../time/manual-clock.ts";
import { type Arm, createArm } from "../azure/arm.ts";
import { createZone, listRecordSets, putRecordSet } from "../azure/dns-zone.ts";
import { parseManifests } from "../kubernetes/manifests.ts";
import { azureDnsProvider } from "./azure-dns-provider.ts";
import { runOnce } from "./controller.ts";
import { parseExternalDnsFlags } from "./flags.ts";
import { sourceEndpoints } from "./source/source-endpoints.ts";

const ZONE = { subscriptionId: "00000000-0000-0000-0000-000000000000", resourceGroup: "dns" };

describe("the External-DNS for Azure DNS, on the emulator", () => {
  let emulator: Emulator;
  let arm: Arm;
  let logged: string[];
  beforeEach(async () => {
    emulator = createEmulator({ clock: createManualClock() });
    arm = createArm("http://azure", "external-dns-azure", (request) => emulator.fetch(request));
    logged = [];
    await createZone(arm, ZONE, "example.com");
  });
  afterEach(() => emulator.close());

  async function synchronise(manifests: string, owner = "east-dns") {
    const options = parseExternalDnsFlags(
      ["--source=service", "--source=crd", "--domain-filter=example.com", `--txt-owner-id=${owner}`],
      "azure",
    );
    const mark = emulator.control.requests.mark();
    await runOnce({
      ...options,
      provider: azureDnsProvider(arm, ZONE, options.domainFilter, (message) => logged.push(message)),
      readSources: () => sourceEndpoints(parseManifests(manifests, "test.yaml"), options),
    });
    return emulator.control.requests.count({ since: mark });
  }
  const contents = async () =>
    (await listRecordSets(arm, ZONE, "example.com"))
      .filter(({ name }) => name !== "@")
      .map(({ name, type, properties }) => {
        const addresses = properties.ARecords?.map(({ ipv4Address }) => ipv4Address) ?? [];
        const texts = properties.TXTRecords?.flatMap(({ value }) => value) ?? [];
        return `${type.split("/").at(-1)} ${name} ${properties.TTL} ${[...addresses, ...texts].join(",")}`;
      });

  const service = (address: string, hostname = "my-app-east.example.com") =>
    JSON.stringify({
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "my-app-east",
        namespace: "production",
        annotations: {
          "external-dns.alpha.kubernetes.io/hostname": hostname,
          "external-dns.alpha.kubernetes.io/webhook-traffic-manager-enabled": "true",
        },
      },
      spec: { type: "LoadBalancer" },
      status: { loadBalancer: { ingress: [{ ip: address }] } },
    });
  const ownership =
    'TXT a-my-app-east 300 "heritage=external-dns,external-dns/owner=east-dns,external-dns/resource=service/production/my-app-east"';

  it("publishes a Service's address and its own ownership record, and is done then", async () => {
    await synchronise(service("20.10.0.1"));
    expect(await contents()).toEqual(expect.arrayContaining(["A my-app-east 300 20.10.0.1", ownership]));
    expect((await synchronise(service("20.10.0.1"))).writes).toBe(0);
  });

  it("follows a new address and takes both records away with the Service", async () => {
    await synchronise(service("20.10.0.1"));
    await synchronise(service("20.10.0.2"));
    expect(await contents()).toContain("A my-app-east 300 20.10.0.2");
    await synchronise("");
    expect(await contents()).toEqual([]);
  });

  it("leaves another owner's records and those of nobody", async () => {
    await putRecordSet(arm, ZONE, "example.com", {
      name: "by-hand",
      type: "A",
      properties: { TTL: 60, ARecords: [{ ipv4Address: "20.1.1.1" }] },
    });
    await synchronise(service("20.10.0.1"), "west-dns");
    const before = await contents();
    expect((await synchronise(service("20.10.0.9"))).writes).toBe(0);
    expect((await synchronise("")).writes).toBe(0);
    expect(await contents()).toEqual(before);
  });

  it("says so when no zone fits a name, and goes on", async () => {
    const options = service("20.10.0.1", "my-app-east.example.com");
    await arm.call(
      "DELETE",
      `/subscriptions/${ZONE.subscriptionId}/resourceGroups/dns/providers/Microsoft.Network/dnsZones/example.com?api-version=2018-05-01`,
    );
    await synchronise(options);
    expect(logged).toEqual(
      expect.arrayContaining([expect.stringContaining("because a suitable Azure DNS zone was not found")]),
    );
  });
});
