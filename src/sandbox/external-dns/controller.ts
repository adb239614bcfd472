import type { Changes, DomainFilter, Endpoint } from "../../core/endpoint.ts";
import { hasChanges, type Policy, planChanges } from "./plan.ts";
import type { Provider } from "./provider.ts";
import type { Registry } from "./registry.ts";

export interface Controller {
  provider: Provider;
  registry: Registry;
  policy: Policy;
  /** `--domain-filter`: narrows the plan, not what is sent to the provider. */
  domainFilter: DomainFilter;
  managedRecordTypes: readonly string[];
  readSources(): Endpoint[];
}

/** One synchronisation: what is there, what should be there, what to do about it. Answers with what was sent. */
export async function runOnce(controller: Controller): Promise<Changes> {
  const { provider, registry } = controller;
  const known = registry.read(await provider.records());
  const desired = await provider.adjustEndpoints(controller.readSources());
  const changes = planChanges(known.records, desired, {
    policy: controller.policy,
    domainFilters: [controller.domainFilter, provider.domainFilter],
    managedRecordTypes: controller.managedRecordTypes,
    ownerId: registry.ownerId,
  });
  if (!hasChanges(changes)) return changes;
  const owned = registry.write(changes, known);
  await provider.applyChanges(owned);
  return owned;
}
