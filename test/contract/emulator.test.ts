import { createEmulator } from "../../src/emulator/emulator.ts";
import { createFetchHttpClient } from "../support/fetch-http-client.ts";
import { describeTrafficManager } from "./traffic-manager-contract.ts";

describeTrafficManager("the official SDK against the emulator", () => {
  const emulator = createEmulator({ probe: async () => ({ passed: true }) });
  return {
    credential: { getToken: async () => ({ token: "any", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroup: "contract",
    httpClient: createFetchHttpClient(emulator.fetch),
  };
});
