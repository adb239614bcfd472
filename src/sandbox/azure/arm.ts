/** Azure Resource Manager as any program may call it: one base address, a bearer token, a name to be told apart by. */
export interface Arm {
  /** The parsed body, or `undefined` when there is none or the answer is 404. Throws `ArmFailure` on any other refusal. */
  call(method: "GET" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown>;
}

export class ArmFailure extends Error {
  override readonly name = "ArmFailure";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** `caller` is sent as User-Agent, which is how the emulator's request log tells callers apart. */
export function createArm(baseUrl: string, caller: string, send: (request: Request) => Promise<Response> = fetch): Arm {
  return {
    async call(method, path, body) {
      const request = new Request(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: "Bearer sandbox",
          "user-agent": caller,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer = await send(request);
      const text = await answer.text();
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw new ArmFailure(answer.status, `${method} ${path} was answered ${answer.status}: ${text}`);
      return text === "" ? undefined : JSON.parse(text);
    },
  };
}
