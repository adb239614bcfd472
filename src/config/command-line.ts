import { Command, CommanderError, Option } from "commander";
import { nearest } from "../core/nearest.ts";
import { FLAGS, type Flag, type FlagName } from "./flags.ts";

/** What was given for each flag, as text; switches are "true" or "false". */
export type GivenFlags = ReadonlyMap<FlagName, readonly string[]>;

export type CommandLine = { flags: GivenFlags } | { help: string } | { version: true } | { problem: string };

const PROGRAM = "external-dns-traffic-manager";

/** Reads the flags as far as the command line goes: which there are, not what they mean. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  let help = "";
  const given = new Map<FlagName, string[]>();
  const program = new Command(PROGRAM)
    .description("External-DNS webhook provider for Azure Traffic Manager")
    .option("-V, --version", "print the version")
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (part) => {
        help += part;
      },
      writeErr: () => undefined,
    });
  for (const flag of FLAGS) program.addOption(optionOf(flag, (value) => collect(given, flag.name, value)));
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { help } : { problem: problemOf(error, program.args) };
  }
  return program.opts().version === true ? { version: true } : { flags: given };
}

function optionOf(flag: Flag, give: (value: string) => void): Option {
  const value = flag.value === undefined ? "[true|false]" : `<${flag.value}>`;
  const standard = flag.default === undefined ? "" : ` (default: ${flag.default})`;
  return new Option(`--${flag.name} ${value}`, `${flag.description}${standard} [${flag.env.join(", ")}]`)
    .preset("true")
    .argParser((text: string) => give(text));
}

function collect(given: Map<FlagName, string[]>, name: FlagName, value: string): void {
  const values = given.get(name);
  if (values) values.push(value);
  else given.set(name, [value]);
}

function problemOf(error: CommanderError, operands: readonly string[]): string {
  const quoted = /'(-[^' ]+)/.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.unknownOption") return unknownFlag(quoted);
  if (error.code === "commander.optionMissingArgument") return `${quoted} needs a value, as in ${quoted}=…`;
  if (error.code === "commander.excessArguments")
    return `"${operands[0] ?? ""}" is not a flag: flags begin with --, and a value follows its flag`;
  return error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
}

function unknownFlag(flag: string): string {
  const name = flag.replace(/^-+/, "").split("=")[0] ?? "";
  const names = FLAGS.map((known) => known.name);
  const meant = nearest(name, names, 3) ?? names.find((known) => known.endsWith(`-${name}`));
  return `there is no flag --${name}${meant ? `; did you mean --${meant}?` : "; --help lists them"}`;
}
