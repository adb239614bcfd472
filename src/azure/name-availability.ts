import type { TrafficManagerManagementClient, TrafficManagerNameAvailability } from "@azure/arm-trafficmanager";
import { ArmError } from "../provider/ports.ts";
import { armCall } from "./arm-call.ts";

const TYPE = "Microsoft.Network/trafficManagerProfiles";

/**
 * Whether `<relativeName>.trafficmanager.net` is free. An identity whose rights end at its resource group may not be allowed to ask,
 * neither of the tenant nor of the subscription; then the name counts as free, and the PUT says if it is not.
 */
export async function isNameAvailable(
  { profiles }: TrafficManagerManagementClient,
  relativeName: string,
  options: { requestOptions: { timeout: number } },
): Promise<boolean> {
  const question = { name: relativeName, type: TYPE };
  const answer =
    (await unlessForbidden(() => profiles.checkTrafficManagerRelativeDnsNameAvailability(question, options))) ??
    (await unlessForbidden(() => profiles.checkTrafficManagerNameAvailabilityV2(question, options)));
  return answer?.nameAvailable ?? true;
}

async function unlessForbidden(
  ask: () => Promise<TrafficManagerNameAvailability>,
): Promise<TrafficManagerNameAvailability | undefined> {
  try {
    return await armCall(ask);
  } catch (error) {
    if (error instanceof ArmError && error.status === 403) return undefined;
    throw error;
  }
}
