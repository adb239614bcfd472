import { z } from "zod";
import { type Program, startProgram } from "./program.ts";

/** The emulator as a process of its own. Its clock stands still, so that no probe disturbs what is measured. */
export interface Emulator extends Program {
  armUrl: string;
  dnsPort: number;
  /** A point in its request log to count from. */
  mark(): Promise<number>;
  countSince(mark: number): Promise<{ reads: number; writes: number }>;
}

const requestLog = z.object({ mark: z.number(), count: z.object({ reads: z.number(), writes: z.number() }) });

export async function startEmulator(flags: readonly string[] = []): Promise<Emulator> {
  const ports: Partial<Record<"ARM" | "DNS" | "control", string>> = {};
  const { program } = await startProgram(
    { main: "src/emulator/main.ts", flags: ["--arm-port=0", "--dns-port=0", "--control-port=0", ...flags] },
    (line) => {
      const [, name, address] = /^ {2}(ARM|DNS|control) +(?:http:\/\/)?([\d.:]+)/.exec(line) ?? [];
      if (name === "ARM" || name === "DNS" || name === "control") ports[name] = address ?? "";
      return ports.control;
    },
  );
  const control = async (path: string, init?: RequestInit): Promise<unknown> => {
    const answer = await fetch(`http://${ports.control}${path}`, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await control("/clock", { method: "POST", body: JSON.stringify({ pause: true }) });
  return {
    ...program,
    armUrl: `http://${ports.ARM}`,
    dnsPort: Number(ports.DNS?.split(":").at(-1)),
    mark: async () => requestLog.parse(await control("/requests?since=999999999")).mark,
    countSince: async (mark) => requestLog.parse(await control(`/requests?since=${mark}`)).count,
  };
}
