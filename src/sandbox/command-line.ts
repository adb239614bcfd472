import { Command, InvalidArgumentError } from "commander";

export interface CommandLine {
  /** End after the story, with 0 when every step held. */
  tour: boolean;
  speed: number;
  json: boolean;
  verbose: boolean;
  dnsPort: number;
  armPort: number;
  controlPort: number;
}

const WRONG_USAGE = 2;
/** A probe has 10 emulated seconds: at this speed 0.1 s, which a real connection on a busy machine still makes. */
const FASTEST = 100;

/** A wrong flag or value ends the program with one line and exit code 2. */
export function readCommandLine(args: readonly string[]): CommandLine {
  return new Command("npm start --")
    .description(
      "Two clusters, one Traffic Manager profile, on an emulated Azure: tells a story and measures every line.",
    )
    .option("--tour", "end after the story: with 0 when every step held", false)
    .option("--speed <factor>", "emulated seconds in a real one", numberFrom(1, FASTEST), 60)
    .option("--json", "print the figures as JSON on standard output; the story goes to standard error", false)
    .option("--verbose", "show what both External-DNS's and the providers log", false)
    .option("--dns-port <port>", "port of the DNS server (0: any free one)", numberFrom(0, 65_535), 0)
    .option("--arm-port <port>", "port of Azure Resource Manager", numberFrom(0, 65_535), 0)
    .option("--control-port <port>", "port of the emulator's control API", numberFrom(0, 65_535), 0)
    .allowExcessArguments(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_USAGE))
    .parse([...args], { from: "user" })
    .opts<CommandLine>();
}

function numberFrom(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  };
}
