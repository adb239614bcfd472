import { DefaultAzureCredential } from "@azure/identity";
import { describe, it } from "vitest";
import { describeTrafficManager } from "./traffic-manager-contract.ts";

/** Costs money and needs an account: runs only when both are named. */
const subscriptionId = process.env.AZURE_SUBSCRIPTION_ID;
const resourceGroup = process.env.AZURE_TEST_RESOURCE_GROUP;

if (subscriptionId && resourceGroup) {
  describeTrafficManager("the official SDK against Azure", () => ({
    credential: new DefaultAzureCredential(),
    subscriptionId,
    resourceGroup,
  }));
} else {
  describe("the official SDK against Azure", () => {
    it.skip("skipped: set AZURE_SUBSCRIPTION_ID and AZURE_TEST_RESOURCE_GROUP to run it");
  });
}
