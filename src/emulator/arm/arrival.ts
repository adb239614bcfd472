import { readBoundedText } from "../../http/bounded-body.ts";
import { invalidRequestContent, malformedUrl, requestContentTooLarge } from "./arm-errors.ts";
import type { ArmReply } from "./arm-message.ts";
import { parseResourcePath, type ResourcePath } from "./resource-path.ts";

/** A request as far as its line tells. */
export interface Arrival {
  url: URL;
  segments: readonly string[];
  path: ResourcePath;
  /** Empty when there is none. */
  apiVersion: string;
}

/** ARM takes bodies of up to 4 MB. */
const BODY_LIMIT = 4 * 1024 * 1024;

export function readArrival(request: Request): Arrival | { refusal: ArmReply } {
  const url = new URL(request.url);
  const segments: string[] = [];
  for (const part of url.pathname.split("/")) {
    if (part === "") continue;
    const decoded = decode(part);
    if (decoded === undefined) return { refusal: malformedUrl() };
    segments.push(decoded);
  }
  return { url, segments, path: parseResourcePath(segments), apiVersion: apiVersionOf(url.searchParams) };
}

/** ARM does not mind the casing of query parameters. */
function apiVersionOf(query: URLSearchParams): string {
  const exact = query.get("api-version");
  if (exact !== null) return exact;
  for (const [name, value] of query) if (name.toLowerCase() === "api-version") return value;
  return "";
}

function decode(part: string): string | undefined {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    // The only failure there is: a percent sign that starts no escape.
    return undefined;
  }
}

/** The body as parsed JSON, `undefined` when there is none. */
export async function readBody(request: Request): Promise<{ value: unknown } | { refusal: ArmReply }> {
  const text = await readBoundedText(request, BODY_LIMIT);
  if (text === undefined) return { refusal: requestContentTooLarge(BODY_LIMIT) };
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { refusal: invalidRequestContent(error instanceof Error ? error.message : String(error)) };
  }
}
