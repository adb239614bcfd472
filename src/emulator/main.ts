#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { banner } from "./banner.ts";
import { createEmulator, type EmulatorOptions, type EmulatorPorts } from "./emulator.ts";
import { type AddressRoute, parseAddressRoute } from "./health/address-routes.ts";
import { type LocationEntry, parseLocation } from "./routing/location.ts";

/** The emulator as a program of its own: flags in, listeners up, Ctrl-C down. */

interface Flags {
  host: string;
  armPort: number;
  tlsPort?: number;
  dnsPort: number;
  controlPort?: number;
  tlsDir?: string;
  speed: number;
  route: AddressRoute[];
  onlyRoutedProbes: boolean;
  location: LocationEntry[];
  systemResolver: boolean;
  chase: boolean;
  zone: { resourceGroup: string; name: string }[];
  subscription: string[];
  resourceGroup?: string[];
  throttling: "off" | number;
  requireAuth: boolean;
  allowPrivateTargets: boolean;
  maxReturnLimit: 8 | 10;
  subnetMiss: "NODATA" | "NXDOMAIN";
  nestedTtl: "parent" | "child";
  gbStates: boolean;
}

const program = new Command("traffic-manager-emulator")
  .description("A local Azure for Traffic Manager and DNS zones: ARM, name servers and health probes. All in memory.")
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--arm-port <port>", "ARM over HTTP (0: any free port)", parsePort, 8080)
  .option("--tls-port <port>", "ARM over HTTPS, for clients that insist on it", parsePort)
  .option("--dns-port <port>", "DNS over UDP and TCP", parsePort, 5353)
  .option("--control-port <port>", "control API: request log, clock, faults, health", parsePort)
  .option("--tls-dir <folder>", "where the TLS listener keeps its authority (ca.crt)")
  .option("--speed <factor>", "how fast the emulator's clock runs", parseSpeed, 1)
  .option("--route <from=to>", "where probes connect instead, like 20.10.0.1:443=127.0.0.1:8443", collectRoute, [])
  .option("--only-routed-probes", "probes of addresses without a route fail, so that none leaves this machine", false)
  .option("--system-resolver", "look up targets that are in no zone here with the machine's own resolver", false)
  .option(
    "--location <cidr=place>",
    "where clients are, like 10.0.0.0/8=DE, =US-CA or =westeurope",
    collectLocation,
    [],
  )
  .option("--no-chase", "leave CNAMEs to the resolver, even when it desires recursion")
  .option("--zone <group/name>", "a DNS zone that is there from the start", collectZone, [])
  .option("--subscription <id>", "a subscription to list; any other works too", collect, [])
  .option("--resource-group <name>", "the only resource groups there are (default: any exists)", collect)
  .option("--throttling <off|factor>", "answer 429 past Azure's limits, multiplied by this", parseThrottling, "off")
  .option("--require-auth", "take only tokens of the emulator's own token endpoint", false)
  .option("--allow-private-targets", "take private addresses as targets, which Azure refuses", false)
  .addOption(
    new Option("--max-return-limit <n>", "highest maxReturn").choices(["8", "10"]).default(8).argParser(parseMaxReturn),
  )
  .addOption(
    new Option("--subnet-miss <answer>", "where no subnet matches").choices(["NODATA", "NXDOMAIN"]).default("NODATA"),
  )
  .addOption(
    new Option("--nested-ttl <whose>", "TTL of answers through nested profiles")
      .choices(["parent", "child"])
      .default("parent"),
  )
  .option("--gb-states", "GB-ENG, GB-NIR, GB-SCT and GB-WLS as geographic regions", false)
  .showHelpAfterError("(--help lists the flags)")
  .exitOverride();

await main();

async function main(): Promise<void> {
  try {
    const flags = program.parse().opts<Flags>();
    await run(flags);
  } catch (error) {
    // Commander has already said what is wrong with the flags; --help is no error.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else fail(error);
  }
}

async function run(flags: Flags): Promise<void> {
  const emulator = createEmulator(optionsOf(flags));
  const addresses = await emulator.listen(portsOf(flags));
  process.stdout.write(banner(addresses));
  const stop = () => {
    void emulator.close().catch(fail);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(error: unknown): void {
  process.stderr.write(`traffic-manager-emulator: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taken = /EADDRINUSE.* (\S+:\d+)$/.exec(error.message)?.[1];
  return taken ? `${taken} is taken; choose another port, or 0 for any free one` : error.message;
}

function portsOf({ host, armPort, tlsPort, dnsPort, controlPort }: Flags): EmulatorPorts {
  return {
    host,
    armPort,
    dnsPort,
    ...(tlsPort !== undefined && { armTlsPort: tlsPort }),
    ...(controlPort !== undefined && { controlPort }),
  };
}

function optionsOf(flags: Flags): EmulatorOptions {
  return {
    speed: flags.speed,
    routes: flags.route,
    unroutedProbes: flags.onlyRoutedProbes ? "fail" : "connect",
    zones: flags.zone,
    throttling: flags.throttling,
    requireAuth: flags.requireAuth,
    allowPrivateTargets: flags.allowPrivateTargets,
    dns: { subnetMiss: flags.subnetMiss, nestedTtl: flags.nestedTtl, locations: flags.location, chase: flags.chase },
    namesOfOthers: flags.systemResolver ? "system" : "fail",
    unclear: { maxReturnLimit: flags.maxReturnLimit, statesOfGreatBritain: flags.gbStates },
    ...(flags.subscription.length > 0 && { subscriptions: flags.subscription }),
    ...(flags.resourceGroup && { resourceGroups: flags.resourceGroup }),
    ...(flags.tlsDir !== undefined && { tlsDir: flags.tlsDir }),
    onError: (error) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    },
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new InvalidArgumentError("The speed is a number above 0, like 10 or 0.5.");
}

function parseThrottling(text: string): "off" | number {
  if (text === "off") return text;
  const scale = Number(text);
  if (scale > 0 && Number.isFinite(scale)) return scale;
  throw new InvalidArgumentError('Throttling is "off" or a number above 0 that multiplies Azure\'s limits.');
}

function parseMaxReturn(text: string): 8 | 10 {
  if (text === "8" || text === "10") return text === "8" ? 8 : 10;
  throw new InvalidArgumentError("The portal's limit is 8, the FAQ's 10.");
}

function collectRoute(text: string, before: AddressRoute[]): AddressRoute[] {
  return [...before, parsed(text, parseAddressRoute)];
}

function collectLocation(text: string, before: LocationEntry[]): LocationEntry[] {
  return [...before, parsed(text, parseLocation)];
}

/** Commander shows the parser's own sentence only if it comes as its own kind of error. */
function parsed<T>(text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function collectZone(text: string, before: Flags["zone"]): Flags["zone"] {
  const [resourceGroup, name, ...rest] = text.split("/");
  if (!resourceGroup || !name || rest.length > 0) {
    throw new InvalidArgumentError("A zone is <resource group>/<zone name>, like dns/example.com.");
  }
  return [...before, { resourceGroup, name }];
}

function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}
