import { createHttpHeaders, createPipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { ArmError } from "../provider/ports.ts";
import { retryAfter, toArmError } from "./arm-error.ts";

const NOW = Date.UTC(2026, 0, 1);

/** The SDK's error for an answer. */
function anAnswer(status: number, body: string, headers: Record<string, string> = {}) {
  const request = createPipelineRequest({ url: "https://management.azure.com/x" });
  const response = { request, status, headers: createHttpHeaders(headers), bodyAsText: body };
  return new RestError("the SDK's own words", { code: "SdkCode", statusCode: status, request, response });
}

it.each([
  ["the front door's, wrapped", '{"error":{"code":"AuthorizationFailed","message":"no"}}'],
  ["Traffic Manager's own, unwrapped", '{"code":"AuthorizationFailed","message":"no"}'],
])("an error body is read: %s", (_which, body) => {
  expect(toArmError(anAnswer(403, body), NOW)).toMatchObject({
    name: "ArmError",
    status: 403,
    code: "AuthorizationFailed",
    message: "no",
  });
});

it("a body that says nothing leaves the status", () => {
  expect(toArmError(anAnswer(502, "<html>Bad Gateway</html>"), NOW)).toMatchObject({
    status: 502,
    code: "SdkCode",
    message: "Azure answered with status 502",
  });
});

it("keeps what the error came from", () => {
  const answer = anAnswer(500, "");
  expect(toArmError(answer, NOW)).toHaveProperty("cause", answer);
});

it.each([
  ["a connection that broke", new RestError("read ECONNRESET", { code: "ECONNRESET" }), "ECONNRESET"],
  ["a time-out", Object.assign(new Error("The operation was aborted."), { name: "AbortError" }), "Timeout"],
  [
    "a sign-in that failed",
    Object.assign(new Error("no"), { name: "CredentialUnavailableError" }),
    "CredentialUnavailableError",
  ],
  ["an answer that is no JSON", anAnswer(200, "<html>"), "SdkCode"],
])("%s is no answer: status 0, to be tried again", (_which, error, code) => {
  expect(toArmError(error, NOW)).toMatchObject({ name: "ArmError", status: 0, code });
});

it("a sign-in that failed says so in one line", () => {
  const error = Object.assign(new Error("AADSTS700016: no such application\nTrace ID: 1"), {
    name: "AuthenticationError",
  });
  expect(toArmError(error, NOW)).toHaveProperty(
    "message",
    "cannot sign in to Azure: AADSTS700016: no such application",
  );
});

it("what is nobody's answer stays what it is", () => {
  const bug = new TypeError("oops");
  const known = new ArmError({ status: 404, code: "NotFound", message: "gone" });
  expect(toArmError(bug, NOW)).toBe(bug);
  expect(toArmError(known, NOW)).toBe(known);
});

describe("the wait Azure asks for", () => {
  it.each([
    ["seconds", { "retry-after": "17" }, 17_000],
    ["a date", { "retry-after": new Date(NOW + 30_000).toUTCString() }, 30_000],
    ["a date that has passed", { "retry-after": new Date(NOW - 30_000).toUTCString() }, 0],
    ["milliseconds, which count more", { "retry-after": "17", "x-ms-retry-after-ms": "250" }, 250],
    ["nonsense", { "retry-after": "soon" }, undefined],
    ["nothing", {}, undefined],
  ])("%s", (_which, headers, wait) => {
    const byName = new Map<string, string>(Object.entries(headers));
    expect(retryAfter((name) => byName.get(name), NOW)).toBe(wait);
    expect(toArmError(anAnswer(429, "{}", Object.fromEntries(byName)), NOW)).toHaveProperty("retryAfter", wait);
  });
});
