import type { Principal } from "../identity/token.ts";

/** Who a request is counted for: the token's application, else how its program calls itself, without the SDK's part. */
export function callerOf(principal: Principal | undefined, headers: Headers): string {
  if (principal) return principal.name;
  const agent = headers.get("x-ms-useragent") ?? headers.get("user-agent") ?? "";
  const [own = "", sdk] = agent.split(/ ?(?=azsdk-)/, 2);
  return (sdk === undefined ? own.split(" ", 1)[0] : own) || "unknown";
}
