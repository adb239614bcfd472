import { readFileSync } from "node:fs";
import type { AzureJson } from "../azure/azure-json.ts";
import { type AccessRule, parseAccessRule } from "../core/access.ts";
import { parseLocation } from "../core/annotations/location.ts";
import type { WishDefaults } from "../core/annotations/wish.ts";
import type { DomainFilter } from "../core/endpoint.ts";
import { type AzureConfig, azureConfigFrom, azureJsonFrom, type ReadFile } from "./azure-config.ts";
import { parseCommandLine } from "./command-line.ts";
import { domainFilterFrom } from "./domain-filter.ts";
import { type Environment, SettingError, type Settings, settingsFrom } from "./settings.ts";
import {
  type Address,
  type Reading,
  readAddress,
  readBoolean,
  readChoice,
  readDuration,
  readDurationOrNever,
  readDurationWithin,
  readHealthInterval,
  readHost,
  readPort,
  readSize,
  readWhole,
} from "./values.ts";
import { VERSION } from "./version.ts";

/** Everything that can be set, read once. Durations in milliseconds. */
export interface Config {
  readonly webhook: Address;
  /** Where /healthz, /readyz and /metrics are. */
  readonly status: Address;
  readonly bodyLimit: number;
  readonly azure: AzureConfig;
  readonly zonesCacheDuration: number;
  /** Where the DNS zones of vanity hostnames are looked for; the whole subscription unless limited. */
  readonly dnsResourceGroups?: readonly string[];
  readonly attempts: number;
  readonly vanity: VanityMode;
  readonly domainFilter: DomainFilter;
  readonly defaults: WishDefaults;
  readonly access: readonly AccessRule[];
  readonly ownerId?: string;
  readonly clusterId?: string;
  readonly dryRun: boolean;
  /** `undefined` keeps empty profiles for ever. */
  readonly retention: number | undefined;
  readonly deletionGrace: number;
  readonly applyTimeout: number;
  /** 0 switches the reading of health off. */
  readonly healthInterval: number;
  readonly log: { readonly level: LogLevel; readonly format: LogFormat };
}

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
const LOG_FORMATS = ["json", "text"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
const VANITY_MODES = ["azure-dns", "none"] as const;
export type VanityMode = (typeof VANITY_MODES)[number];

/** `problem` is one line for the person who set it: which setting, its value, and what would be right. */
export type ParsedConfig = { config: Config } | { help: string } | { version: string } | { problem: string };

/**
 * What the flags (the arguments after the program's name), else the environment, else azure.json, else the defaults say.
 * Nothing is read but azure.json, through `readFile`.
 */
export function parseConfig(argv: readonly string[], env: Environment, readFile: ReadFile = readIfThere): ParsedConfig {
  const commandLine = parseCommandLine(argv);
  if ("help" in commandLine || "problem" in commandLine) return commandLine;
  if ("version" in commandLine) return { version: VERSION };
  const settings = settingsFrom(commandLine.flags, env);
  try {
    return { config: configFrom(settings, env, azureJsonFrom(settings, readFile)) };
  } catch (error) {
    if (error instanceof SettingError) return { problem: error.message };
    throw error;
  }
}

function configFrom(settings: Settings, env: Environment, file: AzureJson): Config {
  const ownerId = settings.text("owner-id");
  const clusterId = settings.text("cluster-id");
  const dnsResourceGroups = settings.list("azure-dns-resource-groups");
  return {
    webhook: { host: settings.require("webhook-host", readHost), port: settings.require("webhook-port", readPort) },
    status: statusAddress(settings),
    bodyLimit: settings.require("body-limit", readSize),
    azure: azureConfigFrom(settings, env, file),
    zonesCacheDuration: settings.require("azure-zones-cache-duration", readDuration),
    ...(dnsResourceGroups.length > 0 && { dnsResourceGroups }),
    attempts: settings.require("azure-maxretries-count", readRetries) + 1,
    vanity: settings.require("vanity", (text) => readChoice(text, VANITY_MODES)),
    domainFilter: domainFilterFrom(settings),
    defaults: defaultsFrom(settings, file),
    access: settings.readEach("allow", readAccessRule),
    ...(ownerId && { ownerId }),
    ...(clusterId && { clusterId }),
    dryRun: settings.read("dry-run", readBoolean) ?? false,
    retention: settings.require("profile-retention", readDurationOrNever),
    deletionGrace: settings.require("deletion-grace", readDuration),
    // external-dns gives up at 15 s and ends.
    applyTimeout: settings.require("apply-timeout", (text) => readDurationWithin(text, "100ms", "12s")),
    healthInterval: settings.require("health-interval", readHealthInterval),
    log: {
      level: settings.require("log-level", (text) => readChoice(text, LOG_LEVELS, { warning: "warn" })),
      format: settings.require("log-format", (text) => readChoice(text, LOG_FORMATS)),
    },
  };
}

function statusAddress(settings: Settings): Address {
  const address = settings.read("metrics-address", readAddress);
  if (address) return address;
  return { host: settings.require("metrics-host", readHost), port: settings.require("metrics-port", readPort) };
}

function defaultsFrom(settings: Settings, file: AzureJson): WishDefaults {
  const resourceGroups = settings.list("resource-groups");
  const resourceGroup = settings.text("azure-resource-group") ?? file.resourceGroup;
  const endpointLocation = settings.read("endpoint-location", parseLocation);
  const clusterName = settings.text("cluster-name");
  return {
    ...(resourceGroup && { resourceGroup }),
    ...(resourceGroups.length > 0 && { resourceGroups }),
    ...(endpointLocation && { endpointLocation }),
    ...(clusterName && { clusterName }),
  };
}

/** As external-dns reads its own flag of this name: -1 switches retries off. */
function readRetries(text: string): Reading<number> {
  return text === "-1" ? { ok: true, value: 0 } : readWhole(text, 0, 20);
}

function readAccessRule(text: string): Reading<AccessRule> {
  const value = parseAccessRule(text);
  return value
    ? { ok: true, value }
    : { ok: false, right: 'a rule "namespace=resource-group/profile" such as "team-a-*=team-a-rg/*"' };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
