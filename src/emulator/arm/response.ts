import { randomUUID } from "node:crypto";
import { textResponse } from "../../http/text-message.ts";
import type { Clock } from "../../time/clock.ts";
import type { ArmReply } from "./arm-message.ts";

/** The headers every reply of ARM carries; a caller's own correlation id comes back to it. */
export function correlationHeaders(asked: Headers, clock: Clock): Record<string, string> {
  const id = randomUUID();
  const correlation = asked.get("x-ms-correlation-request-id") ?? id;
  const date = new Date(clock.now());
  const headers: Record<string, string> = {
    "x-ms-request-id": id,
    "x-ms-correlation-request-id": correlation,
    "x-ms-routing-request-id": `EMULATOR:${date.toISOString()}:${correlation}`,
    date: date.toUTCString(),
    "cache-control": "no-cache",
  };
  const client = asked.get("x-ms-client-request-id");
  if (client && asked.get("x-ms-return-client-request-id")?.toLowerCase() === "true") {
    headers["x-ms-client-request-id"] = client;
  }
  return headers;
}

export function toResponse(reply: ArmReply, headers: Record<string, string>): Response {
  const init = { status: reply.status, headers: { ...headers, ...reply.headers } };
  const text = reply.text ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body));
  if (text === undefined) return new Response(null, init);
  return textResponse(text, {
    ...init,
    headers: { "content-type": "application/json; charset=utf-8", ...init.headers },
  });
}
