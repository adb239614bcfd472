import { duration } from "../terminal/duration.ts";
import { countOf, RESOLUTIONS, readProfile, readSplit } from "./observe.ts";
import { splitFigures } from "./split-check.ts";
import { check, type Look, type Step, type StepContext, until } from "./step.ts";

/** Enough answers to say that they all go one way. */
const SAMPLE = 50;

/** East's application dies and comes back: DNS follows both times, by the probes alone. */
export const failover: Step = {
  name: "failover",
  title: "East's application dies, and comes back",
  async run(context) {
    const { sandbox, narrator } = context;
    const apps = sandbox
      .region("east")
      .cluster.places()
      .map(({ app }) => app);

    for (const app of apps) await app.kill();
    const down = await until(context, "all answers to go west", () => allGoWest(context));
    const split = await readSplit(sandbox, new Map([["west", 1]]));
    narrator.fact(
      `east-us is Degraded and all answers go west ${duration(down.emulatedMilliseconds)} after its application died`,
    );
    narrator.split(split);
    check(
      countOf(split, "west") === RESOLUTIONS,
      `not every answer went west although east is down: ${await statuses(context)}`,
    );

    for (const app of apps) await app.start();
    const up = await until(context, "east-us to be Online again", () => statusIs(context, "Online"));
    const after = await readSplit(sandbox);
    narrator.fact(`east-us is Online ${duration(up.emulatedMilliseconds)} after its application came back`);
    narrator.split(after);
    check(
      countOf(after, "east") > 0 && countOf(after, "west") > 0,
      `not both regions are answered with again: ${await statuses(context)}`,
    );
    return {
      degradedAfterEmulatedSeconds: Math.round(down.emulatedMilliseconds / 1000),
      onlineAfterEmulatedSeconds: Math.round(up.emulatedMilliseconds / 1000),
      down: splitFigures(split),
      up: splitFigures(after),
    };
  },
};

async function allGoWest(context: StepContext): Promise<Look<string>> {
  const look = await statusIs(context, "Degraded");
  if ("missing" in look) return look;
  const split = await readSplit(context.sandbox, undefined, SAMPLE);
  return countOf(split, "west") === SAMPLE ? look : { missing: `east still gets answers: ${await statuses(context)}` };
}

async function statusIs({ sandbox }: StepContext, wanted: string): Promise<Look<string>> {
  const profile = await readProfile(sandbox);
  const east = profile?.endpoints.find(({ name }) => name === "east-us");
  const status = east?.properties.endpointMonitorStatus ?? "missing";
  return status === wanted ? { found: status } : { missing: `it is ${status}` };
}

async function statuses({ sandbox }: StepContext): Promise<string> {
  const profile = await readProfile(sandbox);
  const endpoints = profile?.endpoints ?? [];
  return endpoints.map(({ name, properties }) => `${name} is ${properties.endpointMonitorStatus}`).join(", ");
}
