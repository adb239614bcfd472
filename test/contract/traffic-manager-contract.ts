import { ResourceManagementClient } from "@azure/arm-resources";
import { type Profile, TrafficManagerManagementClient } from "@azure/arm-trafficmanager";
import type { TokenCredential } from "@azure/core-auth";
import type { HttpClient } from "@azure/core-rest-pipeline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What both Azure and the emulator have to do, asked through the official SDK. */

export interface ContractCloud {
  credential: TokenCredential;
  subscriptionId: string;
  /** Must exist; the suite cleans up what it puts there. */
  resourceGroup: string;
  /** Absent: the SDK's own, which goes to Azure. */
  httpClient?: HttpClient;
}

export function describeTrafficManager(name: string, connect: () => ContractCloud): void {
  describe(name, () => {
    let cloud: ContractCloud;
    let client: TrafficManagerManagementClient;
    let resources: ResourceManagementClient;
    const unique = `edtm-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    const group = () => cloud.resourceGroup;

    beforeAll(() => {
      cloud = connect();
      const options = cloud.httpClient ? { httpClient: cloud.httpClient } : {};
      client = new TrafficManagerManagementClient(cloud.credential, cloud.subscriptionId, options);
      resources = new ResourceManagementClient(cloud.credential, cloud.subscriptionId, options);
    });

    afterAll(async () => {
      for (const suffix of ["a", "b"]) await client.profiles.delete(group(), `${unique}-${suffix}`);
    });

    const aProfile = (label: string, change: Partial<Profile> = {}): Profile => ({
      location: "global",
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: `${unique}-${label}`, ttl: 30 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
      ...change,
    });
    const create = (label: string, change?: Partial<Profile>) =>
      client.profiles.createOrUpdate(group(), `${unique}-${label}`, aProfile(label, change));
    const putEndpoint = (profile: string, endpoint: string, target: string, more = {}) =>
      client.endpoints.createOrUpdate(group(), `${unique}-${profile}`, "ExternalEndpoints", endpoint, {
        target,
        ...more,
      });

    it("fills in the defaults of a profile", async () => {
      const profile = await create("a");
      expect(profile.profileStatus).toBe("Enabled");
      expect(profile.dnsConfig?.fqdn).toBe(`${unique}-a.trafficmanager.net`);
      expect(profile.monitorConfig).toMatchObject({
        profileMonitorStatus: "Inactive",
        intervalInSeconds: 30,
        timeoutInSeconds: 10,
        toleratedNumberOfFailures: 3,
      });
      expect(profile.endpoints).toEqual([]);
    });

    it("adds endpoints one by one, with weight 1 and the next priority unless told", async () => {
      const first = await putEndpoint("a", "first", "www.contoso.com");
      const second = await putEndpoint("a", "second", "www.fabrikam.com", { weight: 70 });
      expect(first).toMatchObject({ weight: 1, priority: 1, endpointStatus: "Enabled" });
      expect(second).toMatchObject({ weight: 70, priority: 2 });
    });

    it("keeps the endpoints when a profile's settings are patched", async () => {
      const profile = await client.profiles.update(group(), `${unique}-a`, { dnsConfig: { ttl: 60 } });
      expect(profile.dnsConfig?.ttl).toBe(60);
      expect(profile.endpoints?.map(({ name }) => name)).toEqual(["first", "second"]);
    });

    it("refuses endpoints in a PATCH of the profile", async () => {
      const refused = client.profiles.update(group(), `${unique}-a`, { endpoints: [] });
      await expect(refused).rejects.toMatchObject({ statusCode: 400 });
      await expect(refused).rejects.toThrow(/endpoints.*PATCH/);
    });

    it("shows no health in lists", async () => {
      const listed = [];
      for await (const profile of client.profiles.listByResourceGroup(group())) listed.push(profile);
      const own = listed.find(({ name }) => name === `${unique}-a`);
      expect(own?.monitorConfig?.profileMonitorStatus ?? null).toBeNull();
      expect(own?.endpoints).toHaveLength(2);
    });

    it("merges and deletes tags without touching the others", async () => {
      const { id = "" } = await client.profiles.get(group(), `${unique}-a`);
      const change = (operation: string, tags: Record<string, string>) =>
        resources.tagsOperations.beginUpdateAtScopeAndWait(id, { operation, properties: { tags } });
      await change("Merge", { first: "1", second: "2" });
      await change("Merge", { second: "two" });
      const merged = await resources.tagsOperations.getAtScope(id);
      expect(merged.properties.tags).toMatchObject({ first: "1", second: "two" });
      await change("Delete", { first: "1" });
      const profile = await client.profiles.get(group(), `${unique}-a`);
      expect(profile.tags).toEqual({ second: "two" });
      expect(profile.endpoints).toHaveLength(2);
    });

    it("refuses tag names with a slash", async () => {
      const { id = "" } = await client.profiles.get(group(), `${unique}-a`);
      const properties = { tags: { "external-dns/owner": "x" } };
      const refused = resources.tagsOperations.beginUpdateAtScopeAndWait(id, { operation: "Merge", properties });
      await expect(refused).rejects.toMatchObject({ statusCode: 400 });
    });

    it("deletes one endpoint and leaves the other", async () => {
      await client.endpoints.delete(group(), `${unique}-a`, "ExternalEndpoints", "first");
      const profile = await client.profiles.get(group(), `${unique}-a`);
      expect(profile.endpoints?.map(({ name }) => name)).toEqual(["second"]);
    });

    it("answers 404 for an endpoint that is not there", async () => {
      const missing = client.endpoints.get(group(), `${unique}-a`, "ExternalEndpoints", "nobody");
      await expect(missing).rejects.toMatchObject({ statusCode: 404, code: "NotFound" });
    });

    it("refuses a second endpoint with the same target", async () => {
      await expect(putEndpoint("a", "third", "www.fabrikam.com")).rejects.toMatchObject({ statusCode: 400 });
    });

    it("refuses to mix names and addresses", async () => {
      await expect(putEndpoint("a", "third", "8.8.8.8")).rejects.toMatchObject({ statusCode: 400 });
    });

    it("refuses a private address as target", async () => {
      await create("b");
      await expect(putEndpoint("b", "private", "10.0.0.1")).rejects.toMatchObject({ statusCode: 400 });
    });

    it("knows which names are taken", async () => {
      const check = (label: string) =>
        client.profiles.checkTrafficManagerRelativeDnsNameAvailability({
          name: `${unique}-${label}`,
          type: "Microsoft.Network/trafficManagerProfiles",
        });
      expect(await check("a")).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
      expect(await check("free")).toMatchObject({ nameAvailable: true });
    });

    it("refuses a relative name that is taken", async () => {
      const dnsConfig = { relativeName: `${unique}-a`, ttl: 30 };
      await expect(create("c", { dnsConfig })).rejects.toMatchObject({ statusCode: 409 });
    });

    it("removes the endpoints that a PUT of the profile leaves out", async () => {
      const profile = await create("a");
      expect(profile.endpoints).toEqual([]);
    });

    it("deletes a profile that is not there without complaint", async () => {
      await client.profiles.delete(group(), `${unique}-nobody`);
    });

    it("has the world at the root of its geographic hierarchy", async () => {
      const { geographicHierarchy } = await client.geographicHierarchies.getDefault();
      expect(geographicHierarchy?.code).toBe("WORLD");
      expect(geographicHierarchy?.regions?.map(({ code }) => code)).toContain("GEO-EU");
    });
  });
}
