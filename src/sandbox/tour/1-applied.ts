import type { ProfileView } from "../azure/profile.ts";
import {
  askApp,
  describeWrites,
  PROFILE,
  PROFILE_PATH,
  positionOf,
  readProfile,
  total,
  VANITY,
  writesSince,
} from "./observe.ts";
import { checkSplit, splitFigures } from "./split-check.ts";
import { check, cyclesOf, type Look, type Step, type StepContext, until } from "./step.ts";
import { weightIn } from "./weights.ts";

/** Both Services are applied: one profile with both endpoints, and the vanity hostname leads to both. */
export const applied: Step = {
  name: "applied",
  title: "Both Services are applied",
  async run(context) {
    const { sandbox, narrator } = context;
    const mark = sandbox.requests.mark();
    const weights = await wantedWeights(context);

    const { found: profile, emulatedMilliseconds } = await until(
      context,
      `the profile ${PROFILE.name} with both endpoints online`,
      () => lookForProfile(context, weights),
    );
    narrator.fact(`profile ${PROFILE.name} → ${profile.dnsConfig.fqdn}, ${profile.trafficRoutingMethod}`);
    for (const { name, properties } of profile.endpoints) {
      narrator.fact(
        `endpoint ${name}: weight ${properties.weight}, target ${properties.target}, ${properties.endpointMonitorStatus}`,
      );
    }
    check(positionOf(sandbox, mark, "PUT", PROFILE_PATH) >= 0, "no PUT of the profile is in ARM's request log");

    const names = await checkChain(context);
    await cyclesOf(context, ["east", "west"], 1);
    const writes = writesSince(sandbox, mark);
    narrator.note(`${total(writes)} ARM writes in all: ${describeWrites(writes)}`);
    const split = await checkSplit(context, weights);
    return {
      emulatedSeconds: Math.round(emulatedMilliseconds / 1000),
      armWrites: Object.fromEntries(writes),
      chain: names,
      ...splitFigures(split),
    };
  },
};

export async function wantedWeights({ sandbox, manifests }: StepContext): Promise<Map<string, number>> {
  const weights = sandbox.regions.map(async ({ name }) => [name, weightIn(await manifests.read(name))] as const);
  return new Map(await Promise.all(weights));
}

async function lookForProfile(
  { sandbox }: StepContext,
  weights: ReadonlyMap<string, number>,
): Promise<Look<ProfileView>> {
  const profile = await readProfile(sandbox);
  if (!profile) return { missing: "there is no such profile" };
  for (const [region, weight] of weights) {
    const endpoint = profile.endpoints.find(({ name }) => name === `${region}-us`);
    if (!endpoint) return { missing: `the endpoint ${region}-us is missing` };
    const { target, weight: actual, endpointMonitorStatus } = endpoint.properties;
    const wanted = `my-app-${region}.example.com`;
    check(target === wanted, `the endpoint ${region}-us has the target ${target} instead of ${wanted}`);
    check(actual === weight, `the endpoint ${region}-us has the weight ${actual} instead of ${weight}`);
    if (endpointMonitorStatus !== "Online") return { missing: `${region}-us is ${endpointMonitorStatus}` };
  }
  return { found: profile };
}

/** Follows the vanity hostname to an address, and asks the application there who it is. */
async function checkChain(context: StepContext): Promise<string[]> {
  const { sandbox, narrator } = context;
  const { found } = await until(context, `${VANITY} in DNS`, async () => {
    const { names, address, rcode } = await sandbox.dns.resolve(VANITY);
    return address === undefined ? { missing: `${names.join(" → ")}: ${rcode}` } : { found: { names, address } };
  });
  const region = sandbox.regionAt(found.address) ?? "nobody";
  const answer = await askApp(sandbox, found.address);
  check(answer === region, `https://${found.address}/ should be answered by ${region}, but "${answer}" did`);
  const chain = [...found.names, found.address];
  narrator.fact(chain.join(" → "));
  narrator.note(`https://${found.address}/ is answered by "${answer}"`);
  return chain;
}
