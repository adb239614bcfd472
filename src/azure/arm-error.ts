import { RestError } from "@azure/core-rest-pipeline";
import { ArmError } from "../provider/ports.ts";

/** Runs one SDK call and turns whatever it throws into an `ArmError`; what is not Azure's or the network's passes unchanged. */
export async function armCall<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw toArmError(error);
  }
}

/** The SDK's error with Azure's own status, code and message, wrapped as `{error:{…}}` or not, and how long Azure asks to wait. */
export function toArmError(error: unknown): unknown {
  if (isAbort(error))
    return new ArmError({ status: 0, code: "Timeout", message: "Azure did not answer in time" }, error);
  if (isAuthentication(error)) {
    return new ArmError(
      { status: 401, code: "AuthenticationFailed", message: firstLine(String(error.message)) },
      error,
    );
  }
  if (!(error instanceof RestError)) return error;
  const status = error.statusCode ?? 0;
  const { code, message } = bodyOf(error.response?.bodyAsText);
  return new ArmError(
    {
      status,
      code: code ?? error.code ?? (status === 0 ? "NoAnswer" : String(status)),
      message: message ?? firstLine(error.message),
      retryAfter: retryAfter(error.response?.headers.get("retry-after")),
    },
    error,
  );
}

function bodyOf(text: string | null | undefined): { code?: string | undefined; message?: string | undefined } {
  if (!text) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    const inner = isRecord(parsed) && isRecord(parsed.error) ? parsed.error : parsed;
    return isRecord(inner) ? { code: textOf(inner.code), message: textOf(inner.message) } : {};
  } catch {
    return {}; // a gateway's HTML page: the status says enough
  }
}

/** Milliseconds, from seconds or a date. */
function retryAfter(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

/** @azure/identity is loaded only when Azure is real, so its errors are told by name. */
function isAuthentication(error: unknown): error is Error {
  return (
    error instanceof Error &&
    /^(CredentialUnavailableError|AuthenticationError|AggregateAuthenticationError|AuthenticationRequiredError)$/.test(
      error.name,
    )
  );
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
