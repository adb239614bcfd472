import { duration } from "../terminal/duration.ts";
import { describeWrites, readProfile, total, writesSince } from "./observe.ts";
import { checkSplit, splitFigures } from "./split-check.ts";
import { check, cyclesOf, type Step, until } from "./step.ts";
import { withWeight } from "./weights.ts";

const WEIGHT = 50;
const REGIONS = ["east", "west"];

/** The weights become 50/50: the split follows, and it costs one ARM write for each endpoint. */
export const shifted: Step = {
  name: "shifted",
  title: "The weights are changed to 50/50",
  async run(context) {
    const { sandbox, narrator, manifests } = context;
    const mark = sandbox.requests.mark();
    for (const region of REGIONS) await manifests.write(region, withWeight(await manifests.read(region), WEIGHT));

    const { emulatedMilliseconds } = await until(context, "both endpoints with the weight 50", async () => {
      const profile = await readProfile(sandbox);
      const others = profile?.endpoints.filter(({ properties }) => properties.weight !== WEIGHT) ?? [];
      const weights = others.map(({ name, properties }) => `${name} has ${properties.weight}`);
      return profile && others.length === 0 ? { found: profile } : { missing: weights.join(", ") };
    });
    narrator.fact(
      `both endpoints have the weight ${WEIGHT}, ${duration(emulatedMilliseconds)} after the files were saved`,
    );

    // Whoever wrote too much would do so in the synchronisation that follows.
    await cyclesOf(context, REGIONS, 2);
    const writes = writesSince(sandbox, mark);
    check(total(writes) === 2, `2 ARM writes were to be enough, ${total(writes)} were made: ${describeWrites(writes)}`);
    narrator.fact(`${total(writes)} ARM writes: ${describeWrites(writes)}`);
    const split = await checkSplit(context, new Map(REGIONS.map((region) => [region, WEIGHT])));
    return {
      emulatedSeconds: Math.round(emulatedMilliseconds / 1000),
      armWrites: Object.fromEntries(writes),
      ...splitFigures(split),
    };
  },
};
