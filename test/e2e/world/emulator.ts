import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { type Program, startProgram } from "./program.ts";

const loggedRequest = z.looseObject({
  method: z.string(),
  path: z.string(),
  status: z.number(),
  caller: z.string(),
});
export type LoggedRequest = z.infer<typeof loggedRequest>;

const log = z.looseObject({ mark: z.number(), requests: z.array(loggedRequest) });
const faults = z.array(z.looseObject({ id: z.number(), matched: z.number(), fired: z.number() }));

/** As the control API takes it. */
export interface FaultRule {
  method?: string;
  path?: string;
  caller?: string;
  nth?: number;
  times?: number;
  effect?: "before" | "after";
  action:
    | { status: number; code?: string; message?: string; retryAfter?: number }
    | { delayMs: number }
    | { drop: true };
}

/** The emulated Azure as a process of its own, with what its control API offers. */
export interface Emulator {
  program: Program;
  armUrl: string;
  /** ARM over HTTPS, for clients that insist on it; its certificate's authority is in `caFile`. */
  tlsUrl: string;
  caFile: string;
  dnsPort: number;
  /** A point in the request log to count from. */
  mark(): Promise<number>;
  requestsSince(mark: number): Promise<LoggedRequest[]>;
  addFault(rule: FaultRule): Promise<void>;
  /** How often all rules together have fired. */
  faultsFired(): Promise<number>;
  clearFaults(): Promise<void>;
  /** Whoever connects to this address, on any port, reaches 127.0.0.1 at this port. */
  route(address: string, port: number): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../../../src/emulator/main.ts", import.meta.url));

export async function startEmulator(folder: string, speed: number): Promise<Emulator> {
  const tlsDir = join(folder, "tls");
  const ports = { arm: await freePort(), tls: await freePort(), dns: await freePort(), control: await freePort() };
  const program = startProgram({
    name: "emulator",
    command: process.execPath,
    args: [
      MAIN,
      `--arm-port=${ports.arm}`,
      `--tls-port=${ports.tls}`,
      `--tls-dir=${tlsDir}`,
      `--dns-port=${ports.dns}`,
      `--control-port=${ports.control}`,
      `--speed=${speed}`,
      "--only-routed-probes",
    ],
    logFile: join(folder, "emulator.log"),
  });
  const control = (method: string, path: string, body?: unknown) => callControl(ports.control, method, path, body);
  const routes: Record<string, string> = {};
  try {
    await eventually("the emulator", () => control("GET", "/state"), { within: 30_000, detail: () => program.log() });
  } catch (error) {
    await program.stop();
    throw error;
  }
  return {
    program,
    armUrl: `http://127.0.0.1:${ports.arm}`,
    // Its certificate is for this name too; the identity library wants a name.
    tlsUrl: `https://localhost:${ports.tls}`,
    caFile: join(tlsDir, "ca.crt"),
    dnsPort: ports.dns,
    mark: async () => log.parse(await control("GET", "/requests?since=999999999")).mark,
    requestsSince: async (mark) => log.parse(await control("GET", `/requests?since=${mark}`)).requests,
    addFault: async (rule) => void (await control("POST", "/faults", rule)),
    faultsFired: async () => faults.parse(await control("GET", "/faults")).reduce((sum, { fired }) => sum + fired, 0),
    clearFaults: async () => void (await control("DELETE", "/faults")),
    async route(address, port) {
      routes[address.includes(":") ? `[${address}]` : address] = `127.0.0.1:${port}`;
      await control("PUT", "/routes", routes);
    },
  };
}

async function callControl(port: number, method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`control API: ${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
