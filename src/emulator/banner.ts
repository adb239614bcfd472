import type { EmulatorAddresses } from "./emulator.ts";
import { DEFAULT_SUBSCRIPTION } from "./options.ts";

/** What the program says when it is up: where everything listens, and lines to try that work as they stand. */
export function banner(addresses: EmulatorAddresses): string {
  const { host, armPort, armTlsPort, dnsPort, controlPort, caFile } = addresses;
  const at = host.includes(":") ? `[${host}]` : host;
  const lines = [
    "Traffic Manager emulator: everything is in memory. Only health probes go where targets lead (--only-routed-probes keeps them here).",
    "",
  ];
  if (armPort !== undefined) lines.push(`  ARM      http://${at}:${armPort}`);
  if (armTlsPort !== undefined)
    lines.push(`  ARM      https://localhost:${armTlsPort}${caFile ? `  (authority: ${caFile})` : ""}`);
  if (dnsPort !== undefined) lines.push(`  DNS      ${at}:${dnsPort}, UDP and TCP`);
  if (controlPort !== undefined) lines.push(`  control  http://${at}:${controlPort}/state`);
  if (armPort !== undefined && dnsPort !== undefined) lines.push("", ...toTry(at, armPort, dnsPort));
  if (armTlsPort !== undefined && caFile) lines.push("", ...forTheCli(armTlsPort, caFile));
  return `${lines.join("\n")}\n\nCtrl-C ends it.\n`;
}

function toTry(host: string, armPort: number, dnsPort: number): string[] {
  const group = `http://${host}:${armPort}/subscriptions/${DEFAULT_SUBSCRIPTION}/resourceGroups/demo`;
  const profile = {
    location: "global",
    properties: {
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: "demo", ttl: 30 },
      monitorConfig: { protocol: "HTTPS", port: 443, path: "/" },
      endpoints: [
        {
          name: "first",
          type: "Microsoft.Network/trafficManagerProfiles/externalEndpoints",
          properties: { target: "www.example.com" },
        },
      ],
    },
  };
  const url = `${group}/providers/Microsoft.Network/trafficmanagerprofiles/demo?api-version=2022-04-01`;
  return [
    "Try:",
    `  curl -X PUT '${url}' -H 'content-type: application/json' -d '${JSON.stringify(profile)}'`,
    `  curl '${url}'`,
    `  dig @${host} -p ${dnsPort} demo.trafficmanager.net`,
  ];
}

function forTheCli(port: number, caFile: string): string[] {
  return [
    "Azure CLI:",
    `  export REQUESTS_CA_BUNDLE=${caFile} AZURE_CORE_INSTANCE_DISCOVERY=false AZURE_CONFIG_DIR=$(mktemp -d)`,
    `  az cloud register -n emulator --endpoint-resource-manager https://localhost:${port} && az cloud set -n emulator`,
    "  az login --service-principal -u id -p secret --tenant adfs",
    "  az network traffic-manager profile list",
  ];
}
