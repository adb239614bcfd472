import { describe, expect, it } from "vitest";
import {
  aListedEndpoint,
  anArm,
  anArmWithProfile,
  anEndpointBody,
  aProfileBody,
  external,
  GROUP,
  PROFILE,
  PROFILES,
} from "../../../test/support/arm-asking.ts";

describe("PUT of a profile", () => {
  it("answers 201 when it creates and 200 when it updates (azure-powershell recordings)", async () => {
    const arm = anArm();
    expect((await arm.put(PROFILE, aProfileBody())).status).toBe(201);
    expect((await arm.put(PROFILE, aProfileBody())).status).toBe(200);
  });

  it("is synchronous: no provisioningState, no Location, no Azure-AsyncOperation, no etag (recordings)", async () => {
    const { body, headers } = await anArm().put(PROFILE, aProfileBody());
    expect(body.properties).not.toHaveProperty("provisioningState");
    expect(body).not.toHaveProperty("etag");
    for (const name of ["location", "azure-asyncoperation", "etag"]) expect(headers.has(name)).toBe(false);
  });

  it("fills in interval 30, timeout 10, tolerated failures 3 and Traffic View off (azure-powershell recordings)", async () => {
    const { body } = await anArm().put(PROFILE, aProfileBody());
    expect(body.properties).toMatchObject({
      profileStatus: "Enabled",
      monitorConfig: { intervalInSeconds: 30, timeoutInSeconds: 10, toleratedNumberOfFailures: 3 },
      trafficViewEnrollmentStatus: "Disabled",
      endpoints: [],
    });
  });

  it("fills in timeout 9 when the interval is 10 (Azure docs: monitoring)", async () => {
    const monitorConfig = { protocol: "HTTP", port: 80, path: "/", intervalInSeconds: 10 };
    const { body } = await anArm().put(PROFILE, aProfileBody({ monitorConfig }));
    expect(body.properties.monitorConfig.timeoutInSeconds).toBe(9);
  });

  it("says null where a value does not apply: maxReturn, recordType, targetResourceId … (recordings)", async () => {
    const endpoints = [aListedEndpoint("a")];
    const { body } = await anArm().put(PROFILE, aProfileBody({ endpoints }), { apiVersion: "2026-09-01" });
    expect(body.properties).toMatchObject({ maxReturn: null, recordType: null });
    expect(body.properties.endpoints[0].properties).toMatchObject({
      targetResourceId: null,
      endpointLocation: null,
      minChildEndpoints: null,
    });
  });

  it("without endpoints removes all endpoints (terraform-provider-azurerm #6041, #7470, #10468)", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a"), aListedEndpoint("b")] });
    const { body } = await arm.put(PROFILE, aProfileBody());
    expect(body.properties.endpoints).toEqual([]);
    expect((await arm.get(PROFILE)).body.properties.endpoints).toEqual([]);
  });

  it("takes a sent profileMonitorStatus and ignores it (azure-cli recording)", async () => {
    const monitorConfig = { protocol: "HTTP", port: 80, path: "/", profileMonitorStatus: "Online" };
    const { status, body } = await anArm().put(PROFILE, aProfileBody({ monitorConfig }));
    expect([status, body.properties.monitorConfig.profileMonitorStatus]).toEqual([201, "Inactive"]);
  });

  it("takes values in any casing and replies in Azure's (azure-cli test_network_traffic_manager2)", async () => {
    const properties = {
      trafficRoutingMethod: "multivalue",
      profileStatus: "enabled",
      monitorConfig: { protocol: "http", port: 80, path: "/" },
    };
    const { body } = await anArm().put(PROFILE, aProfileBody(properties));
    expect(body.properties).toMatchObject({
      trafficRoutingMethod: "MultiValue",
      profileStatus: "Enabled",
      monitorConfig: { protocol: "HTTP" },
    });
  });

  it("omits tags from the reply when none were sent, and the GET after it shows {} (azure-powershell recordings)", async () => {
    const arm = anArm();
    expect((await arm.put(PROFILE, aProfileBody())).body).not.toHaveProperty("tags");
    expect((await arm.get(PROFILE)).body.tags).toEqual({});
  });

  it("replaces the tags whole", async () => {
    const arm = anArm();
    await arm.put(PROFILE, aProfileBody({}, { a: "1", b: "2" }));
    expect((await arm.put(PROFILE, aProfileBody({}, { b: "3" }))).body.tags).toEqual({ b: "3" });
    await arm.put(PROFILE, aProfileBody());
    expect((await arm.get(PROFILE)).body.tags).toEqual({});
  });

  it("gives the FQDN as relativeName + .trafficmanager.net, and the relative name may contain dots (terraform #6041)", async () => {
    const dnsConfig = { relativeName: "my-api.example.com", ttl: 30 };
    const { body } = await anArm().put(PROFILE, aProfileBody({ dnsConfig }));
    expect(body.properties.dnsConfig.fqdn).toBe("my-api.example.com.trafficmanager.net");
  });

  it("needs a location, and global is the only one (Azure docs: Traffic Manager is a global service)", async () => {
    const { properties } = aProfileBody();
    expect((await anArm().put(PROFILE, { properties })).body.error.code).toBe("LocationRequired");
    const elsewhere = await anArm().put(PROFILE, { location: "westus", properties });
    expect(elsewhere.body.error.code).toBe("LocationNotAvailableForResourceType");
  });

  it("in a resource group that does not exist is 404 ResourceGroupNotFound, where groups are given", async () => {
    const arm = anArm({ resourceGroups: ["other"] });
    const { status, body } = await arm.put(PROFILE, aProfileBody());
    expect([status, body.error]).toEqual([
      404,
      { code: "ResourceGroupNotFound", message: "Resource group 'rg' could not be found." },
    ]);
  });
});

describe("PATCH of a profile", () => {
  it("merges what is given, here only monitorConfig (azure-rest-api-specs Profile-PATCH-MonitorConfig)", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a")] });
    const { status, body } = await arm.patch(PROFILE, { properties: { monitorConfig: { path: "/health" } } });
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: "p", ttl: 30 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/health" },
    });
    expect(body.properties.endpoints).toHaveLength(1);
  });

  it("refuses endpoints in Azure's words (azure-sdk-for-net #43949)", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.patch(PROFILE, { properties: { endpoints: [aListedEndpoint("a")] } });
    expect([status, body.error]).toEqual([
      400,
      {
        code: "BadRequest",
        message:
          "The 'endpoints' property cannot be specified when updating a profile using PATCH. Please use PUT to update the profile instead.",
      },
    ]);
  });

  it("drops a leftover path when the protocol changes to TCP, which has none (Azure docs: monitoring)", async () => {
    const arm = await anArmWithProfile();
    const { status, body } = await arm.patch(PROFILE, { properties: { monitorConfig: { protocol: "TCP" } } });
    expect([status, body.properties.monitorConfig.path]).toEqual([200, null]);
  });

  it("keeps the tags it is not given, and replaces those it is", async () => {
    const arm = anArm();
    await arm.put(PROFILE, aProfileBody({}, { a: "1" }));
    expect((await arm.patch(PROFILE, { properties: { dnsConfig: { ttl: 1 } } })).body.tags).toEqual({ a: "1" });
    expect((await arm.patch(PROFILE, { tags: { b: "2" } })).body.tags).toEqual({ b: "2" });
  });

  it("of a missing profile is the gateway's 404 (azure-powershell TestProfileDisableNonExisting)", async () => {
    const { status, body, headers } = await anArm().patch(PROFILE, { properties: {} });
    expect([status, body.error.code, headers.get("x-ms-failure-cause")]).toEqual([404, "ResourceNotFound", "gateway"]);
  });
});

describe("DELETE of a profile", () => {
  it("is 200 with an empty body, and 204 when there is none (azure-powershell TestProfileRemoveNonExisting)", async () => {
    const arm = await anArmWithProfile();
    expect(await arm.delete(PROFILE)).toMatchObject({ status: 200, body: undefined });
    expect(await arm.delete(PROFILE)).toMatchObject({ status: 204, body: undefined });
  });

  it("answers with a body from 2026-09-01 on (azure-powershell TestProfileSetRecordTypeWhenUnset)", async () => {
    const arm = await anArmWithProfile();
    const { body } = await arm.delete(PROFILE, { apiVersion: "2026-09-01" });
    expect(body).toEqual({ properties: { boolean: true } });
  });
});

describe("GET of a profile", () => {
  it("compares ids without case and replies in Azure's casing (azure-cli and azure-powershell recordings)", async () => {
    const arm = await anArmWithProfile();
    const { body } = await arm.get(PROFILE.toUpperCase().replace("/SUBSCRIPTIONS/", "/subscriptions/"));
    expect(body.id).toBe(`${GROUP}/providers/Microsoft.Network/trafficManagerProfiles/p`);
    expect(body.type).toBe("Microsoft.Network/trafficManagerProfiles");
  });

  it("that is missing is 404 from the gateway, naming the type as the caller wrote it (azure-powershell recordings)", async () => {
    const { status, body, headers } = await anArm().get(PROFILE);
    expect([status, headers.get("x-ms-failure-cause"), body]).toEqual([
      404,
      "gateway",
      {
        error: {
          code: "ResourceNotFound",
          message:
            "The Resource 'Microsoft.Network/trafficmanagerprofiles/p' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
        },
      },
    ]);
  });

  it("shows Inactive without endpoints, CheckingEndpoints with the first, Inactive again without (azure-cli recording)", async () => {
    const arm = await anArmWithProfile({}, { probe: () => new Promise(() => {}) });
    const status = async () => (await arm.get(PROFILE)).body.properties.monitorConfig.profileMonitorStatus;
    expect(await status()).toBe("Inactive");
    await arm.put(external("a"), anEndpointBody());
    expect(await status()).toBe("CheckingEndpoints");
    await arm.delete(external("a"));
    expect(await status()).toBe("Inactive");
  });
});

describe("a list of profiles", () => {
  it("by group holds the group's, by subscription all of the subscription's", async () => {
    const arm = await anArmWithProfile();
    const other = PROFILE.replace("/rg/", "/rg2/");
    await arm.put(other, aProfileBody({ dnsConfig: { relativeName: "q" } }));
    const names = async (path: string) => (await arm.get(path)).body.value.map(({ id }: { id: string }) => id);
    expect(await names(PROFILES)).toHaveLength(1);
    expect(await names(PROFILES.replace("/resourceGroups/rg", ""))).toHaveLength(2);
    expect(await names(PROFILES.replace("/rg/", "/RG/"))).toHaveLength(1);
  });

  it("carries null health (azure-cli recordings, azure-rest-api-specs #4065)", async () => {
    const arm = await anArmWithProfile({ endpoints: [aListedEndpoint("a")] });
    const [profile] = (await arm.get(PROFILES)).body.value;
    expect(profile.properties.monitorConfig.profileMonitorStatus).toBeNull();
    expect(profile.properties.endpoints[0].properties.endpointMonitorStatus).toBeNull();
  });

  it("is one page before 2024-04-01-preview and has nextLink from then on (azure-rest-api-specs)", async () => {
    const arm = anArm({ pageSize: 2 });
    for (const name of ["a", "b", "c"]) {
      await arm.put(`${PROFILES}/${name}`, aProfileBody({ dnsConfig: { relativeName: name } }));
    }
    const whole = await arm.get(PROFILES);
    expect([whole.body.value.length, whole.body.nextLink]).toEqual([3, undefined]);
    const first = await arm.get(PROFILES, { apiVersion: "2024-04-01-preview" });
    expect(first.body.value).toHaveLength(2);
    const { pathname, search } = new URL(first.body.nextLink);
    const second = await arm.get(pathname + search, { apiVersion: "" });
    expect([second.body.value.length, second.body.nextLink]).toEqual([1, undefined]);
  });

  it("leaves Geographic profiles out for api-versions before 2017-03-01 (Azure docs: FAQ)", async () => {
    const arm = await anArmWithProfile({ trafficRoutingMethod: "Geographic" });
    expect((await arm.get(PROFILES, { apiVersion: "2015-11-01" })).body.value).toEqual([]);
    expect((await arm.get(PROFILES, { apiVersion: "2017-03-01" })).body.value).toHaveLength(1);
  });
});

describe("the api-version", () => {
  it("has to be given (ARM's front door)", async () => {
    const { status, body } = await anArm().get(PROFILES, { apiVersion: "" });
    expect([status, body.error.code]).toEqual([400, "MissingApiVersionParameter"]);
  });

  it("has to be one that Traffic Manager knows (azure-rest-api-specs)", async () => {
    const { status, body } = await anArm().get(PROFILES, { apiVersion: "2019-01-01" });
    expect([status, body.error.code]).toEqual([400, "NoRegisteredProviderFound"]);
    expect(body.error.message).toContain("2022-04-01");
  });

  it.each([
    ["2018-08-01", false],
    ["2022-04-01", false],
    ["2024-04-01-preview", true],
    ["2026-09-01", true],
  ])("%s shows recordType: %s (azure-rest-api-specs)", async (apiVersion, shown) => {
    const arm = await anArmWithProfile();
    expect("recordType" in (await arm.get(PROFILE, { apiVersion })).body.properties).toBe(shown);
  });
});
