import type { Endpoint, ProviderSpecificProperty } from "../../../core/endpoint.ts";
import { compareText } from "../targets.ts";

const EMPTY: ProviderSpecificProperty = { name: "", value: "" };

/**
 * The endpoints with this provider's properties and those of no provider (`alias`), by name.
 *
 * External-DNS v0.21.0 does so in place, in the one list that all endpoints of an object share (RetainProviderProperties,
 * slices.DeleteFunc). Where it takes something out, the rest of the list is blanked, and every later endpoint of that
 * object has blank properties in front, which push the first one's last properties out of its view. So an object with
 * two endpoints and another provider's annotation (`azure-tags`, say) loses settings on one of them: the one that comes
 * first in a random order, for which the last by name stands here.
 */
export function withOwnProperties(endpoints: readonly Endpoint[], provider: string): Endpoint[] {
  const byList = Map.groupBy(endpoints, (endpoint) => endpoint.providerSpecific);
  return endpoints.map((endpoint) => {
    const all = endpoint.providerSpecific ?? [];
    const own = all.filter(({ name }) => isOwn(name, provider)).sort((a, b) => compareText(a.name, b.name));
    const sharers = byList.get(endpoint.providerSpecific) ?? [];
    if (own.length === all.length || sharers.length === 1) return { ...endpoint, providerSpecific: own };
    const blanked = [...Array.from({ length: all.length - own.length }, () => EMPTY), ...own];
    return { ...endpoint, providerSpecific: endpoint === sharers.at(-1) ? blanked.slice(0, own.length) : blanked };
  });
}

function isOwn(name: string, provider: string): boolean {
  return !name.includes("/") || name.startsWith(`${provider}/`);
}
