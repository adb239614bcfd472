import { createEmulator } from "../../src/emulator/emulator.ts";
import { noLog } from "../../src/provider/ports.ts";
import type { Clock } from "../../src/time/clock.ts";
import { listen } from "../../src/webhook/listen.ts";
import { createWebhook, type WebhookOptions } from "../../src/webhook/routes.ts";
import { createStatus } from "../../src/webhook/status.ts";
import { aCluster, anAzure } from "../support/journey.ts";
import { connect, type Place } from "./raw-connection.ts";

export const BODY_LIMIT = 1_000_000;

const PUT_PROFILE =
  "PUT /subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/trafficmanagerprofiles/p?api-version=2022-04-01";

export interface Listener extends Place {
  name: string;
  /** A request that is all right, with the status it must be answered. */
  good: { line: string; status: number };
  /** A request whose body is read. */
  withBody: string;
}

/** A provider on its two ports, before an Azure that stands still. */
export async function startProvider(options: Partial<WebhookOptions> = {}) {
  const azure = anAzure();
  const provider = aCluster(azure, "east").provider();
  const clock: Clock = azure.clock;
  const app = createWebhook({
    provider,
    log: noLog,
    clock,
    bodyLimit: BODY_LIMIT,
    deadline: 12_000,
    onRequest: () => undefined,
    ...options,
  });
  const metrics = async () => ({ text: "", contentType: "text/plain" });
  const anywhere = { host: "127.0.0.1", port: 0 };
  const webhook = await listen(app, anywhere);
  const status = await listen(createStatus({ provider, metrics }), anywhere);
  return {
    azure,
    webhook: { port: portOf(webhook.address) },
    status: { port: portOf(status.address) },
    async close() {
      await Promise.all([webhook.close(0), status.close(0)]);
      await provider.close();
    },
  };
}

/** Every HTTP listener there is, the provider's and the emulator's. */
export async function startAll(): Promise<{ listeners: Listener[]; dnsPort: number; close(): Promise<void> }> {
  const provider = await startProvider();
  const emulator = createEmulator({ probe: async () => ({ passed: true }), requestLogLimit: 10 });
  const ports = await emulator.listen({ armPort: 0, armTlsPort: 0, dnsPort: 0, controlPort: 0 });
  const { armPort = 0, armTlsPort = 0, controlPort = 0, dnsPort = 0 } = ports;
  const subscriptions = { line: "GET /subscriptions?api-version=2022-12-01", status: 200 };
  return {
    dnsPort,
    listeners: [
      { name: "webhook", ...provider.webhook, good: { line: "GET /", status: 200 }, withBody: "POST /records" },
      { name: "status", ...provider.status, good: { line: "GET /healthz", status: 200 }, withBody: "POST /healthz" },
      { name: "ARM", port: armPort, good: subscriptions, withBody: PUT_PROFILE },
      { name: "ARM over TLS", port: armTlsPort, tls: true, good: subscriptions, withBody: PUT_PROFILE },
      { name: "control", port: controlPort, good: { line: "GET /state", status: 200 }, withBody: "POST /faults" },
    ],
    async close() {
      await provider.close();
      await emulator.close();
    },
  };
}

/** The status of the good request, asked on a connection of its own. */
export async function statusOfGood(listener: Listener): Promise<number> {
  const connection = await connect(listener);
  await connection.send(`${listener.good.line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return statusOf(await connection.closed);
}

export function statusOf(reply: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(reply)?.[1] ?? Number.NaN);
}

function portOf(address: string): number {
  return Number(address.split(":").at(-1));
}
