import type { ProfileRef } from "../../src/core/profile.ts";
import { ArmError, type TrafficManagerApi, type VanityRecords } from "../../src/provider/ports.ts";
import type { Random } from "../../src/random/random.ts";
import type { Clock } from "../../src/time/clock.ts";
import type { Fault } from "./history.ts";
import type { Immediate } from "./traffic-manager-client.ts";

/** One request a provider sent, by the name of its port's method. */
export interface Call {
  cluster: number;
  method: keyof TrafficManagerApi | keyof VanityRecords;
  ref: ProfileRef | undefined;
  /** What else it was called with, for the trace. */
  subject: string;
}

export interface Link {
  cluster: number;
  random: Random;
  slowness: number;
  /** What is to befall the next calls. */
  armed: Fault[];
  outage: { until: number; status: number };
  crash(seconds: number): void;
}

/** One life of one provider: what a dead one asked for is never answered. */
export interface Life {
  alive: boolean;
  endedAt: number;
}

/** Told of every call as it reaches Azure; `act` carries it out and throws what Azure says. */
export interface Observer {
  /** The request leaves: what its sender has read by now is what it knows. */
  sent(call: Call): void;
  attempted(call: Call): void;
  carriedOut<Answer>(call: Call, act: () => Answer): Answer;
  failed(call: Call, why: string): void;
}

/** The Azure adapter's own limits. */
const READ_TIMEOUT = 10_000;
/** A request that was on its way when its sender died arrives within this, or never. */
const LAST_WORDS = 4_000;

const READS = new Set<Call["method"]>(["listProfiles", "getProfile", "isNameAvailable"]);

export function isRead({ method }: Call): boolean {
  return READS.has(method);
}

/** The ports of one life of a provider: every call takes its time, may fail on the way there or back, and may be the last. */
export function connect(
  link: Link,
  life: Life,
  client: Immediate<TrafficManagerApi> & Immediate<VanityRecords>,
  clock: Clock,
  observer: Observer,
): { api: TrafficManagerApi; vanity: VanityRecords } {
  const send = <Answer>(
    method: Call["method"],
    ref: ProfileRef | undefined,
    act: () => Answer,
    subject = "",
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (!life.alive) return;
      const call: Call = { cluster: link.cluster, method, ref, subject };
      observer.sent(call);
      const fault = takeFault(link, isRead(call));
      const latency = latencyOf(link, fault);
      const isTooLate = isRead(call) && latency > READ_TIMEOUT;
      clock.after(isTooLate ? READ_TIMEOUT : latency, () => {
        if (!life.alive && clock.now() - life.endedAt > LAST_WORDS) return;
        const end = isTooLate ? { error: noAnswer(0) } : arrive(call, act, fault, { link, clock, observer });
        if (end && life.alive) settle(end, resolve, reject);
      });
    });

  return {
    api: {
      listProfiles: () => send("listProfiles", undefined, () => client.listProfiles()),
      getProfile: (ref) => send("getProfile", ref, () => client.getProfile(ref)),
      createProfile: (ref, profile) =>
        send("createProfile", ref, () => client.createProfile(ref, profile), names(profile.endpoints)),
      patchProfile: (ref, settings) => send("patchProfile", ref, () => client.patchProfile(ref, settings)),
      deleteProfile: (ref) => send("deleteProfile", ref, () => client.deleteProfile(ref)),
      putEndpoint: (ref, endpoint) =>
        send("putEndpoint", ref, () => client.putEndpoint(ref, endpoint), names([endpoint])),
      deleteEndpoint: (ref, type, name) =>
        send("deleteEndpoint", ref, () => client.deleteEndpoint(ref, type, name), name),
      mergeTags: (ref, tags) => send("mergeTags", ref, () => client.mergeTags(ref, tags), JSON.stringify(tags)),
      deleteTags: (ref, tags) => send("deleteTags", ref, () => client.deleteTags(ref, tags), tags.join(", ")),
      isNameAvailable: (name) => send("isNameAvailable", undefined, () => client.isNameAvailable(name), name),
    },
    vanity: {
      publish: (hostname, profile) =>
        send("publish", refOfId(profile.id), () => client.publish(hostname, profile), hostname),
      withdraw: (hostname, profile) =>
        send("withdraw", refOfId(profile.id), () => client.withdraw(hostname, profile), hostname),
    },
  };
}

function refOfId(id: string): ProfileRef {
  const parts = id.split("/");
  return { resourceGroup: parts[4] ?? "", name: parts.at(-1) ?? "" };
}

type End<Answer> = { answer: Answer } | { error: unknown };

function settle<Answer>(end: End<Answer>, resolve: (answer: Answer) => void, reject: (error: unknown) => void): void {
  if ("error" in end) reject(end.error);
  else resolve(end.answer);
}

/** What a call comes to as it reaches Azure; nothing when it is its sender's last. */
function arrive<Answer>(
  call: Call,
  act: () => Answer,
  fault: Fault | undefined,
  { link, clock, observer }: { link: Link; clock: Clock; observer: Observer },
): End<Answer> | undefined {
  observer.attempted(call);
  const refusal = refusalOf(link, fault, clock);
  if (refusal) {
    observer.failed(call, `${refusal.status}`);
    return { error: refusal };
  }
  if (fault?.kind === "crash-before") {
    link.crash(fault.restart);
    return undefined;
  }
  const end = carryOut(call, act, observer);
  if (fault?.kind === "crash-after") link.crash(fault.restart);
  return fault?.kind === "after" && "answer" in end ? { error: noAnswer(fault.status) } : end;
}

function carryOut<Answer>(call: Call, act: () => Answer, observer: Observer): End<Answer> {
  try {
    return { answer: observer.carriedOut(call, act) };
  } catch (error) {
    return { error };
  }
}

function takeFault({ armed }: Link, read: boolean): Fault | undefined {
  const index = armed.findIndex(({ on }) => on === "call" || !read);
  return index < 0 ? undefined : armed.splice(index, 1)[0];
}

function latencyOf({ random, slowness }: Link, fault: Fault | undefined): number {
  const usual = (5 + Math.floor(random() * 300)) * slowness;
  return usual + (fault?.kind === "delay" ? fault.seconds * 1000 : 0);
}

function refusalOf({ outage }: Link, fault: Fault | undefined, clock: Clock): ArmError | undefined {
  if (clock.now() < outage.until) return noAnswer(outage.status);
  return fault?.kind === "before" ? noAnswer(fault.status, fault.retryAfter) : undefined;
}

function noAnswer(status: number, retryAfter?: number): ArmError {
  const code =
    { 0: "NoAnswer", 403: "AuthorizationFailed", 409: "Conflict", 429: "TooManyRequests" }[status] ?? "Fault";
  const message = status === 409 ? "Conflicting changes were made to the profile; retry" : `fault ${status}`;
  return new ArmError({ status, code, message, retryAfter: retryAfter === undefined ? undefined : retryAfter * 1000 });
}

function names(endpoints: readonly { name: string; weight?: number; endpointStatus?: string; target?: string }[]) {
  return endpoints
    .map(({ name, weight, endpointStatus, target }) => `${name} → ${target} (${weight}, ${endpointStatus})`)
    .join(", ");
}
