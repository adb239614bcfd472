import { isIP } from "node:net";

/** A value read from text, or what it should have been. */
export type Reading<Value> = { ok: true; value: Value } | { ok: false; right: string };

/** `10m`, `90s`, `1h30m`, `500ms` or `0`, in milliseconds, as external-dns writes durations. */
export function readDuration(text: string): Reading<number> {
  const right = 'a duration such as "90s", "10m" or "1h30m"';
  if (text === "0") return { ok: true, value: 0 };
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return { ok: false, right };
  let milliseconds = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    milliseconds += Number(number) * (UNITS[unit ?? ""] ?? Number.NaN);
  }
  // setTimeout takes no more than a 32-bit number of milliseconds.
  return milliseconds <= 2_147_483_647
    ? { ok: true, value: milliseconds }
    : { ok: false, right: `${right} below 24 days` };
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration between two others, all in milliseconds. */
export function readDurationWithin(text: string, least: string, most: string): Reading<number> {
  const right = `a duration from ${least} to ${most}`;
  const [duration, low, high] = [text, least, most].map(readDuration);
  if (!duration?.ok || !low?.ok || !high?.ok) return { ok: false, right };
  return duration.value >= low.value && duration.value <= high.value ? duration : { ok: false, right };
}

/** A duration, or `undefined` for `never`. */
export function readDurationOrNever(text: string): Reading<number | undefined> {
  if (text.toLowerCase() === "never") return { ok: true, value: undefined };
  const duration = readDuration(text);
  return duration.ok ? duration : { ok: false, right: `${duration.right}, or "never"` };
}

/** How often health is read; 0 for never. */
export function readHealthInterval(text: string): Reading<number> {
  const interval = readDuration(text);
  if (interval.ok && (interval.value === 0 || interval.value >= 1_000)) return interval;
  return { ok: false, right: "a duration of at least 1s, or 0" };
}

export function readPort(text: string): Reading<number> {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return { ok: true, value: port };
  return { ok: false, right: "a port from 0 to 65535 (0 takes any free one)" };
}

export function readWhole(text: string, least: number, most: number): Reading<number> {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return { ok: true, value };
  return { ok: false, right: `a whole number from ${least} to ${most}` };
}

/** `64MiB`, `512KiB` or plain bytes. */
export function readSize(text: string): Reading<number> {
  const match = /^(\d+)\s*(b|kib|mib|gib)?$/i.exec(text);
  const bytes = Number(match?.[1]) * (SIZES[match?.[2]?.toLowerCase() ?? "b"] ?? Number.NaN);
  if (bytes >= 1024 && bytes <= 2 ** 30) return { ok: true, value: bytes };
  return { ok: false, right: 'a size such as "64MiB", from 1KiB to 1GiB' };
}

const SIZES: Record<string, number> = { b: 1, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30 };

export function readBoolean(text: string): Reading<boolean> {
  const lower = text.toLowerCase();
  if (["true", "1", "yes", "on", ""].includes(lower)) return { ok: true, value: true };
  if (["false", "0", "no", "off"].includes(lower)) return { ok: true, value: false };
  return { ok: false, right: "true or false" };
}

/** One of `choices`, in any case; `synonyms` are other spellings of some. */
export function readChoice<Choice extends string>(
  text: string,
  choices: readonly Choice[],
  synonyms: Readonly<Record<string, Choice>> = {},
): Reading<Choice> {
  const lower = text.toLowerCase();
  const choice = choices.find((one) => one.toLowerCase() === lower) ?? synonyms[lower];
  return choice === undefined ? { ok: false, right: `one of ${choices.join(", ")}` } : { ok: true, value: choice };
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A name or an address to listen on; an IPv6 address without brackets. */
export function readHost(text: string): Reading<string> {
  const host = /^\[(.+)\]$/.exec(text)?.[1] ?? text;
  if (isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return { ok: true, value: host };
  return { ok: false, right: 'an address to listen on such as "127.0.0.1" or "::1"' };
}

/** `host:port`, `[::]:port` or `:port` for every interface. */
export function readAddress(text: string): Reading<Address> {
  const right = 'an address such as "0.0.0.0:8080", ":8080" or "[::1]:8080"';
  const match = /^(?:\[([^\]]+)\]|([^:[\]\s]*)):(\d+)$/.exec(text);
  const port = readPort(match?.[3] ?? "");
  if (!match || !port.ok || (match[1] !== undefined && isIP(match[1]) !== 6)) return { ok: false, right };
  return { ok: true, value: { host: match[1] ?? (match[2] || ALL_INTERFACES), port: port.value } };
}

const ALL_INTERFACES = "0.0.0.0";

/** An http or https URL without a path. */
export function readBaseUrl(text: string): Reading<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search) {
    return { ok: true, value: url.origin };
  }
  return { ok: false, right: 'a URL such as "http://127.0.0.1:8080"' };
}

/** A regular expression in Go's syntax, which external-dns reads; checked as far as JavaScript knows it. */
export function readRegex(text: string): Reading<string> {
  const inJavaScript = text.replace(/^\(\?[imsU]+\)/, "").replaceAll("(?P<", "(?<");
  try {
    new RegExp(inJavaScript);
    return { ok: true, value: text };
  } catch (error) {
    return { ok: false, right: `a regular expression (${error instanceof Error ? error.message : String(error)})` };
  }
}

/** Comma-separated parts of all given texts, trimmed, without empty ones. */
export function splitList(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(",")).flatMap((part) => part.trim() || []);
}
