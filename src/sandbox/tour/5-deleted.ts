import { duration } from "../terminal/duration.ts";
import { PROFILE, PROFILE_PATH, positionOf, readProfile, readZone, VANITY, VANITY_PATH } from "./observe.ts";
import { check, type Step, until } from "./step.ts";

/** Everything is deleted: first the record that leads to the profile, then the profile, so that no name is left dangling. */
export const deleted: Step = {
  name: "deleted",
  title: "Everything is deleted",
  async run(context) {
    const { sandbox, narrator, manifests } = context;
    const mark = sandbox.requests.mark();
    await manifests.remove("east");

    const record = await until(context, `${VANITY} to be gone`, async () => {
      const { rcode, address } = await sandbox.dns.resolve(VANITY);
      const isListed = (await readZone(sandbox)).some(({ name }) => name === "my-app");
      return rcode === "NXDOMAIN" && !isListed ? { found: rcode } : { missing: `DNS says ${rcode}, ${address}` };
    });
    narrator.fact(`${VANITY} is gone (${record.found}), ${duration(record.emulatedMilliseconds)} after the Service`);

    const profile = await until(context, `the profile ${PROFILE.name} to be gone`, async () =>
      (await readProfile(sandbox)) === undefined ? { found: true } : { missing: "it is still there" },
    );
    const total = record.emulatedMilliseconds + profile.emulatedMilliseconds;
    narrator.fact(`the profile ${PROFILE.name} is gone, ${duration(total)} after the Service`);

    const recordAt = positionOf(sandbox, mark, "DELETE", VANITY_PATH);
    const profileAt = positionOf(sandbox, mark, "DELETE", PROFILE_PATH);
    check(recordAt >= 0, "no DELETE of the vanity record is in ARM's request log");
    check(profileAt >= 0, "no DELETE of the profile is in ARM's request log");
    check(recordAt < profileAt, "the profile was deleted before the record that led to it");
    narrator.fact("by ARM's request log the record went first, then the profile");

    const { found: left } = await until(context, "the zone to be empty", async () => {
      const names = (await readZone(sandbox)).map(({ name }) => name).filter((name) => name !== "@");
      return names.length === 0 ? { found: names } : { missing: `there are ${names.join(", ")}` };
    });
    narrator.fact(`nothing else is left in the zone either: ${left.length} records`);
    return {
      recordGoneAfterEmulatedSeconds: Math.round(record.emulatedMilliseconds / 1000),
      profileGoneAfterEmulatedSeconds: Math.round(total / 1000),
      recordBeforeProfile: recordAt < profileAt,
    };
  },
};
