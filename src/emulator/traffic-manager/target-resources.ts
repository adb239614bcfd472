import type { EndpointType } from "../../arm/traffic-manager.ts";
import type { TargetResource } from "./endpoint-input.ts";
import type { ProfileStore } from "./profile-store.ts";

/** A resource of Azure that an endpoint of type `azureEndpoints` may point to. */
export interface AzureResource {
  id: string;
  /** Its host name. */
  target: string;
  /** Its region, as a display name. */
  location?: string;
}

/**
 * What a `targetResourceId` stands for. A nested endpoint's target is its child's FQDN, filled in by the service
 * (azure-powershell TestProfileWithNestedEndpointsGetPut).
 */
export function createTargetResources(store: ProfileStore, known: readonly AzureResource[]) {
  const byId = new Map(known.map((resource) => [resource.id.toLowerCase(), resource]));
  return (id: string, type: EndpointType): TargetResource | undefined => {
    if (type === "NestedEndpoints") {
      const child = store.get(id);
      return child && { target: child.properties.dnsConfig.fqdn };
    }
    return byId.get(id.toLowerCase()) ?? { target: conventionalTarget(id) };
  };
}

/** Host names that follow from the resource's own name; a public address's label is its own and cannot be known. */
function conventionalTarget(id: string): string | undefined {
  const [, kind, name] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)(?:\/|$)/i.exec(id) ?? [];
  switch (kind?.toLowerCase()) {
    case "microsoft.web/sites":
      return `${name}.azurewebsites.net`;
    case "microsoft.classiccompute/domainnames":
      return `${name}.cloudapp.net`;
    case "microsoft.network/publicipaddresses":
      return `${name}.cloudapp.azure.com`;
    default:
      return undefined;
  }
}
