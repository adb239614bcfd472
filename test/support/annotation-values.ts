import fc from "fast-check";
import { ANNOTATION_NAMES, type AnnotationName } from "../../src/core/annotations/names.ts";

/** Any text a user may have typed, most of it nonsense. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", " ", "\n", ",", ":", "/", "true", "0", "-1", "1e3", "٣", "null", "*", "xn--", "__proto__"),
);

const anyCase = (...texts: string[]) =>
  fc.tuple(fc.constantFrom(...texts), fc.boolean()).map(([text, upper]) => (upper ? text.toUpperCase() : text));
const whole = (min: number, max: number) => fc.integer({ min, max }).map(String);
const list = (item: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(item, { minLength: 1, maxLength }).map((items) => items.join(", "));
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const dnsName = fc
  .tuple(label, fc.constantFrom(".example.com", ".Example.ORG", ".a.b.example.net."))
  .map((parts) => parts.join(""));
const headerPairs = fc
  .uniqueArray(fc.constantFrom("Host", "X-A", "x-b", "X-C"), {
    minLength: 1,
    maxLength: 4,
    selector: (name) => name.toLowerCase(),
  })
  .chain((names) => fc.tuple(...names.map((name) => label.map((value) => `${name}: ${value}`))))
  .map((pairs) => pairs.join(","));

/** Values of each annotation that are right, in the spellings people use. */
export const RIGHT_VALUES: Record<AnnotationName, fc.Arbitrary<string>> = {
  enabled: anyCase("true"),
  "resource-group": fc.constantFrom("rg", "My-RG", "rg.with(parens)"),
  "profile-name": fc.constantFrom("shop", "Shop-Global", "a"),
  hostname: list(dnsName, 3),
  "routing-method": anyCase("Weighted", "Priority", "Performance", "Geographic", "MultiValue", "Subnet"),
  weight: fc.oneof(fc.constant("0"), whole(0, 1000)),
  priority: whole(1, 1000),
  "endpoint-name": fc.constantFrom("east", "East US", "e_1", "~odd", "a=b", "x".repeat(100)),
  "endpoint-location": fc.constantFrom("East US", "westeurope", "south-india", "Mars Central Nine"),
  "endpoint-status": anyCase("Enabled", "Disabled"),
  "dns-ttl": whole(0, 2_147_483_647),
  "monitor-protocol": anyCase("http", "https", "tcp"),
  "monitor-port": whole(1, 65_535),
  "monitor-path": fc.constantFrom("/", "/health", "/a?b=c,d", "/%20"),
  "health-checks-enabled": anyCase("true", "false"),
  "monitor-interval": fc.constantFrom("10", "30"),
  "monitor-timeout": whole(5, 10),
  "monitor-tolerated-failures": whole(0, 9),
  "monitor-expected-status-codes": list(fc.constantFrom("200", "200-299", "301 - 302", "404"), 8),
  "monitor-headers": headerPairs,
  "endpoint-headers": headerPairs,
  "geo-mapping": list(fc.constantFrom("WORLD", "geo-eu", "DE", "us-ca"), 4),
  subnets: list(fc.constantFrom("10.0.0.0/8", "1.2.3.4-1.2.3.9", "5.6.7.8", "2001:db8::/32"), 4),
  "max-return": whole(1, 10),
  "min-child-endpoints": whole(1, 200),
  "min-child-endpoints-ipv4": whole(0, 200),
  "min-child-endpoints-ipv6": whole(0, 200),
  "endpoint-type": anyCase("External", "Azure", "Nested"),
  "target-resource-id": fc.constant(
    "/subscriptions/S/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/Ip",
  ),
  target: fc.oneof(dnsName, fc.constantFrom("20.1.2.3", "2001:DB8::1")),
};

/** Annotations of one Service, each with a right value, that go together. */
export const rightAnnotations = annotationsFrom((name) => RIGHT_VALUES[name], ["enabled", "profile-name"]).map(
  withoutContradictions,
);

/** Annotations of one Service, any of them with nonsense in it, some with names nobody knows. */
export const anyAnnotations = fc
  .tuple(
    annotationsFrom((name) => fc.oneof({ weight: 2, arbitrary: RIGHT_VALUES[name] }, anyText), []),
    fc.dictionary(anyText, anyText, { maxKeys: 3 }),
  )
  .map(([known, unknown]): Record<string, string> => ({ ...unknown, ...known }));

function annotationsFrom(textOf: (name: AnnotationName) => fc.Arbitrary<string>, always: readonly AnnotationName[]) {
  return fc.subarray([...ANNOTATION_NAMES]).chain((some): fc.Arbitrary<Record<string, string>> => {
    const names = [...new Set([...always, ...some])];
    return fc
      .tuple(...names.map(textOf))
      .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])));
  });
}

/** Leaves out what must be absent beside something else that is said, and adds what that needs. */
function withoutContradictions(annotations: Record<string, string>): Record<string, string> {
  const said = (name: AnnotationName) => (annotations[name] ?? "").toLowerCase();
  const type = said("endpoint-type") || "external";
  const absent: AnnotationName[] = [];
  if (type !== "nested") absent.push("min-child-endpoints", "min-child-endpoints-ipv4", "min-child-endpoints-ipv6");
  else absent.push("health-checks-enabled");
  if (type === "external") absent.push("target-resource-id");
  if (said("monitor-protocol") === "tcp")
    absent.push("monitor-path", "monitor-headers", "monitor-expected-status-codes");
  if (said("monitor-interval") === "10") absent.push("monitor-timeout");
  return {
    ...Object.fromEntries(Object.entries(annotations).filter(([name]) => !absent.some((other) => other === name))),
    ...(type !== "external" && { "target-resource-id": "/subscriptions/s/resourceGroups/rg/providers/X/y/z" }),
    ...(said("routing-method") === "performance" && { "endpoint-location": "eastus" }),
    ...(said("routing-method") === "geographic" && { "geo-mapping": "GEO-EU" }),
  };
}
