import { ArmError } from "../provider/ports.ts";

/**
 * What any failure of an Azure SDK call comes to: an `ArmError`. Azure answers `{error:{code,message}}` from its front door and
 * `{code,message}` from Traffic Manager and Azure DNS themselves. Errors that are nobody's answer (a bug) come back as they are.
 */
export function toArmError(error: unknown, now: number): unknown {
  if (error instanceof ArmError || !(error instanceof Error)) return error;
  if (error.name === "AbortError") {
    return new ArmError({ status: 0, code: "Timeout", message: "Azure did not answer in time" }, error);
  }
  if (SIGN_IN_ERRORS.has(error.name)) {
    const message = `cannot sign in to Azure: ${firstLine(error.message)}`;
    return new ArmError({ status: 0, code: error.name, message }, error);
  }
  if (error.name === "RestError") return fromRestError(error, now);
  return error;
}

/** The error classes of @azure/identity, by name because the library may never have been loaded. */
const SIGN_IN_ERRORS = new Set([
  "AuthenticationError",
  "AggregateAuthenticationError",
  "AuthenticationRequiredError",
  "CredentialUnavailableError",
]);

function fromRestError(error: Error, now: number): ArmError {
  const status = numberOf(property(error, "statusCode")) ?? 0;
  if (status < 400) {
    const code = textOf(property(error, "code")) ?? "NoAnswer";
    const reason = status === 0 ? "Azure did not answer" : "Azure's answer cannot be read";
    return new ArmError({ status: 0, code, message: `${reason}: ${firstLine(error.message)}` }, error);
  }
  const response = property(error, "response");
  const body = readErrorBody(textOf(property(response, "bodyAsText")) ?? "");
  return new ArmError(
    {
      status,
      code: body.code ?? textOf(property(error, "code")) ?? `Http${status}`,
      message: body.message ?? `Azure answered with status ${status}`,
      retryAfter: retryAfter(headerReader(property(response, "headers")), now),
    },
    error,
  );
}

/** Code and message of an error body, wrapped or not. */
export function readErrorBody(text: string): { code?: string; message?: string } {
  const parsed = parse(text);
  const inner = property(parsed, "error") ?? parsed;
  const code = textOf(property(inner, "code"));
  const message = textOf(property(inner, "message"));
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

/** Milliseconds from `Retry-After` (seconds or a date) or `x-ms-retry-after-ms`. */
export function retryAfter(header: (name: string) => string | undefined, now: number): number | undefined {
  for (const name of ["x-ms-retry-after-ms", "retry-after-ms"]) {
    const milliseconds = header(name);
    if (milliseconds !== undefined && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  }
  const value = header("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function headerReader(headers: unknown): (name: string) => string | undefined {
  const get = property(headers, "get");
  return (name) => (typeof get === "function" ? textOf(get.call(headers, name)) : undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's HTML page, or nothing: the status has to do
  }
}

function property(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? text;
}
