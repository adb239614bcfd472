import type { Endpoint } from "../../../core/endpoint.ts";
import type { DnsEndpoint, DnsEndpointEntry } from "../../kubernetes/objects.ts";
import { mergeEndpoints } from "./merge.ts";

/** `--source=crd`: what the objects say, labelled with where it comes from. */
export function dnsEndpointEndpoints(objects: readonly DnsEndpoint[]): Endpoint[] {
  return mergeEndpoints(
    objects.flatMap(({ metadata, spec }) =>
      spec.endpoints
        .filter((entry) => !hasIllegalTarget(entry))
        .map((entry) => endpointOf(entry, `crd/${metadata.namespace}/${metadata.name}`)),
    ),
  );
}

function endpointOf(entry: DnsEndpointEntry, resource: string): Endpoint {
  return {
    dnsName: entry.dnsName,
    targets: entry.targets,
    recordType: entry.recordType,
    ...(entry.setIdentifier !== "" && { setIdentifier: entry.setIdentifier }),
    ...(entry.recordTTL !== 0 && { recordTTL: entry.recordTTL }),
    labels: { ...entry.labels, resource },
    providerSpecific: entry.providerSpecific,
  };
}

/** A NAPTR target must end with a dot; a CNAME, TXT or MX target may; no other may. */
function hasIllegalTarget({ recordType, targets }: DnsEndpointEntry): boolean {
  if (recordType === "TXT" || recordType === "MX" || recordType === "CNAME") return false;
  return targets.some((target) => target.endsWith(".") === (recordType !== "NAPTR"));
}
