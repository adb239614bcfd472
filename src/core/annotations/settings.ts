import { type MonitorProtocol, TRAFFIC_ROUTING_METHODS } from "../../arm/traffic-manager.ts";
import type { Monitor, ProfileSettings } from "../profile.ts";
import type { AnnotationReader } from "./reader.ts";
import { parseChoice, parseHeaders, parseInteger, parseStatusCodes } from "./values.ts";

const PROTOCOLS = ["HTTP", "HTTPS", "TCP"] as const satisfies readonly MonitorProtocol[];
const DEFAULT_TTL = 30;
const LONGEST_TTL = 2_147_483_647; // Azure docs: Traffic Manager FAQ

/** The profile-level settings a Service asks for. `recordTTL` is external-dns's own ttl annotation, in seconds. */
export function readSettings(reader: AnnotationReader, recordTTL: number | undefined): ProfileSettings {
  const trafficRoutingMethod = reader.read(
    "routing-method",
    (text) => parseChoice(text, TRAFFIC_ROUTING_METHODS),
    "Weighted",
  );
  // The FAQ says at most 10, the portal enforces 8; Azure itself decides.
  const maxReturn = reader.read("max-return", (text) => parseInteger(text, 1, 10), undefined);
  return {
    trafficRoutingMethod,
    ttl: reader.read("dns-ttl", (text) => parseInteger(text, 0, LONGEST_TTL), recordTTL || DEFAULT_TTL),
    monitor: readMonitor(reader),
    ...(trafficRoutingMethod === "MultiValue" ? { maxReturn: maxReturn ?? 2 } : {}),
  };
}

function readMonitor(reader: AnnotationReader): Monitor {
  const protocol = reader.read("monitor-protocol", (text) => parseChoice(text, PROTOCOLS), "HTTPS");
  const intervalInSeconds = reader.read("monitor-interval", parseInterval, 30);
  const longestTimeout = intervalInSeconds === 10 ? 9 : 10;
  const expectedStatusCodeRanges = reader.read("monitor-expected-status-codes", parseStatusCodes, []);
  const customHeaders = reader.read("monitor-headers", parseHeaders, []);
  if (protocol === "TCP") {
    rejectForTcp(reader);
  }
  return {
    protocol,
    port: reader.read("monitor-port", (text) => parseInteger(text, 1, 65_535), protocol === "HTTP" ? 80 : 443),
    ...(protocol === "TCP" ? {} : { path: reader.read("monitor-path", parsePath, "/") }),
    intervalInSeconds,
    timeoutInSeconds: reader.read("monitor-timeout", (text) => parseInteger(text, 5, longestTimeout), longestTimeout),
    toleratedNumberOfFailures: reader.read("monitor-tolerated-failures", (text) => parseInteger(text, 0, 9), 3),
    customHeaders: protocol === "TCP" ? [] : customHeaders,
    expectedStatusCodeRanges: protocol === "TCP" ? [] : expectedStatusCodeRanges,
  };
}

function rejectForTcp(reader: AnnotationReader): void {
  for (const name of ["monitor-path", "monitor-headers", "monitor-expected-status-codes"] as const) {
    if (reader.text(name))
      reader.reject(name, "must be absent with monitor-protocol TCP, which only opens a connection");
  }
}

function parseInterval(text: string) {
  const parsed = parseChoice(text, ["30", "10"]);
  return parsed.ok
    ? { ok: true as const, value: Number(parsed.value) }
    : { ok: false as const, right: "30 or 10 (seconds)" };
}

function parsePath(text: string) {
  return text.startsWith("/") && !/\s/.test(text)
    ? { ok: true as const, value: text }
    : { ok: false as const, right: 'a path that begins with "/", such as "/health"' };
}
