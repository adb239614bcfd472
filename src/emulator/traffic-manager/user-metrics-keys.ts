import { armError } from "../arm/arm-errors.ts";
import type { ArmReply } from "../arm/arm-message.ts";

/** TrafficManagerUserMetricsKeys_Get · _CreateOrUpdate · _Delete: one key per subscription, and a PUT makes it anew. */
export interface UserMetricsKeys {
  get(subscription: string): ArmReply;
  put(subscription: string): ArmReply;
  delete(subscription: string): ArmReply;
}

export function createUserMetricsKeys(newKey: () => string): UserMetricsKeys {
  const keys = new Map<string, string>();
  const model = (key: string) => ({
    // Without the subscription, as the specification's examples have it.
    id: "/providers/Microsoft.Network/trafficManagerUserMetricsKeys/default",
    name: "default",
    type: "Microsoft.Network/trafficManagerUserMetricsKeys",
    properties: { key },
  });
  return {
    get(subscription) {
      const key = keys.get(subscription.toLowerCase());
      if (key === undefined) return armError(404, "NotFound", "The Real User Metrics key does not exist.");
      return { status: 200, body: model(key) };
    },
    put(subscription) {
      const key = newKey();
      keys.set(subscription.toLowerCase(), key);
      return { status: 201, body: model(key) };
    },
    delete(subscription) {
      keys.delete(subscription.toLowerCase());
      return { status: 200 };
    },
  };
}
