export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** The body as text, read no further than `limit` bytes: throws `BodyTooLarge` beyond that. */
export async function readBody(request: Request, limit: number): Promise<string> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > limit) throw tooLarge(limit);
  // A length that was announced is kept to by the HTTP parser, so the whole body can be taken at once.
  if (announced > 0) return request.text();
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function tooLarge(limit: number): BodyTooLarge {
  return new BodyTooLarge(`the body is larger than ${limit} bytes; see --body-limit`);
}
