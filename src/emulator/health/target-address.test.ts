import { describe, expect, it } from "vitest";
import { resolveThrough, systemResolver } from "./target-address.ts";

describe("the address of a probed name", () => {
  const own = (name: string) => (name === "eu.example.com" ? "20.1.1.1" : undefined);

  it("is the emulator's own answer, then the system's", async () => {
    const resolve = resolveThrough(own, systemResolver);
    expect(await resolve("eu.example.com")).toBe("20.1.1.1");
    expect(["127.0.0.1", "::1"]).toContain(await resolve("localhost"));
    expect(await resolve("nowhere.invalid")).toBeUndefined();
  });
  it("is the emulator's own alone when the system is not to be asked", async () => {
    expect(await resolveThrough(own)("localhost")).toBeUndefined();
  });
});
