/** Names of the emulated Azure that programs, manifests and assertions agree on. */
export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const RESOURCE_GROUP = "my-tm-rg";
export const DNS_RESOURCE_GROUP = "my-dns-rg";
export const ZONE = "example.com";

/** How the journeys' own requests are told from everybody else's. */
export const JOURNEY_CALLER = "journey";
