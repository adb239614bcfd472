import { createEmulator, type Emulator } from "../../src/emulator/emulator.ts";
import { createManualClock } from "../../src/time/manual-clock.ts";
import { differences } from "./difference.ts";
import type { Recording, Step } from "./recording.ts";

export interface StepResult {
  step: Step;
  differences: string[];
}

/** What existed before a recording began, made by steps that were not recorded. */
const BEFORE: Record<string, readonly Omit<Step, "status" | "response">[]> = {
  "cli-test_dns_alias": [
    {
      method: "PUT",
      path: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/cli_test_dns_alias000001/providers/Microsoft.Network/dnsZones/mytestzone1.com",
      apiVersion: "2018-05-01",
      request: { location: "global" },
    },
    {
      method: "PUT",
      path: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/cli_test_dns_alias000001/providers/Microsoft.Network/trafficManagerProfiles/tm1",
      apiVersion: "2018-08-01",
      request: {
        location: "global",
        properties: {
          trafficRoutingMethod: "Geographic",
          dnsConfig: { relativeName: "mytesttrafficmanager1", ttl: 30 },
          monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
          endpoints: [
            {
              name: "ip",
              type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
              properties: { target: "20.20.20.20", geoMapping: ["WORLD"] },
            },
          ],
        },
      },
    },
  ],
};

/** Plays a recording's requests against a fresh emulator, in their order. */
export async function replay(recording: Recording): Promise<StepResult[]> {
  const emulator = createEmulator({ clock: createManualClock(), probe: async () => ({ passed: true }) });
  for (const step of BEFORE[recording.name] ?? []) {
    const { status, body } = await send(emulator, step);
    if (status >= 400) throw new Error(`${step.path} could not be prepared: ${status} ${JSON.stringify(body)}`);
  }
  const results: StepResult[] = [];
  for (const step of recording.steps) {
    const { status, body } = await send(emulator, step);
    const wrongStatus = status === step.status ? [] : [`status: Azure ${step.status}, emulator ${status}`];
    results.push({ step, differences: [...wrongStatus, ...differences(step.response ?? undefined, body)] });
  }
  await emulator.close();
  return results;
}

async function send(emulator: Emulator, step: Omit<Step, "status" | "response">) {
  const url = `https://management.azure.com${step.path}?api-version=${step.apiVersion}`;
  const hasBody = step.request !== null && step.request !== undefined;
  const init = hasBody ? { body: JSON.stringify(step.request), headers: { "content-type": "application/json" } } : {};
  const response = await emulator.fetch(new Request(url, { method: step.method, ...init }));
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}
