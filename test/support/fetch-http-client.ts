import { createHttpHeaders, type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";

/**
 * The SDK's transport, without a socket: every request goes to a fetch-shaped handler in this process. What that rejects with is what
 * the SDK makes of a broken connection.
 */
export function createFetchHttpClient(handler: (request: Request) => Promise<Response>): HttpClient {
  return {
    async sendRequest(request) {
      const response = await handler(toRequest(request)).catch((cause: Error) => {
        throw new RestError(cause.message, { code: RestError.REQUEST_SEND_ERROR, request });
      });
      const headers = createHttpHeaders(Object.fromEntries(response.headers));
      return { request, status: response.status, headers, bodyAsText: await response.text() };
    },
  };
}

function toRequest({ url, method, headers, body }: PipelineRequest): Request {
  if (body !== undefined && body !== null && typeof body !== "string")
    throw new Error("Only text bodies are sent here");
  return new Request(url, { method, headers: headers.toJSON(), ...(body && { body }) });
}
