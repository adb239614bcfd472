import { describe, expect, it } from "vitest";
import {
  type Arm,
  anArm,
  anArmWithProfile,
  external,
  GROUP,
  PROFILE,
  PROFILES,
} from "../../../test/support/arm-asking.ts";
import { readClaims } from "../identity/token.ts";

async function tokenFor(arm: Arm, clientId: string): Promise<string> {
  const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: "s" });
  const url = "https://localhost/adfs/oauth2/token";
  const response = await arm.emulator.fetch(new Request(url, { method: "POST", body: form }));
  return ((await response.json()) as { access_token: string }).access_token;
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe("authentication", () => {
  it("takes any bearer token, or none, unless told otherwise", async () => {
    expect((await anArm().get(PROFILES)).status).toBe(200);
    expect((await anArm().get(PROFILES, bearer("anything"))).status).toBe(200);
  });

  it("where it is required, takes only tokens it issued itself, until they expire", async () => {
    const arm = anArm({ requireAuth: true });
    const none = await arm.get(PROFILES);
    expect([none.status, none.body.error.code]).toEqual([401, "AuthenticationFailed"]);
    expect(none.headers.get("www-authenticate")).toContain("Bearer");
    expect((await arm.get(PROFILES, bearer("a.b.c"))).body.error.code).toBe("InvalidAuthenticationToken");
    const token = await tokenFor(arm, "me");
    expect((await arm.get(PROFILES, bearer(token))).status).toBe(200);
    await arm.clock.advance(3600 * 1000);
    expect((await arm.get(PROFILES, bearer(token))).status).toBe(401);
    expect((await arm.get(PROFILES, bearer(await tokenFor(anArm({ requireAuth: true }), "me")))).status).toBe(401);
  });

  it("issues tokens that look like Azure's: three parts, with appid, oid and tid (Azure CLI)", async () => {
    const token = await tokenFor(anArm(), "my-client");
    expect(token.split(".")).toHaveLength(3);
    expect(readClaims(token)).toMatchObject({ appid: "my-client", oid: expect.any(String), tid: "adfs" });
  });
});

describe("the login endpoints", () => {
  const ask = async (path: string) => {
    const response = await anArm().emulator.fetch(new Request(`https://localhost:8443${path}`));
    return (await response.json()) as Record<string, unknown>;
  };

  it("describe one cloud as an object with the tenant adfs (Azure CLI: az cloud register)", async () => {
    expect(await ask("/metadata/endpoints?api-version=2022-09-01")).toMatchObject({
      resourceManager: "https://localhost:8443",
      authentication: {
        loginEndpoint: "https://localhost:8443/adfs",
        audiences: ["https://localhost:8443"],
        tenant: "adfs",
        identityProvider: "ADFS",
      },
    });
  });

  it.each(["/adfs/.well-known/openid-configuration", "/adfs/adfs/v2.0/.well-known/openid-configuration"])(
    "tell at %s where tokens are (Azure CLI, external-dns)",
    async (path) => {
      expect(await ask(path)).toMatchObject({ token_endpoint: "https://localhost:8443/adfs/oauth2/token" });
    },
  );
});

describe("a deny rule", () => {
  it("answers 403 in Azure's words, for its principal, action and scope", async () => {
    const arm = await anArmWithProfile({}, { denyRules: [{ principal: "me", action: "Microsoft.Resources/tags/*" }] });
    const token = await tokenFor(arm, "me");
    const tags = `${PROFILE}/providers/Microsoft.Resources/tags/default`;
    const { status, body } = await arm.patch(tags, { operation: "Merge", properties: { tags: {} } }, bearer(token));
    const { oid } = readClaims(token) ?? {};
    expect([status, body.error]).toEqual([
      403,
      {
        code: "AuthorizationFailed",
        message: `The client 'me' with object id '${oid}' does not have authorization to perform action 'Microsoft.Resources/tags/write' over scope '${PROFILE}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      },
    ]);
    expect((await arm.get(PROFILE, bearer(token))).status).toBe(200);
    expect((await arm.get(tags, bearer(await tokenFor(arm, "another")))).status).toBe(200);
  });

  it("on profiles leaves their tags writable: the tags API needs rights of its own (Azure docs: tag resources)", async () => {
    const arm = await anArmWithProfile();
    arm.emulator.control.denyRules.add({ action: "Microsoft.Network/*" });
    expect((await arm.patch(PROFILE, { tags: { a: "1" } })).status).toBe(403);
    const tags = `${PROFILE}/providers/Microsoft.Resources/tags/default`;
    expect((await arm.patch(tags, { operation: "Merge", properties: { tags: { a: "1" } } })).status).toBe(200);
  });

  it.each([
    ["GET", PROFILE, "Microsoft.Network/trafficManagerProfiles/read"],
    ["PUT", PROFILE, "Microsoft.Network/trafficManagerProfiles/write"],
    ["DELETE", PROFILE, "Microsoft.Network/trafficManagerProfiles/delete"],
    ["PUT", external("a"), "Microsoft.Network/trafficManagerProfiles/externalEndpoints/write"],
    [
      "POST",
      "/providers/Microsoft.Network/checkTrafficManagerNameAvailability",
      "Microsoft.Network/checkTrafficManagerNameAvailability/action",
    ],
    ["PUT", `${GROUP}/providers/Microsoft.Network/dnszones/z/A/www`, "Microsoft.Network/dnsZones/A/write"],
    ["GET", GROUP, "Microsoft.Resources/subscriptions/resourceGroups/read"],
  ])("matches %s %s by the action %s (built-in roles)", async (method, path, action) => {
    const arm = anArm({ denyRules: [{ action }] });
    const { status, body } = await arm.ask(method, path, method === "GET" ? undefined : {});
    expect([status, body.error.code]).toEqual([403, "AuthorizationFailed"]);
    expect(body.error.message).toContain(`action '${action}'`);
  });

  it("holds for its scope and all below, and nowhere else", async () => {
    const arm = await anArmWithProfile();
    arm.emulator.control.denyRules.add({ action: "*/write", scope: PROFILE });
    expect((await arm.put(external("a"), {})).status).toBe(403);
    expect((await arm.put(`${PROFILE}2`, {})).status).toBe(400);
  });
});
