const texts = new WeakMap<Response, string>();

/**
 * A Response whose body stays text until somebody wants bytes: a reply of ARM may be 100 kB and is mostly read as text,
 * or written to a socket, which encodes it once more. Unlike others it can be read more than once.
 */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(null, init);
  texts.set(response, text);
  return Object.defineProperties(response, {
    body: { get: () => new Response(text).body },
    text: { value: async () => text },
    json: { value: async (): Promise<unknown> => JSON.parse(text) },
    arrayBuffer: { value: () => new Response(text).arrayBuffer() },
    bytes: { value: () => new Response(text).bytes() },
    blob: { value: () => new Response(text).blob() },
    clone: { value: () => textResponse(text, init) },
  });
}

/** The body's text where it is known without reading it. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
