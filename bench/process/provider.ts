import { z } from "zod";
import { type Program, type StartOptions, startProgram } from "./program.ts";

export interface Provider extends Program {
  webhookUrl: string;
  statusUrl: string;
}

/** Stripped of its types, as the image has it, and as it stands in the repository. */
export const BUILT = "dist/main.js";
export const SOURCES = "src/main.ts";

const listening = z.object({ msg: z.literal("listening"), webhook: z.string(), status: z.string() });

/** The real provider beside an emulated Azure; resolves when it says that it listens. */
export async function startProvider(
  armUrl: string,
  { main = BUILT, flags = [], nodeFlags = [] }: Partial<StartOptions> = {},
): Promise<Provider> {
  const { program, found } = await startProgram(
    {
      main,
      nodeFlags,
      flags: [
        `--azure-emulator=${armUrl}`,
        "--webhook-port=0",
        "--metrics-address=127.0.0.1:0",
        "--cluster-id=bench",
        "--azure-resource-group=rg",
        ...flags,
      ],
    },
    (line) => listening.safeParse(parse(line)).data,
  );
  return { ...program, webhookUrl: `http://${found.webhook}`, statusUrl: `http://${found.status}` };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a warning of Node's
  }
}
