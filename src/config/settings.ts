import type { GivenFlags } from "./command-line.ts";
import { FLAGS, type Flag, type FlagName } from "./flags.ts";
import { type Reading, splitList } from "./values.ts";

/** Variables and their values, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used: one line for the person who set it. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** The settings by flag name, whether they came from the command line, the environment or their default. */
export interface Settings {
  /** Whether it was set at all. */
  isGiven(name: FlagName): boolean;
  text(name: FlagName): string | undefined;
  list(name: FlagName): string[];
  /** The value as `read` understands it, or `undefined` when it is neither set nor has a default. Throws a `SettingError`. */
  read<Value>(name: FlagName, read: (text: string) => Reading<Value>): Value | undefined;
  /** Like `read`, for a flag that has a default. */
  require<Value>(name: FlagName, read: (text: string) => Reading<Value>): Value;
  /** The same for each part of a list. */
  readEach<Value>(name: FlagName, read: (text: string) => Reading<Value>): Value[];
  /** How the user spelled this setting, to quote it: `--webhook-port` or `WEBHOOK_PORT`. */
  spelled(name: FlagName): string;
}

/** Where a setting's value was found. */
interface Found {
  spelled: string;
  values: readonly string[];
}

export function settingsFrom(flags: GivenFlags, environment: Environment): Settings {
  const find = (name: FlagName): Found | undefined => {
    const given = flags.get(name);
    if (given) return { spelled: `--${name}`, values: given };
    return findVariable(flagNamed(name), environment);
  };
  const text = (name: FlagName) => find(name)?.values.at(-1) ?? flagNamed(name).default;
  const spelled = (name: FlagName) => find(name)?.spelled ?? `--${name}`;
  const readText = <Value>(name: FlagName, value: string, read: (text: string) => Reading<Value>): Value => {
    const reading = read(value.trim());
    if (reading.ok) return reading.value;
    throw new SettingError(`${spelled(name)}: "${value}" is not ${reading.right}`);
  };
  const list = (name: FlagName) => splitList(find(name)?.values ?? []);
  const readOptional = <Value>(name: FlagName, read: (text: string) => Reading<Value>) => {
    const value = text(name);
    return value === undefined ? undefined : readText(name, value, read);
  };
  return {
    isGiven: (name) => find(name) !== undefined,
    text: (name) => text(name)?.trim(),
    list,
    read: readOptional,
    require: (name, read) => readText(name, text(name) ?? "", read),
    readEach: (name, read) => list(name).map((value) => readText(name, value, read)),
    spelled,
  };
}

function findVariable(flag: Flag, environment: Environment): Found | undefined {
  for (const variable of flag.env) {
    const value = environment[variable];
    if (value === undefined || value === "" || isServiceLink(value)) continue;
    return { spelled: variable, values: [value] };
  }
  return undefined;
}

/** Kubernetes sets `WEBHOOK_PORT=tcp://10.0.0.7:80` in every pod beside a Service named `webhook`. */
function isServiceLink(value: string): boolean {
  return /^(tcp|udp|sctp):\/\/[^/]+:\d+$/.test(value);
}

const byName = new Map<string, Flag>(FLAGS.map((flag) => [flag.name, flag]));

function flagNamed(name: FlagName): Flag {
  const flag = byName.get(name);
  if (!flag) throw new Error(`there is no flag ${name}`);
  return flag;
}
