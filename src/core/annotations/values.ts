import type { CustomHeader, StatusCodeRange, SubnetRange } from "../../arm/traffic-manager.ts";

/** What an annotation's text means, or what would have been right: the end of a sentence that begins with "must be". */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; right: string };

const ok = <Value>(value: Value): Parsed<Value> => ({ ok: true, value });
const wrong = (right: string): Parsed<never> => ({ ok: false, right });

export function parseInteger(text: string, least: number, most: number): Parsed<number> {
  const trimmed = text.trim();
  const value = /^\d{1,10}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  return value >= least && value <= most ? ok(value) : wrong(`a whole number from ${least} to ${most}`);
}

/** One of `choices`, in any case; the value is in Azure's spelling. */
export function parseChoice<Choice extends string>(text: string, choices: readonly Choice[]): Parsed<Choice> {
  const wanted = text.trim().toLowerCase();
  const found = choices.find((choice) => choice.toLowerCase() === wanted);
  return found ? ok(found) : wrong(`one of ${choices.join(", ")}`);
}

export function parseBoolean(text: string): Parsed<boolean> {
  const parsed = parseChoice(text, ["true", "false"]);
  return parsed.ok ? ok(parsed.value === "true") : wrong("true or false");
}

/** `Name:Value` pairs separated by commas or line breaks; at most eight (Azure docs: monitoring). */
export function parseHeaders(text: string): Parsed<CustomHeader[]> {
  const right = 'at most 8 "Name:Value" pairs separated by commas, with neither name nor value empty';
  const headers: CustomHeader[] = [];
  for (const part of listItems(text)) {
    const colon = part.indexOf(":");
    const name = part.slice(0, colon).trim();
    const value = part.slice(colon + 1).trim();
    if (colon < 1 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || value === "") return wrong(right);
    if (name.toLowerCase() === "host" && value.includes("*")) return wrong("headers whose Host has no *");
    if (headers.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      return wrong("headers that differ in name");
    headers.push({ name, value });
  }
  return headers.length > 8 ? wrong(right) : ok(headers);
}

/** `200-299,301`: at most eight ranges (Azure docs: monitoring). */
export function parseStatusCodes(text: string): Parsed<StatusCodeRange[]> {
  const right = 'at most 8 status codes or ranges from 100 to 999, such as "200-299,301"';
  const ranges: StatusCodeRange[] = [];
  for (const part of listItems(text)) {
    const match = /^(\d{3})(?:\s*-\s*(\d{3}))?$/.exec(part);
    const min = Number(match?.[1]);
    const max = Number(match?.[2] ?? match?.[1]);
    if (!match || min < 100 || min > max) return wrong(right);
    ranges.push({ min, max });
  }
  return ranges.length > 8 ? wrong(right) : ok(ranges.sort((a, b) => a.min - b.min || a.max - b.max));
}

/** Region codes of Azure's geographic hierarchy: WORLD, GEO-EU, DE, US-CA. Which ones exist, Azure knows. */
export function parseGeoMapping(text: string): Parsed<string[]> {
  const codes = listItems(text).map((code) => code.toUpperCase());
  const good = codes.every((code) => /^(WORLD|GEO-[A-Z]{2}|[A-Z]{2}|[A-Z]{2}-[A-Z0-9]{2,3})$/.test(code));
  return good ? ok([...new Set(codes)].sort()) : wrong('region codes such as "GEO-EU,DE,US-CA" or "WORLD"');
}

/** `10.0.0.0/8,1.2.3.4-1.2.3.9,1.2.3.4`. Overlaps and network addresses are left to Azure's own check. */
export function parseSubnets(text: string): Parsed<SubnetRange[]> {
  const subnets = listItems(text).map(parseSubnet);
  if (subnets.includes(undefined)) return wrong('blocks or ranges of addresses such as "10.0.0.0/8,1.2.3.4-1.2.3.9"');
  return ok(
    subnets.filter((subnet) => subnet !== undefined).sort((a, b) => (printSubnet(a) < printSubnet(b) ? -1 : 1)),
  );
}

function parseSubnet(text: string): SubnetRange | undefined {
  const match = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3})|\s*-\s*([0-9a-fA-F.:]+))?$/.exec(text);
  const first = match?.[1] ?? "";
  const kind = addressKind(first);
  if (!match || !kind) return undefined;
  const last = match[3];
  if (last !== undefined) return addressKind(last) === kind ? { first, last } : undefined;
  const longest = kind === "A" ? 32 : 128;
  const scope = Number(match[2] ?? longest);
  return scope <= longest ? { first, scope } : undefined;
}

export function printSubnet(subnet: SubnetRange): string {
  if (subnet.last) return `${subnet.first}-${subnet.last}`;
  return subnet.scope === undefined || subnet.scope === null ? subnet.first : `${subnet.first}/${subnet.scope}`;
}

/** DNS names separated by commas, in lower case, without the final dot. */
export function parseHostnames(text: string): Parsed<string[]> {
  const names = listItems(text).map((name) => name.toLowerCase().replace(/\.$/, ""));
  if (names.length === 0 || !names.every(isDnsName)) return wrong('a DNS name such as "my-app.example.com"');
  const distinct = [...new Set(names)].sort();
  return distinct.join(",").length > 256 ? wrong("at most 256 characters in all") : ok(distinct);
}

export function isDnsName(name: string): boolean {
  return (
    name.length <= 253 &&
    /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(name)
  );
}

/** What kind of record a target answers with; a name is a CNAME. `undefined` for what is neither address nor name. */
export function targetKind(target: string): "A" | "AAAA" | "CNAME" | undefined {
  return addressKind(target) ?? (isDnsName(target) ? "CNAME" : undefined);
}

function addressKind(text: string): "A" | "AAAA" | undefined {
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(text))
    return text.split(".").every((part) => Number(part) <= 255) ? "A" : undefined;
  return text.includes(":") && /^[0-9a-f:.]{2,45}$/i.test(text) ? "AAAA" : undefined;
}

function listItems(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
