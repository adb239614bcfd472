import type { Endpoint, ProviderSpecificProperty } from "../../../core/endpoint.ts";
import { type AddressRecordType, suitableType } from "../targets.ts";
import type { Annotations } from "./annotations.ts";
import { providerSpecificOf, ttlOf } from "./annotations.ts";

/** What every endpoint of one object has in common. */
export interface EndpointTemplate {
  /** `service/production/my-app`; absent for none. */
  resource: string;
  ttl: number;
  setIdentifier: string;
  providerSpecific: ProviderSpecificProperty[];
}

export function templateOf(resource: string, annotations: Annotations, prefix: string): EndpointTemplate {
  return {
    resource,
    ttl: ttlOf(annotations, prefix),
    setIdentifier: annotations[`${prefix}set-identifier`] ?? "",
    providerSpecific: providerSpecificOf(annotations, prefix),
  };
}

const ADDRESS_RECORD_TYPES: readonly AddressRecordType[] = ["A", "AAAA", "CNAME"];

/** One endpoint per record type that the targets need: a dual-stack Service gives an A and an AAAA of one name. */
export function endpointsForHostname(
  hostname: string,
  targets: readonly string[],
  template: EndpointTemplate,
): Endpoint[] {
  return ADDRESS_RECORD_TYPES.flatMap((recordType) => {
    const suitable = targets.filter((target) => suitableType(target) === recordType);
    return suitable.length === 0 ? [] : endpointOf(hostname, recordType, suitable, template);
  });
}

/** Nothing when a label is longer than DNS allows: External-DNS logs it and goes on. */
export function endpointOf(
  dnsName: string,
  recordType: string,
  targets: readonly string[],
  template: EndpointTemplate,
): Endpoint[] {
  if (dnsName.split(".").some((label) => Buffer.byteLength(label) > 63)) return [];
  const keepsDots = recordType === "TXT" || recordType === "NAPTR" || recordType === "SRV";
  return [
    {
      dnsName: dnsName.replace(/\.$/, ""),
      targets: targets.map((target) => (keepsDots ? target : target.replace(/\.$/, ""))),
      recordType,
      ...(template.setIdentifier !== "" && { setIdentifier: template.setIdentifier }),
      ...(template.ttl > 0 && { recordTTL: template.ttl }),
      labels: { resource: template.resource },
      // One list for all endpoints of the object, as in the original: see own-properties.ts.
      providerSpecific: template.providerSpecific,
    },
  ];
}
