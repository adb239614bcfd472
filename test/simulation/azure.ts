import type { ProfileResource } from "../../src/arm/traffic-manager.ts";
import type { ProfileRef } from "../../src/core/profile.ts";
import type { ArmReply } from "../../src/emulator/arm/arm-message.ts";
import type { Arrival } from "../../src/emulator/arm/arrival.ts";
import { parseResourcePath } from "../../src/emulator/arm/resource-path.ts";
import { createAdjustableClock } from "../../src/emulator/control/adjustable-clock.ts";
import { createWorld } from "../../src/emulator/world.ts";
import { ArmError } from "../../src/provider/ports.ts";
import type { Random } from "../../src/random/random.ts";
import type { Clock } from "../../src/time/clock.ts";

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const RESOURCE_GROUP = "rg";

const TRAFFIC_MANAGER = "2022-04-01";
const TAGS = "2021-04-01";

/** The emulator, asked below its HTTP: one call is one ARM request, carried out whole and at once. */
export interface Azure {
  /** Throws `ArmError` for every answer that is not a success. */
  ask(method: string, path: readonly string[], body?: unknown, subscription?: string): ArmReply;
  /** The stored profile itself: never changed in place, so it also serves as a picture of before. */
  profile(ref: ProfileRef): ProfileResource | undefined;
  profiles(): readonly ProfileResource[];
  /** The vanity records there are: hostname → what it leads to. */
  readonly records: Map<string, { profileId: string; fqdn: string }>;
}

export function createAzure(clock: Clock, random: Random): Azure {
  // Probes wait for a timer, so a clock without timers keeps them from ever starting.
  const still = createAdjustableClock({ now: () => clock.now(), after: () => ({ cancel: () => undefined }) });
  const world = createWorld({ subscriptions: [SUBSCRIPTION] }, still, random, () => {
    throw new Error("nothing is probed here");
  });
  const headers = new Headers();
  const query = new URLSearchParams();
  const url = new URL("http://arm");
  return {
    records: new Map(),
    ask(method, path, body, subscription = SUBSCRIPTION) {
      const segments = ["subscriptions", subscription, ...path];
      const apiVersion = path.includes("Microsoft.Resources") ? TAGS : TRAFFIC_MANAGER;
      const arrival: Arrival = { url, segments, path: parseResourcePath(segments), apiVersion };
      const reply = world.route({ method, segments, query, apiVersion, headers, body }, arrival);
      if (reply.status >= 400) throw errorOf(reply);
      return reply;
    },
    profile: (ref) => world.profiles.get(profileId(ref)),
    profiles: () => [...world.profiles.all()].filter(({ id }) => id.includes(SUBSCRIPTION)),
  };
}

export function profilePath({ resourceGroup, name }: ProfileRef): string[] {
  return ["resourceGroups", resourceGroup, "providers", "Microsoft.Network", "trafficManagerProfiles", name];
}

function profileId(ref: ProfileRef): string {
  return `/subscriptions/${SUBSCRIPTION}/${profilePath(ref).join("/")}`;
}

/** What the reply says, whether the emulator printed it already or not. */
export function bodyOf(reply: ArmReply): unknown {
  return reply.text === undefined ? reply.body : JSON.parse(reply.text);
}

function errorOf(reply: ArmReply): ArmError {
  const { status } = reply;
  const { error } = bodyOf(reply) as { error: { code: string; message: string } };
  return new ArmError({ status, ...error });
}
