import { expect, it } from "vitest";
import { createLog, type LogOptions } from "./log.ts";
import { ArmError } from "./provider/ports.ts";

function aLog(options: Partial<LogOptions> = {}) {
  const written: string[] = [];
  const log = createLog({ level: "info", format: "json", ...options }, (text) => written.push(text));
  return { log, written, event: () => JSON.parse(written[0] ?? "") };
}

it("writes one JSON object a line, with the level's name and the time", () => {
  const { log, written, event } = aLog();
  log.info({ profile: "shop" }, "created");
  expect(written.map((line) => line.at(-1))).toEqual(["\n"]);
  expect(event()).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    profile: "shop",
    msg: "created",
  });
});

it("leaves out what is below its level", () => {
  const { log, written } = aLog({ level: "warn" });
  log.info({}, "nothing new");
  expect(written).toEqual([]);
});

it("writes a readable line for a terminal", () => {
  const { log, written } = aLog({ format: "text" });
  log.warn({ profile: "shop", status: 429 }, "trying again");
  expect(written.join("")).toMatch(/^\d\d:\d\d:\d\d WARN {2}trying again profile=shop status=429\n$/);
});

it("shows where an unexpected error came from", () => {
  const { log, event } = aLog();
  log.error({ err: new TypeError("oops", { cause: new Error("deeper\nmore") }) }, "failed");
  expect(event().err).toEqual({
    type: "TypeError",
    message: "oops",
    stack: expect.stringContaining("log.test.ts"),
    cause: "Error: deeper",
  });
});

it("shows Azure's answer by its words and status", () => {
  const { log, event } = aLog();
  log.error({ err: new ArmError({ status: 403, code: "AuthorizationFailed", message: "no" }) }, "failed");
  expect(event().err).toEqual({ type: "ArmError", message: "no", status: 403 });
});

it.each(["json", "text"] as const)("never writes the request that a library's error carries (%s)", (format) => {
  const { log, written } = aLog({ format });
  const request = { headers: { authorization: "Bearer s3cret" } };
  const cause = Object.assign(new Error("reset"), { request });
  log.error({ err: Object.assign(new Error("outer", { cause }), { request, response: { request } }) }, "failed");
  expect(written.join("")).toContain("failed");
  expect(written.join("")).not.toContain("s3cret");
});
