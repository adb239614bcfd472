import { isDeepStrictEqual } from "node:util";
import type { EndpointView } from "../azure/profile.ts";
import { countOf, describeWrites, RESOLUTIONS, readProfile, readSplit, writesSince } from "./observe.ts";
import { splitFigures } from "./split-check.ts";
import { check, cyclesOf, type Step, type StepContext, until } from "./step.ts";

/** West's Service is deleted while east's provider is dead: west's endpoint goes, and nothing else happens. */
export const restarted: Step = {
  name: "restarted",
  title: "West's Service is deleted, east's provider is killed meanwhile and started again",
  async run(context) {
    const { sandbox, narrator, manifests } = context;
    const east = sandbox.region("east");
    const before = await endpointOf(context, "east-us");
    const mark = sandbox.requests.mark();
    const restartsBefore = east.externalDns.restarts();

    const { pid } = east.provider();
    await east.killProvider();
    narrator.fact(`east's provider (process ${pid}) is killed`);

    await manifests.remove("west");
    await until(context, "west-us to be gone", async () => {
      const profile = await readProfile(sandbox);
      check(profile !== undefined, "the whole profile is gone");
      const names = profile.endpoints.map(({ name }) => name);
      return names.includes("west-us") ? { missing: `there are ${names.join(", ")}` } : { found: names };
    });
    narrator.fact("the endpoint west-us is gone");

    await east.startProvider();
    await cyclesOf(context, ["east"], 2);
    const restarts = east.externalDns.restarts() - restartsBefore;
    narrator.fact(`east's provider runs again (process ${east.provider().pid}), two synchronisations have passed`);
    if (restarts > 0) narrator.note(`east's External-DNS ended without its webhook and was restarted ${restarts}×`);

    const after = await endpointOf(context, "east-us");
    check(isDeepStrictEqual(before, after), `east-us was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`);
    const writes = writesSince(sandbox, mark);
    const writesByEast = sandbox.requests.entries({ since: mark, path: "*east-us*" }).filter(isWrite).length;
    check(writesByEast === 0, `east-us was written ${writesByEast} times`);
    narrator.fact(`east-us is untouched; ARM writes: ${describeWrites(writes)}`);

    const split = await readSplit(sandbox, new Map([["east", 1]]));
    narrator.split(split);
    check(countOf(split, "east") === RESOLUTIONS, "not every answer goes east although only east is left");
    return { armWrites: Object.fromEntries(writes), restarts, ...splitFigures(split) };
  },
};

/** The endpoint but for its health, which nobody writes. */
async function endpointOf({ sandbox }: StepContext, name: string): Promise<EndpointView["properties"]> {
  const profile = await readProfile(sandbox);
  const endpoint = profile?.endpoints.find((candidate) => candidate.name === name);
  check(endpoint !== undefined, `the endpoint ${name} is missing`);
  const { endpointMonitorStatus: _health, ...written } = endpoint.properties;
  return written;
}

function isWrite({ method }: { method: string }): boolean {
  return method !== "GET" && method !== "HEAD";
}
