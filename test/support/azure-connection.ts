import { type AzureConnection, noCredential } from "../../src/azure/connection.ts";
import { createEmulator, type EmulatorOptions } from "../../src/emulator/emulator.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { createFetchHttpClient } from "./fetch-http-client.ts";

export const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

/** An Azure in this process and how to reach it, on a clock that stands still. */
export function anEmulatedAzure(options: EmulatorOptions = {}) {
  const clock = createManualClock();
  const emulator = createEmulator({ clock, probe: async () => ({ passed: true }), ...options });
  const connection: AzureConnection = {
    subscriptionId: SUBSCRIPTION,
    endpoint: "http://arm.emulated",
    scope: "http://arm.emulated/.default",
    credential: noCredential,
    emulated: true,
    userAgent: "external-dns-traffic-manager/test",
    httpClient: createFetchHttpClient(emulator.fetch),
  };
  const { requests, faults, denyRules } = emulator.control;
  /** What was asked since `mark`, as `METHOD last/parts status`. */
  const asked = (since = 0) =>
    requests
      .entries({ since })
      .map(({ method, path, status }) => `${method} ${path.split("/providers/").slice(1).join(" ")} ${status}`);
  const arm = async (method: string, path: string, body?: unknown, apiVersion = "2022-04-01") => {
    const response = await emulator.fetch(
      new Request(`http://arm.emulated${path}?api-version=${apiVersion}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, text: await response.text() };
  };
  return { clock, emulator, connection, asked, mark: () => requests.mark(), faults, denyRules, arm };
}
