import { describe, expect, it } from "vitest";
import { createManualClock } from "../../time/manual-clock.ts";
import { startExternalDns } from "./external-dns.ts";
import { parseExternalDnsFlags } from "./flags.ts";
import { type Provider, SoftError } from "./provider.ts";

const MINUTE = 60_000;

function aWorld(records: () => Promise<[]>) {
  const clock = createManualClock();
  const logged: string[] = [];
  let connects = 0;
  const provider: Provider = {
    domainFilter: {},
    records,
    adjustEndpoints: (endpoints) => Promise.resolve([...endpoints]),
    applyChanges: () => Promise.resolve(),
  };
  const externalDns = startExternalDns({
    options: parseExternalDnsFlags([], "webhook"),
    clock,
    connect: () => {
      connects++;
      return Promise.resolve(provider);
    },
    readSources: () => [],
    log: (_, message) => logged.push(message),
  });
  return { clock, logged, externalDns, connects: () => connects };
}

describe("External-DNS's loop", () => {
  it("synchronises at once and then every minute, over one connection", async () => {
    const { clock, externalDns, connects } = aWorld(() => Promise.resolve([]));
    await clock.advance(0);
    expect(externalDns.cycles()).toBe(1);
    await clock.advance(3 * MINUTE);
    expect(externalDns.cycles()).toBe(4);
    expect(connects()).toBe(1);
  });

  it("logs a soft error and goes on at the next interval", async () => {
    let fails = true;
    const { clock, externalDns, logged } = aWorld(async () => {
      if (fails) throw new SoftError("failed to get records with code 503");
      return [];
    });
    await clock.advance(0);
    fails = false;
    await clock.advance(MINUTE);
    expect(logged).toEqual(["failed to get records with code 503"]);
    expect([externalDns.cycles(), externalDns.restarts()]).toEqual([1, 0]);
  });

  it("ends on any other error, and is started again after 10 s, 20 s, 40 s …", async () => {
    const { clock, externalDns, connects } = aWorld(async () => {
      throw new Error("failed to get records with code 404");
    });
    await clock.advance(0);
    expect([externalDns.restarts(), connects()]).toEqual([1, 1]);
    await clock.advance(10_000);
    expect([externalDns.restarts(), connects()]).toEqual([2, 2]);
    await clock.advance(19_999);
    expect(externalDns.restarts()).toBe(2);
    await clock.advance(1);
    expect(externalDns.restarts()).toBe(3);
  });

  it("does nothing more once it is stopped", async () => {
    const { clock, externalDns } = aWorld(() => Promise.resolve([]));
    await clock.advance(0);
    await externalDns.stop();
    await clock.advance(10 * MINUTE);
    expect(externalDns.cycles()).toBe(1);
  });
});
