/** External-DNS's wire types (kubernetes-sigs/external-dns, endpoint/endpoint.go and plan/plan.go). */

export interface ProviderSpecificProperty {
  name: string;
  value: string;
}

export interface Endpoint {
  dnsName: string;
  targets: string[];
  recordType: string;
  setIdentifier?: string;
  /** Seconds; absent or 0 means "not configured", which the plan does not compare. */
  recordTTL?: number;
  labels?: Record<string, string>;
  providerSpecific?: ProviderSpecificProperty[];
}

export interface Changes {
  create: Endpoint[];
  updateOld: Endpoint[];
  updateNew: Endpoint[];
  delete: Endpoint[];
}

export interface DomainFilter {
  include?: string[];
  exclude?: string[];
  regexInclude?: string;
  regexExclude?: string;
}
