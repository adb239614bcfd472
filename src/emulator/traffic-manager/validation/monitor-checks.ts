import type { CustomHeader } from "../../../arm/traffic-manager.ts";
import {
  CUSTOM_HEADERS,
  INTERVALS,
  PORT,
  STATUS_CODE,
  STATUS_CODE_RANGES,
  TIMEOUT,
  TOLERATED_FAILURES,
} from "../limits.ts";
import { isWithin, type ProfileCheck } from "./check.ts";

/** The rules on a profile's monitor (Azure docs: monitoring), in the order they are told. */

const port: ProfileCheck = ({ properties: { monitorConfig } }) => {
  if (isWithin(monitorConfig.port, PORT)) return undefined;
  return `The monitoring port '${monitorConfig.port}' is invalid. It must be between ${PORT.min} and ${PORT.max}.`;
};

const path: ProfileCheck = ({ properties: { monitorConfig } }) => {
  const { protocol, path } = monitorConfig;
  if (protocol === "TCP") {
    return path ? "The monitoring path cannot be specified when the monitoring protocol is TCP." : undefined;
  }
  if (!path) return `The monitoring path must be specified when the monitoring protocol is ${protocol}.`;
  if (path.startsWith("/") && !/\s/.test(path)) return undefined;
  return `The monitoring path '${path}' is invalid. It must be a relative path starting with '/'.`;
};

const interval: ProfileCheck = ({ properties: { monitorConfig } }) => {
  const { intervalInSeconds } = monitorConfig;
  if (INTERVALS.some((allowed) => allowed === intervalInSeconds)) return undefined;
  return `The monitoring interval '${intervalInSeconds}' is invalid. It must be 10 or 30 seconds.`;
};

const timeout: ProfileCheck = ({ properties: { monitorConfig } }) => {
  const { intervalInSeconds, timeoutInSeconds = 0 } = monitorConfig;
  const interval = intervalInSeconds === 10 ? 10 : 30;
  const range = TIMEOUT[interval];
  if (isWithin(timeoutInSeconds, range)) return undefined;
  return `The monitoring timeout '${timeoutInSeconds}' is invalid. It must be between ${range.min} and ${range.max} seconds when the monitoring interval is ${interval} seconds.`;
};

const toleratedFailures: ProfileCheck = ({ properties: { monitorConfig } }) => {
  const { toleratedNumberOfFailures = 0 } = monitorConfig;
  if (isWithin(toleratedNumberOfFailures, TOLERATED_FAILURES)) return undefined;
  return `The tolerated number of failures '${toleratedNumberOfFailures}' is invalid. It must be between ${TOLERATED_FAILURES.min} and ${TOLERATED_FAILURES.max}.`;
};

const headers: ProfileCheck = ({ properties: { monitorConfig } }) =>
  headersProblem(monitorConfig.customHeaders ?? [], "the profile");

const statusCodes: ProfileCheck = ({ properties: { monitorConfig } }) => {
  const { protocol, expectedStatusCodeRanges: ranges = [] } = monitorConfig;
  if (ranges.length === 0) return undefined;
  if (protocol === "TCP") {
    return "Expected status code ranges cannot be specified when the monitoring protocol is TCP.";
  }
  if (ranges.length > STATUS_CODE_RANGES) {
    return `The number of expected status code ranges '${ranges.length}' exceeds the maximum of ${STATUS_CODE_RANGES}.`;
  }
  const wrong = ranges.find(({ min, max }) => min > max || !isWithin(min, STATUS_CODE) || !isWithin(max, STATUS_CODE));
  if (!wrong) return undefined;
  return `The expected status code range '${wrong.min}-${wrong.max}' is invalid. Status codes must be between ${STATUS_CODE.min} and ${STATUS_CODE.max}, and the minimum must not exceed the maximum.`;
};

/** The same rules hold for the headers of a profile and of an endpoint; `owner` names whose they are. */
export function headersProblem(headers: readonly CustomHeader[], owner: string): string | undefined {
  if (headers.length > CUSTOM_HEADERS) {
    return `The number of custom headers '${headers.length}' of ${owner} exceeds the maximum of ${CUSTOM_HEADERS}.`;
  }
  // RFC 9110: a field name is a token, a value has no control characters.
  const wrong = headers.find(({ name, value }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || hasControl(value));
  if (wrong) return `The custom header '${wrong.name}' of ${owner} is invalid.`;
  const host = headers.find(({ name, value }) => name.toLowerCase() === "host" && value.includes("*"));
  if (!host) return undefined;
  return `The value '${host.value}' of the custom header 'Host' of ${owner} is invalid. Wildcards are not supported.`;
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

export const MONITOR_CHECKS: readonly ProfileCheck[] = [
  port,
  path,
  interval,
  timeout,
  toleratedFailures,
  headers,
  statusCodes,
];
