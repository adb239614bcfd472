const texts = new WeakMap<Request | Response, string>();

/**
 * A Response whose body stays text until somebody wants bytes: a reply of ARM may be 100 kB and is mostly read as text,
 * or written to a socket, which encodes it once more. Unlike others it can be read more than once.
 */
export function textResponse(text: string, init: ResponseInit): Response {
  return withText(new Response(null, init), text, () => textResponse(text, init));
}

/** A Request whose body is a text that has arrived already. */
export function textRequest(url: string, init: RequestInit, text: string): Request {
  return withText(new Request(url, init), text, () => textRequest(url, init, text));
}

/** The body's text where it is known without reading it. */
export function textOf(message: Request | Response): string | undefined {
  return texts.get(message);
}

function withText<Message extends Request | Response>(message: Message, text: string, clone: () => Message): Message {
  texts.set(message, text);
  return Object.defineProperties(message, {
    body: { get: () => new Response(text).body },
    text: { value: async () => text },
    json: { value: async (): Promise<unknown> => JSON.parse(text) },
    arrayBuffer: { value: () => new Response(text).arrayBuffer() },
    bytes: { value: () => new Response(text).bytes() },
    blob: { value: () => new Response(text).blob() },
    clone: { value: clone },
  });
}
