import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadBody, parseChanges, parseEndpoints } from "./codec.ts";

const endpoint = {
  dnsName: "my-app-east.example.com",
  targets: ["20.1.1.1"],
  recordType: "A",
  setIdentifier: "east",
  recordTTL: 60,
  labels: { resource: "service/production/my-app-east" },
  providerSpecific: [{ name: "webhook/traffic-manager-weight", value: "70" }],
};

describe("endpoints", () => {
  it("are read as external-dns writes them", () => {
    expect(parseEndpoints(JSON.stringify([endpoint]))).toEqual([endpoint]);
  });

  it("need no more than a name, as Go leaves empty fields out", () => {
    expect(parseEndpoints('[{"dnsName":"a.example.com"}]')).toEqual([
      { dnsName: "a.example.com", targets: [], recordType: "" },
    ]);
  });

  it("take a property without a value for an empty one", () => {
    const [read] = parseEndpoints('[{"providerSpecific":[{"name":"webhook/traffic-manager-hostname"}]}]');
    expect(read?.providerSpecific).toEqual([{ name: "webhook/traffic-manager-hostname", value: "" }]);
  });

  it("are none when Go sends null", () => {
    expect(parseEndpoints("null")).toEqual([]);
  });

  it.each([
    ["", "the body is not JSON"],
    ["{", "the body is not JSON"],
    ['{"dnsName":"a"}', "expected an array of endpoints, got an object"],
    ["[7]", "endpoint 0 must be an object, got a number"],
    ['[{},{"dnsName":7}]', "dnsName of endpoint 1 must be a string, got a number"],
    ['[{"targets":"20.1.1.1"}]', "targets of endpoint 0 must be an array, got a string"],
    ['[{"targets":[null]}]', "targets of endpoint 0 must be a string, got null"],
    ['[{"labels":{"owner":1}}]', "label owner of endpoint 0 must be a string, got a number"],
    ['[{"providerSpecific":[1]}]', "a providerSpecific property of endpoint 0 must be an object, got a number"],
    ['[{"providerSpecific":[{"name":"x","value":true}]}]', "providerSpecific x of endpoint 0 must be a string"],
  ])("%s is refused: %s", (text, message) => {
    expect(() => parseEndpoints(text)).toThrow(BadBody);
    expect(() => parseEndpoints(text)).toThrow(message);
  });
});

describe("changes", () => {
  it("may leave empty lists out", () => {
    expect(parseChanges(JSON.stringify({ create: [endpoint] }))).toEqual({
      create: [endpoint],
      updateOld: [],
      updateNew: [],
      delete: [],
    });
  });

  it("are read with capitals too, as external-dns before v0.17 writes them", () => {
    const old = { Create: [endpoint], UpdateOld: null, UpdateNew: [endpoint], Delete: [endpoint] };
    expect(parseChanges(JSON.stringify(old))).toEqual({
      create: [endpoint],
      updateOld: [],
      updateNew: [endpoint],
      delete: [endpoint],
    });
  });

  it.each([
    ["[]", "expected an object of changes, got an array"],
    ["null", "expected an object of changes, got null"],
    ['{"create":{}}', '"create" must be an array, got an object'],
    ['{"delete":["x"]}', "delete 0 must be an object, got a string"],
  ])("%s is refused: %s", (text, message) => {
    expect(() => parseChanges(text)).toThrow(message);
  });
});

it("whatever is sent is read or refused with a message, and nothing else happens", () => {
  const odd = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ create: [value] })),
  );
  fc.assert(
    fc.property(odd, (text) => {
      for (const parse of [parseEndpoints, parseChanges]) {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof BadBody)) throw error;
        }
      }
    }),
  );
});
