import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createEmulator, type EmulatorAddresses, type EmulatorOptions } from "../../src/emulator/emulator.ts";

const execute = promisify(execFile);

/** The Azure CLI, pointed at an emulator of its own; nothing of the user's own configuration is touched. */
export interface AzureCli {
  addresses: EmulatorAddresses;
  /** Runs one line as a shell would, `az` being the CLI; its standard output. */
  run(line: string): Promise<string>;
  /** Runs `dig` against the emulator. */
  dig(name: string): Promise<string>;
  close(): Promise<void>;
}

/** `AZ` names the program where it is not on the path (a virtual environment). */
export const AZ = process.env.AZ ?? "az";

export async function isInstalled(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await execute(program, args);
    return true;
  } catch {
    // Whatever keeps it from telling its version keeps it from being used.
    return false;
  }
}

export async function connectAzureCli(options: EmulatorOptions = {}): Promise<AzureCli> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-az-"));
  const emulator = createEmulator({ unroutedProbes: "fail", ...options, tlsDir: join(folder, "tls") });
  const addresses = await emulator.listen({ armPort: 0, armTlsPort: 0, dnsPort: 0 });
  const env = {
    ...process.env,
    REQUESTS_CA_BUNDLE: addresses.caFile,
    AZURE_CORE_INSTANCE_DISCOVERY: "false",
    AZURE_CORE_COLLECT_TELEMETRY: "0",
    AZURE_CONFIG_DIR: join(folder, "config"),
  };
  const shell = async (line: string) => (await execute("sh", ["-c", line], { env })).stdout;
  return {
    addresses,
    run: (line) => shell(line.replace(/^az /, `${AZ} `)),
    dig: (name) => shell(`dig @${addresses.host} -p ${addresses.dnsPort} ${name} +noall +answer`),
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** What makes the CLI talk to the emulator, in order. */
export function loginLines({ armTlsPort }: EmulatorAddresses): string[] {
  return [
    `az cloud register -n emulator --endpoint-resource-manager https://localhost:${armTlsPort}`,
    "az cloud set -n emulator",
    "az login --service-principal -u id -p secret --tenant adfs -o none",
  ];
}
