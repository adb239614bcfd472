import { describe, expect, it } from "vitest";
import { anArm, anArmWithProfile, aProfileBody, GROUP, PROFILE } from "../../../test/support/arm-asking.ts";

const TAGS = `${PROFILE}/providers/Microsoft.Resources/tags/default`;
const at = { apiVersion: "2022-09-01" };

async function anArmWithTags(tags: Record<string, string>) {
  const arm = anArm();
  await arm.put(PROFILE, aProfileBody({}, tags));
  const change = async (operation: string, given: Record<string, string>) => {
    const { status, body } = await arm.patch(TAGS, { operation, properties: { tags: given } }, at);
    return status < 400 ? body.properties.tags : body.error.code;
  };
  return { arm, change };
}

describe("the tags API (REST docs: Tags)", () => {
  it("merges: what is given is set, the rest stays", async () => {
    const { arm, change } = await anArmWithTags({ a: "1", b: "2" });
    expect(await change("Merge", { b: "two", c: "3" })).toEqual({ a: "1", b: "two", c: "3" });
    expect((await arm.get(PROFILE)).body.tags).toEqual({ a: "1", b: "two", c: "3" });
  });

  it("replaces: what is not given is gone", async () => {
    const { change } = await anArmWithTags({ a: "1", b: "2" });
    expect(await change("Replace", { c: "3" })).toEqual({ c: "3" });
  });

  it("deletes by name, or by name and value (REST docs: Tags_UpdateAtScope)", async () => {
    const { change } = await anArmWithTags({ a: "1", b: "2", c: "3" });
    expect(await change("Delete", { a: "", b: "2", c: "another" })).toEqual({ c: "3" });
  });

  it("compares names without case and keeps the casing they have (Azure docs: tag resources)", async () => {
    const { change } = await anArmWithTags({ Owner: "1" });
    expect(await change("Merge", { OWNER: "2" })).toEqual({ Owner: "2" });
    expect(await change("Delete", { owner: "" })).toEqual({});
  });

  it("replaces with PUT, reads with GET and empties with DELETE", async () => {
    const { arm } = await anArmWithTags({ a: "1" });
    const put = await arm.put(TAGS, { properties: { tags: { b: "2" } } }, at);
    expect([put.status, put.body.properties.tags]).toEqual([200, { b: "2" }]);
    expect((await arm.get(TAGS, at)).body).toMatchObject({ name: "default", type: "Microsoft.Resources/tags" });
    expect((await arm.delete(TAGS, at)).status).toBe(200);
    expect((await arm.get(PROFILE)).body.tags).toEqual({});
  });

  it("touches no endpoint and needs none of the profile's body", async () => {
    const arm = await anArmWithProfile();
    await arm.put(`${PROFILE}/ExternalEndpoints/a`, { properties: { target: "a.example.com" } });
    await arm.patch(TAGS, { operation: "Merge", properties: { tags: { a: "1" } } }, at);
    expect((await arm.get(PROFILE)).body.properties.endpoints).toHaveLength(1);
  });

  it("of a missing resource is 404, and an operation it does not know is 400", async () => {
    expect((await anArm().get(TAGS, at)).status).toBe(404);
    const { change } = await anArmWithTags({});
    expect(await change("Toggle", {})).toBe("InvalidTagsPatchOperation");
  });

  it("works on DNS zones as well", async () => {
    const arm = anArm();
    const zone = `${GROUP}/providers/Microsoft.Network/dnsZones/example.com`;
    await arm.put(zone, { location: "global", tags: { a: "1" } }, { apiVersion: "2018-05-01" });
    const tags = `${zone}/providers/Microsoft.Resources/tags/default`;
    const { body } = await arm.patch(tags, { operation: "Merge", properties: { tags: { b: "2" } } }, at);
    expect(body.properties.tags).toEqual({ a: "1", b: "2" });
    expect((await arm.get(zone, { apiVersion: "2018-05-01" })).body.tags).toEqual({ a: "1", b: "2" });
  });
});

describe("a set of tags", () => {
  it("holds 50 and not 51, counted at the end (Azure docs: tag resources)", async () => {
    const many = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${from + index}`, "v"]));
    const { change } = await anArmWithTags(many(0, 49));
    expect(Object.keys(await change("Merge", many(48, 2)))).toHaveLength(50);
    expect(await change("Merge", many(50, 1))).toBe("InvalidTagCount");
  });

  it.each([
    ["external-dns/owner", "InvalidTagNameCharacters"],
    ["a<b", "InvalidTagNameCharacters"],
    ["a>b", "InvalidTagNameCharacters"],
    ["a%b", "InvalidTagNameCharacters"],
    ["a&b", "InvalidTagNameCharacters"],
    ["a\\b", "InvalidTagNameCharacters"],
    ["a?b", "InvalidTagNameCharacters"],
    ["a b", "BadRequest"],
    ["1a", "BadRequest"],
    ["x".repeat(513), "InvalidTagName"],
  ])("has no name %s on a profile, by PUT, PATCH or the tags API (Azure docs: tag resources)", async (name, code) => {
    const { arm, change } = await anArmWithTags({});
    expect(await change("Merge", { [name]: "v" })).toBe(code);
    expect((await arm.put(PROFILE, aProfileBody({}, { [name]: "v" }))).body.error.code).toBe(code);
    expect((await arm.patch(PROFILE, { tags: { [name]: "v" } })).body.error.code).toBe(code);
  });

  it("has values of up to 256 characters, spaces included (Azure docs: tag resources)", async () => {
    const { change } = await anArmWithTags({});
    expect(await change("Merge", { a: "x y".padEnd(256, "z") })).toHaveProperty("a");
    expect(await change("Merge", { a: "x".repeat(257) })).toBe("InvalidTagValueLength");
  });
});
