/** Every number Azure documents for Traffic Manager, each with where it is written. */

/** Azure Fleet DNS load-balancing troubleshooting, 05/2025 (an older limits page says 100). */
export const PROFILES_PER_SUBSCRIPTION = 200;
/** Azure subscription limits, Traffic Manager. */
export const ENDPOINTS_PER_PROFILE = 200;
/** Azure docs: Traffic Manager FAQ, nested profiles. */
export const NESTING_DEPTH = 10;

/** Azure docs: resource name rules. */
export const PROFILE_NAME_LENGTH = 63;
/** The service's own error text (azure-cli #4734). */
export const ENDPOINT_NAME_LENGTH = 260;

/** Azure docs: FAQ, "What is the range of TTL". */
export const TTL = { min: 0, max: 2_147_483_647 };
export const PORT = { min: 1, max: 65_535 };
/** azure-rest-api-specs, Endpoint.weight and Endpoint.priority. */
export const WEIGHT = { min: 1, max: 1000 };
export const PRIORITY = { min: 1, max: 1000 };

/** Azure docs: monitoring. */
export const INTERVALS = [10, 30] as const;
export const TIMEOUT = { 10: { min: 5, max: 9 }, 30: { min: 5, max: 10 } } as const;
export const TOLERATED_FAILURES = { min: 0, max: 9 };
export const CUSTOM_HEADERS = 8;
export const STATUS_CODE_RANGES = 8;
export const STATUS_CODE = { min: 100, max: 999 };

/** The portal allows 8, the FAQ says 10: the emulator takes an option. */
export const MAX_RETURN = { portal: 8, faq: 10 };

/** Azure docs: tag resources. */
export const TAGS_PER_RESOURCE = 50;
export const TAG_NAME_LENGTH = 512;
export const TAG_VALUE_LENGTH = 256;

/** A Microsoft employee on learn.microsoft.com Q&A 1215438: the name is held about two hours. */
export const RESERVED_NAME_MS = 2 * 60 * 60 * 1000;

/** What the service fills in when only protocol, port and path are sent (azure-powershell recordings). */
export const DEFAULTS = { interval: 30, timeout: { 10: 9, 30: 10 }, toleratedFailures: 3, ttl: 60, weight: 1 } as const;
