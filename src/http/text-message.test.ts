import { describe, expect, it } from "vitest";
import { textOf, textRequest, textResponse } from "./text-message.ts";

const aResponse = () => textResponse('{"a":"ü"}', { status: 201, headers: { "content-type": "application/json" } });

describe("a text response", () => {
  it("reads like any other", async () => {
    const response = aResponse();
    expect([response.status, response.ok, response.headers.get("content-type")]).toEqual([
      201,
      true,
      "application/json",
    ]);
    expect(await response.text()).toBe('{"a":"ü"}');
    expect(await aResponse().json()).toEqual({ a: "ü" });
    expect(Buffer.from(await aResponse().arrayBuffer()).toString()).toBe('{"a":"ü"}');
    expect(await aResponse().clone().text()).toBe('{"a":"ü"}');
  });

  it("streams its bytes to whoever wants a stream", async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of aResponse().body ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('{"a":"ü"}');
  });

  it("tells its text without being read", () => {
    expect(textOf(aResponse())).toBe('{"a":"ü"}');
    expect(textOf(new Response("x"))).toBeUndefined();
  });
});

describe("a text request", () => {
  it("reads like any other", async () => {
    const request = textRequest("http://localhost/a", { method: "PUT", headers: { "x-a": "1" } }, "[1]");
    expect([request.method, request.headers.get("x-a"), request.url]).toEqual(["PUT", "1", "http://localhost/a"]);
    expect([await request.text(), await request.clone().json(), textOf(request)]).toEqual(["[1]", [1], "[1]"]);
  });
});
