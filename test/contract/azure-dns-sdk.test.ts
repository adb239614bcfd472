import { DnsManagementClient } from "@azure/arm-dns";
import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { createAzureDns } from "../../src/emulator/azure-dns/zones.ts";
import { createProfileStore } from "../../src/emulator/traffic-manager/profile-store.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { aProfile, profileId } from "../support/profile-builders.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

/** The official SDK, its requests handed straight to the emulator's Azure DNS. */
function sdk() {
  const profiles = createProfileStore();
  profiles.put(aProfile());
  const zones = [{ resourceGroup: "rg", name: "example.com" }];
  const azureDns = createAzureDns({ clock: createManualClock(), profiles, subscription: SUBSCRIPTION, zones });
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const url = new URL(request.url);
      const reply = azureDns.api(
        {
          method: request.method,
          segments: url.pathname.split("/").filter(Boolean).map(decodeURIComponent),
          query: url.searchParams,
          apiVersion: url.searchParams.get("api-version") ?? "",
          headers: new Headers(request.headers.toJSON()),
          body: typeof request.body === "string" ? JSON.parse(request.body) : undefined,
        },
        url.origin,
      );
      if (!reply) throw new Error(`${request.method} ${url.pathname} was not answered`);
      return {
        request,
        status: reply.status,
        headers: createHttpHeaders(reply.headers),
        bodyAsText: reply.body === undefined ? "" : JSON.stringify(reply.body),
      };
    },
  };
  const credential = { getToken: async () => ({ token: "any", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  return new DnsManagementClient(credential, SUBSCRIPTION, { httpClient, retryOptions: { maxRetries: 0 } });
}

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of pages) all.push(one);
  return all;
}

describe("@azure/arm-dns against the emulator", () => {
  it("creates, lists and deletes zones", async () => {
    const { zones } = sdk();
    const created = await zones.createOrUpdate("rg", "shop.example", { location: "global", tags: { a: "b" } });
    expect(created).toMatchObject({
      name: "shop.example",
      zoneType: "Public",
      numberOfRecordSets: 2,
      tags: { a: "b" },
    });
    expect((await collect(zones.list())).map(({ name }) => name)).toEqual(["example.com", "shop.example"]);
    expect(await collect(zones.listByResourceGroup("rg"))).toHaveLength(2);
    await zones.beginDeleteAndWait("rg", "shop.example", { updateIntervalInMs: 1 });
    expect(await collect(zones.list())).toHaveLength(1);
  });

  it("writes, reads, pages through and deletes record sets", async () => {
    const { recordSets } = sdk();
    for (const name of ["a", "b", "c"]) {
      await recordSets.createOrUpdate("rg", "example.com", name, "A", {
        ttl: 60,
        aRecords: [{ ipv4Address: "20.1.1.1" }],
      });
    }
    expect(await recordSets.get("rg", "example.com", "a", "A")).toMatchObject({
      fqdn: "a.example.com.",
      ttl: 60,
      aRecords: [{ ipv4Address: "20.1.1.1" }],
      provisioningState: "Succeeded",
    });
    expect(
      (await collect(recordSets.listByType("rg", "example.com", "A", { top: 2 }))).map(({ name }) => name),
    ).toEqual(["a", "b", "c"]);
    expect(await collect(recordSets.listByDnsZone("rg", "example.com"))).toHaveLength(5);
    expect(await collect(recordSets.listAllByDnsZone("rg", "example.com", { recordSetNameSuffix: "b" }))).toHaveLength(
      1,
    );
    await recordSets.update("rg", "example.com", "a", "A", { ttl: 90 });
    await recordSets.delete("rg", "example.com", "a", "A");
    await expect(recordSets.get("rg", "example.com", "a", "A")).rejects.toMatchObject({
      statusCode: 404,
      code: "NotFound",
    });
  });

  it("writes aliases, and is told what Azure would tell it", async () => {
    const { recordSets } = sdk();
    const target = { targetResource: { id: profileId("shop") } };
    expect(await recordSets.createOrUpdate("rg", "example.com", "www", "CNAME", target)).toMatchObject({
      ttl: 30,
      ...target,
    });
    const again = recordSets.createOrUpdate("rg", "example.com", "www", "CNAME", target, { ifNoneMatch: "*" });
    await expect(again).rejects.toMatchObject({
      statusCode: 412,
      code: "PreconditionFailed",
      message: expect.stringContaining("exists already"),
    });
  });
});
