import type { ProviderSpecificProperty } from "../../../core/endpoint.ts";

/** The default up to External-DNS v0.21. */
export const ALPHA_PREFIX = "external-dns.alpha.kubernetes.io/";
/** The default from v0.22 on. */
export const STABLE_PREFIX = "external-dns.kubernetes.io/";

export type Annotations = Readonly<Record<string, string>>;

const MAXIMUM_TTL = 2_147_483_647;

/** Whether the `controller` annotation leaves the object to somebody else. */
export function belongsToAnotherController(annotations: Annotations, prefix: string): boolean {
  const controller = annotations[`${prefix}controller`];
  return controller !== undefined && controller !== "dns-controller";
}

/** A list such as the `hostname` annotation: commas separate, spaces do not count. An empty annotation is one empty name. */
export function splitHostnames(value: string | undefined): string[] {
  return value === undefined ? [] : value.replaceAll(" ", "").trim().split(",");
}

/** The `target` annotation, which takes the place of what the object's status says. */
export function targetsOf(annotations: Annotations, prefix: string): string[] {
  const value = annotations[`${prefix}target`];
  return value ? splitHostnames(value).map((target) => target.replace(/\.$/, "")) : [];
}

/** Seconds of the `ttl` annotation, given as a number or as a Go duration; 0 when absent or not between 1 and 2^31-1. */
export function ttlOf(annotations: Annotations, prefix: string): number {
  const value = annotations[`${prefix}ttl`];
  if (value === undefined) return 0;
  const seconds = /^[+-]?\d+$/.test(value) ? Number(value) : goDurationSeconds(value);
  return seconds !== undefined && seconds >= 1 && seconds <= MAXIMUM_TTL ? seconds : 0;
}

const UNIT_SECONDS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** `1m30s` → 90; fractions of a second are cut off. `undefined` for anything Go's time.ParseDuration refuses. */
function goDurationSeconds(text: string): number | undefined {
  const [, sign, amounts] = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text) ?? [];
  if (amounts === undefined) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of amounts.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? Number.NaN);
  }
  return Math.trunc(sign === "-" ? -seconds : seconds);
}

/** `<prefix>aws-x` becomes `aws/x`; these four are the providers that take any name. */
const OPEN_ENDED = ["aws", "scw", "webhook", "coredns"];
const CLOUDFLARE = ["custom-hostname", "proxied", "region-key", "record-comment", "tags"];

/** Every provider's annotations as properties, in no particular order: the pipeline keeps one provider's and sorts. */
export function providerSpecificOf(annotations: Annotations, prefix: string): ProviderSpecificProperty[] {
  const properties: ProviderSpecificProperty[] = [];
  if (annotations[`${prefix}alias`] === "true") properties.push({ name: "alias", value: "true" });
  const recordType = annotations[`${prefix}record-type`];
  if (recordType !== undefined) properties.push({ name: "record-type", value: recordType });
  for (const [key, value] of Object.entries(annotations)) {
    const name = key.startsWith(prefix) ? propertyName(key.slice(prefix.length), prefix) : undefined;
    if (name !== undefined) properties.push({ name, value });
  }
  return properties;
}

function propertyName(annotation: string, prefix: string): string | undefined {
  for (const provider of OPEN_ENDED) {
    if (annotation.startsWith(`${provider}-`)) return `${provider}/${annotation.slice(provider.length + 1)}`;
  }
  if (annotation === "azure-tags") return "azure/tags";
  const cloudflare = CLOUDFLARE.find((setting) => annotation.startsWith(`cloudflare-${setting}`));
  return cloudflare && `${prefix}cloudflare-${cloudflare}`;
}
