import { afterEach, describe, expect, it } from "vitest";
import { banner } from "./banner.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "./emulator.ts";

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function start(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ probe: async () => ({ passed: true }), ...options });
  running.push(emulator);
  return { emulator, addresses: await emulator.listen({ armPort: 0, armTlsPort: 0, dnsPort: 0, controlPort: 0 }) };
}

describe("the emulator on its ports", () => {
  it("listens on loopback at four free ports and gives the authority of its certificate", async () => {
    const { addresses } = await start();
    expect(addresses.host).toBe("127.0.0.1");
    const ports = [addresses.armPort, addresses.armTlsPort, addresses.dnsPort, addresses.controlPort];
    expect(ports.every((port) => port !== undefined && port > 0)).toBe(true);
    expect(addresses.caCertificate).toContain("BEGIN CERTIFICATE");
  });

  it("answers ARM over HTTP and shows it in the control API", async () => {
    const { addresses } = await start();
    const reply = await fetch(`http://127.0.0.1:${addresses.armPort}/subscriptions?api-version=2022-12-01`);
    expect(reply.status).toBe(200);
    const log = await fetch(`http://127.0.0.1:${addresses.controlPort}/requests`);
    expect(await log.json()).toMatchObject({ requests: [{ path: "/subscriptions", status: 200 }] });
  });

  it("cuts the connection over HTTP where a fault rule says so", async () => {
    const { emulator, addresses } = await start();
    emulator.control.faults.add({ action: { drop: true } });
    await expect(fetch(`http://127.0.0.1:${addresses.armPort}/subscriptions?api-version=2022-12-01`)).rejects.toThrow();
  });

  it("opens nothing when one port is taken, and can be opened again", async () => {
    const { addresses } = await start();
    const { emulator } = await start();
    const { armPort = 0 } = addresses;
    await emulator.close();
    await expect(emulator.listen({ controlPort: 0, armPort })).rejects.toThrow("EADDRINUSE");
    expect((await emulator.listen({ armPort: 0 })).armPort).toBeGreaterThan(0);
  });

  it("says in its banner where it listens and what to try", async () => {
    const { addresses } = await start();
    const text = banner(addresses);
    expect(text).toContain(`http://127.0.0.1:${addresses.armPort}`);
    expect(text).toContain(`dig @127.0.0.1 -p ${addresses.dnsPort} demo.trafficmanager.net`);
  });
});
