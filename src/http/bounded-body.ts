import { textOf } from "./text-message.ts";

/** The body as text, read no further than `limit` bytes; `undefined` when it is longer, and not even begun when it says so. */
export async function readBoundedText(request: Request, limit: number): Promise<string | undefined> {
  const text = textOf(request);
  if (text !== undefined) return text;
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString("utf8");
}
