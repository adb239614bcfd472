import type { Changes, DomainFilter, Endpoint } from "../../core/endpoint.ts";

/** What External-DNS asks of any provider. */
export interface Provider {
  domainFilter: DomainFilter;
  records(): Promise<Endpoint[]>;
  adjustEndpoints(endpoints: readonly Endpoint[]): Promise<Endpoint[]>;
  applyChanges(changes: Changes): Promise<void>;
}

/** Logged, and tried again at the next interval. Every other error ends External-DNS. */
export class SoftError extends Error {
  override readonly name = "SoftError";
}
