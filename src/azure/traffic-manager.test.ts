import { describe, expect, it } from "vitest";
import { anEmulatedAzure } from "../../test/support/azure-connection.ts";
import { anEndpoint } from "../../test/support/builders.ts";
import type { NewProfile } from "../core/profile.ts";
import type { EmulatorOptions } from "../emulator/emulator.ts";
import type { Log } from "../provider/ports.ts";
import { noLog } from "../provider/ports.ts";
import { createTrafficManager } from "./traffic-manager.ts";

const ref = { resourceGroup: "rg", name: "shop" };

function aNewProfile(profile: Partial<NewProfile> = {}): NewProfile {
  return {
    relativeName: "shop",
    trafficRoutingMethod: "Weighted",
    ttl: 30,
    monitor: {
      protocol: "HTTPS",
      port: 443,
      path: "/healthz",
      intervalInSeconds: 10,
      timeoutInSeconds: 9,
      toleratedNumberOfFailures: 0,
      customHeaders: [{ name: "Host", value: "shop.example.com" }],
      expectedStatusCodeRanges: [{ min: 200, max: 299 }],
    },
    tags: { "external-dns-managed": "true" },
    endpoints: [anEndpoint({ name: "east", target: "east.example.com" })],
    ...profile,
  };
}

function aTrafficManager(options: EmulatorOptions & { groups?: string[]; log?: Log } = {}) {
  const { groups, log = noLog, ...emulator } = options;
  const azure = anEmulatedAzure(emulator);
  const api = createTrafficManager({ connection: azure.connection, resourceGroups: groups, log });
  return { ...azure, api };
}

describe("a profile", () => {
  it("comes back as it was created, with Azure's FQDN and health", async () => {
    const { api } = aTrafficManager();
    const wanted = aNewProfile();
    const { created } = await api.createProfile(ref, wanted);
    expect(created).toBe(true);
    expect(await api.getProfile(ref)).toEqual({
      ...wanted,
      ...ref,
      id: expect.stringMatching(/trafficManagerProfiles\/shop$/),
      fqdn: "shop.trafficmanager.net",
      profileStatus: "Enabled",
      profileMonitorStatus: "CheckingEndpoints",
      endpoints: [{ ...wanted.endpoints[0], endpointMonitorStatus: "CheckingEndpoint" }],
    });
  });

  it("that was there and has been replaced is told apart from a new one", async () => {
    const { api } = aTrafficManager();
    await api.createProfile(ref, aNewProfile());
    expect((await api.createProfile(ref, aNewProfile())).created).toBe(false);
  });

  it("that is not there is undefined, and its deletion no error", async () => {
    const { api } = aTrafficManager();
    expect(await api.getProfile(ref)).toBeUndefined();
    await api.deleteProfile(ref);
    await api.deleteEndpoint(ref, "ExternalEndpoints", "east");
  });

  it("in a group that does not exist is an error", async () => {
    const { api } = aTrafficManager({ resourceGroups: ["other"] });
    await expect(api.createProfile(ref, aNewProfile())).rejects.toMatchObject({
      status: 404,
      code: "ResourceGroupNotFound",
    });
  });

  it("keeps its endpoints, name and tags when its settings are patched, and loses what became empty", async () => {
    const { api, asked, mark } = aTrafficManager();
    await api.createProfile(ref, aNewProfile());
    const since = mark();
    const { monitor } = aNewProfile();
    await api.patchProfile(ref, {
      trafficRoutingMethod: "Priority",
      ttl: 60,
      monitor: { ...monitor, customHeaders: [], expectedStatusCodeRanges: [] },
    });
    expect(asked(since)).toEqual(["PATCH Microsoft.Network/trafficmanagerprofiles/shop 200"]);
    expect(await api.getProfile(ref)).toMatchObject({
      relativeName: "shop",
      trafficRoutingMethod: "Priority",
      ttl: 60,
      monitor: { customHeaders: [], expectedStatusCodeRanges: [] },
      tags: { "external-dns-managed": "true" },
      endpoints: [{ name: "east" }],
    });
  });

  it("may change from HTTPS to TCP, which has no path", async () => {
    const { api } = aTrafficManager();
    await api.createProfile(ref, aNewProfile());
    const { path: _path, ...monitor } = aNewProfile().monitor;
    await api.patchProfile(ref, {
      trafficRoutingMethod: "Weighted",
      ttl: 30,
      monitor: { ...monitor, protocol: "TCP", expectedStatusCodeRanges: [] },
    });
    expect((await api.getProfile(ref))?.monitor).not.toHaveProperty("path");
  });
});

describe("an endpoint", () => {
  const byPerformance = aNewProfile({
    trafficRoutingMethod: "Performance",
    endpoints: [anEndpoint({ name: "east", target: "east.example.com", endpointLocation: "East US" })],
  });

  it("is written whole and leaves the others alone", async () => {
    const { api } = aTrafficManager();
    await api.createProfile(ref, byPerformance);
    const west = anEndpoint({
      name: "west",
      target: "west.example.com",
      weight: 7,
      priority: 9,
      endpointStatus: "Disabled",
      endpointLocation: "West US",
      geoMapping: ["GEO-EU"],
      subnets: [{ first: "1.2.3.0", scope: 24 }],
      customHeaders: [{ name: "Host", value: "shop.example.com" }],
    });
    await api.putEndpoint(ref, west);
    const endpoints = (await api.getProfile(ref))?.endpoints;
    expect(endpoints?.map(({ name }) => name)).toEqual(["east", "west"]);
    expect(endpoints?.[1]).toEqual({ ...west, endpointMonitorStatus: "Disabled" });
  });

  it("loses headers and subnets that a later write no longer has", async () => {
    const { api } = aTrafficManager();
    await api.createProfile(ref, byPerformance);
    const east = anEndpoint({ name: "east", target: "east.example.com", endpointLocation: "East US" });
    await api.putEndpoint(ref, {
      ...east,
      subnets: [{ first: "1.2.3.0", scope: 24 }],
      customHeaders: [{ name: "Host", value: "shop.example.com" }],
    });
    await api.putEndpoint(ref, east);
    expect((await api.getProfile(ref))?.endpoints[0]).toMatchObject({ subnets: [], customHeaders: [] });
  });

  it("can be another profile", async () => {
    const { api } = aTrafficManager();
    const child = { resourceGroup: "rg", name: "child" };
    const { profile } = await api.createProfile(child, aNewProfile({ relativeName: "child" }));
    await api.createProfile(ref, aNewProfile({ endpoints: [] }));
    await api.putEndpoint(ref, {
      name: "nested",
      type: "NestedEndpoints",
      targetResourceId: profile.id,
      endpointStatus: "Enabled",
      alwaysServe: "Disabled",
      weight: 1,
      geoMapping: [],
      subnets: [],
      customHeaders: [],
      minChildEndpoints: 1,
    });
    expect((await api.getProfile(ref))?.endpoints[0]).toMatchObject({
      type: "NestedEndpoints",
      target: "child.trafficmanager.net",
      minChildEndpoints: 1,
    });
  });

  it("goes alone", async () => {
    const { api } = aTrafficManager();
    const endpoints = ["east", "west"].map((name, index) =>
      anEndpoint({ name, target: `${name}.example.com`, priority: index + 1 }),
    );
    await api.createProfile(ref, aNewProfile({ endpoints }));
    await api.deleteEndpoint(ref, "ExternalEndpoints", "east");
    expect((await api.getProfile(ref))?.endpoints.map(({ name }) => name)).toEqual(["west"]);
  });
});

describe("a listing", () => {
  it("of the subscription is one request", async () => {
    const { api, asked, mark } = aTrafficManager();
    await api.createProfile(ref, aNewProfile());
    await api.createProfile({ resourceGroup: "other", name: "cart" }, aNewProfile({ relativeName: "cart" }));
    const since = mark();
    expect((await api.listProfiles()).map(({ resourceGroup, name }) => `${resourceGroup}/${name}`).sort()).toEqual([
      "other/cart",
      "rg/shop",
    ]);
    expect(asked(since)).toHaveLength(1);
  });

  it("of limited groups is one request for each, named twice or not, and sees no others", async () => {
    const { api, asked, mark } = aTrafficManager({ groups: ["rg", "RG", "empty"] });
    await api.createProfile(ref, aNewProfile());
    await api.createProfile({ resourceGroup: "other", name: "cart" }, aNewProfile({ relativeName: "cart" }));
    const since = mark();
    expect((await api.listProfiles()).map(({ name }) => name)).toEqual(["shop"]);
    expect(asked(since)).toHaveLength(2);
  });

  it("is whole or an error: one group that cannot be read is none that can", async () => {
    const { api, faults } = aTrafficManager({ groups: ["rg", "other"] });
    faults.add({ path: "*/resourceGroups/other/*", action: { status: 500 } });
    await expect(api.listProfiles()).rejects.toMatchObject({ name: "ArmError", status: 500 });
  });

  it("that Azure cuts into pages is an error rather than half the world", async () => {
    const { connection } = anEmulatedAzure();
    const answer = JSON.stringify({ value: [], nextLink: "https://management.azure.com/next" });
    const http = connection.httpClient;
    if (!http) throw new Error("the connection has no client");
    const paging = { ...connection, httpClient: paged(http, answer) };
    const api = createTrafficManager({ connection: paging, resourceGroups: undefined, log: noLog });
    await expect(api.listProfiles()).rejects.toMatchObject({ name: "ArmError", code: "Paged" });
  });
});

/** The same client, but whatever is asked is answered with this body. */
function paged(http: NonNullable<ReturnType<typeof anEmulatedAzure>["connection"]["httpClient"]>, bodyAsText: string) {
  return {
    sendRequest: async (request: Parameters<typeof http.sendRequest>[0]) => ({
      ...(await http.sendRequest(request)),
      bodyAsText,
    }),
  };
}

describe("tags", () => {
  it("are merged and deleted one by one through the tags API, whatever their case", async () => {
    const { api, asked, mark } = aTrafficManager();
    await api.createProfile(ref, aNewProfile());
    const since = mark();
    await api.mergeTags(ref, { team: "a" });
    await api.deleteTags(ref, ["EXTERNAL-DNS-MANAGED"]);
    const path = "Microsoft.Network/trafficManagerProfiles/shop Microsoft.Resources/tags/default";
    expect(asked(since)).toEqual([`PATCH ${path} 200`, `PATCH ${path} 200`]);
    expect((await api.getProfile(ref))?.tags).toEqual({ team: "a" });
  });

  it("are written with the profile where the role lacks the tags API, said once", async () => {
    const warnings: string[] = [];
    const log: Log = { ...noLog, warn: (_fields, message) => warnings.push(message) };
    const { api, denyRules } = aTrafficManager({ log });
    denyRules.add({ action: "Microsoft.Resources/tags/*" });
    await api.createProfile(ref, aNewProfile());
    await api.mergeTags(ref, { team: "a", "External-DNS-Managed": "yes" });
    await api.mergeTags(ref, { zone: "b" });
    await api.deleteTags(ref, ["TEAM"]);
    expect((await api.getProfile(ref))?.tags).toEqual({ "External-DNS-Managed": "yes", zone: "b" });
    expect(warnings).toEqual([expect.stringContaining("Microsoft.Resources/tags/*")]);
  });
});

describe("a DNS label", () => {
  it("is free until somebody has it", async () => {
    const { api } = aTrafficManager();
    expect(await api.isNameAvailable("shop")).toBe(true);
    await api.createProfile(ref, aNewProfile());
    expect(await api.isNameAvailable("shop")).toBe(false);
  });

  it("counts as free for an identity that may not ask", async () => {
    const { api, denyRules } = aTrafficManager();
    denyRules.add({ action: "Microsoft.Network/checkTrafficManagerNameAvailability*" });
    expect(await api.isNameAvailable("shop")).toBe(true);
  });
});

describe("a failure", () => {
  it("is one attempt, with Azure's code, message and wait", async () => {
    const { api, faults, asked } = aTrafficManager();
    faults.add({ action: { status: 429, code: "TooManyRequests", message: "slow down", retryAfter: 17 } });
    await expect(api.listProfiles()).rejects.toMatchObject({
      name: "ArmError",
      status: 429,
      code: "TooManyRequests",
      message: "slow down",
      retryAfter: 17_000,
    });
    expect(asked()).toHaveLength(1);
  });

  it("of the network has status 0", async () => {
    const { api, faults } = aTrafficManager();
    faults.add({ action: { drop: true } });
    await expect(api.listProfiles()).rejects.toMatchObject({ name: "ArmError", status: 0 });
  });

  it("of Azure's rules carries Azure's sentence", async () => {
    const { api } = aTrafficManager();
    const endpoints = [anEndpoint({ target: "10.0.0.1" })];
    await expect(api.createProfile(ref, aNewProfile({ endpoints }))).rejects.toMatchObject({
      status: 400,
      code: "BadRequest",
    });
  });
});
