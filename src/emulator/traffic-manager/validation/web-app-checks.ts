import type { EndpointResource } from "../../../arm/traffic-manager.ts";
import type { ProfileCheck } from "./check.ts";

/** At most one Web App per region (Azure docs: endpoint types); the sentence is Azure's (azure-docs #16469). */
export const webAppsPerRegion: ProfileCheck = ({ properties }) => {
  const byRegion = Map.groupBy(properties.endpoints.filter(isWebApp), (one) => one.properties.endpointLocation);
  for (const [region, apps] of byRegion) {
    if (!region || apps.length < 2) continue;
    const names = apps.map((app) => app.properties.target).join(", ");
    return `Some of the provided Azure Website endpoints are not valid: One or more conflicts detected in traffic manager configuration. Multiple domains point to region "${region}": ${names}`;
  }
  return undefined;
};

function isWebApp({ properties }: EndpointResource): boolean {
  return /\/providers\/Microsoft\.Web\/sites\//i.test(properties.targetResourceId ?? "");
}
