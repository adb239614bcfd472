/** One ARM request after the front door: routed by its path segments, its body already parsed JSON. */
export interface ArmRequest {
  method: string;
  /** Decoded path segments, in the caller's casing: ["subscriptions", "…", "resourceGroups", …]. */
  segments: readonly string[];
  query: URLSearchParams;
  apiVersion: string;
  headers: Headers;
  /** `undefined` when the request had no body. */
  body: unknown;
}

export interface ArmReply {
  status: number;
  /** Sent as JSON; absent means an empty body. */
  body?: unknown;
  /** The body as JSON text already; takes the place of `body`. */
  text?: string;
  headers?: Record<string, string>;
}
