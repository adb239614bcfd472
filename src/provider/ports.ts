import type { EndpointType } from "../arm/traffic-manager.ts";
import type { Operation } from "../core/plan/operation.ts";
import type { Problem } from "../core/problem.ts";
import type { EndpointDefinition, NewProfile, Profile, ProfileRef, ProfileSettings } from "../core/profile.ts";

/**
 * Traffic Manager as the provider needs it. Every call is one ARM request and one attempt: the caller retries.
 * All throw `ArmError`; a missing thing is `undefined` or no error at all, as said.
 */
export interface TrafficManagerApi {
  /** Every profile in scope, whole or not at all. Listings carry no health. */
  listProfiles(): Promise<Profile[]>;
  /** With health; `undefined` after a 404. */
  getProfile(ref: ProfileRef): Promise<Profile | undefined>;
  /** The PUT. `created` is false when Azure answered 200: somebody else's profile was there and has been replaced. */
  createProfile(ref: ProfileRef, profile: NewProfile): Promise<{ created: boolean; profile: Profile }>;
  patchProfile(ref: ProfileRef, settings: ProfileSettings): Promise<void>;
  /** Fine when it is gone already. */
  deleteProfile(ref: ProfileRef): Promise<void>;
  putEndpoint(ref: ProfileRef, endpoint: EndpointDefinition): Promise<void>;
  /** Fine when it is gone already. */
  deleteEndpoint(ref: ProfileRef, type: EndpointType, name: string): Promise<void>;
  /** Sets these tags and leaves the others, atomic per key. */
  mergeTags(ref: ProfileRef, tags: Record<string, string>): Promise<void>;
  deleteTags(ref: ProfileRef, names: readonly string[]): Promise<void>;
  /** Whether `<relativeName>.trafficmanager.net` is free in the whole world. */
  isNameAvailable(relativeName: string): Promise<boolean>;
}

/** The records users type: `<hostname>` → the profile. */
export interface VanityRecords {
  /**
   * Makes `hostname` lead to the profile. Writes only when something is to change; never overwrites a record that is not ours, nor
   * one that leads to a rival.
   */
  publish(hostname: string, profile: VanityTarget): Promise<VanityOutcome>;
  /** Removes the record if it is ours and leads to this profile. */
  withdraw(hostname: string, profile: VanityTarget): Promise<VanityOutcome>;
}

export interface VanityTarget {
  id: string;
  fqdn: string;
  /** What the profile's endpoints are: an alias at the apex needs addresses. */
  addressKinds: readonly ("A" | "AAAA" | "CNAME")[];
  /** Other profiles of ours, by id, that have the same hostname and serve. */
  rivals?: readonly string[];
}

/** `problem` is one sentence for the user: what is in the way and what would be right. */
export type VanityOutcome = { changed: boolean; problem?: undefined } | { changed: false; problem: string };

/** An ARM answer that is not a success. `status` 0 means no answer at all (refused, reset, timed out). */
export class ArmError extends Error {
  override readonly name = "ArmError";
  readonly status: number;
  readonly code: string;
  /** Milliseconds Azure asked to wait, from `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    answer: { status: number; code: string; message: string; retryAfter?: number | undefined },
    cause?: unknown,
  ) {
    super(answer.message, { cause });
    this.status = answer.status;
    this.code = answer.code;
    this.retryAfter = answer.retryAfter;
  }
}

/** Where the provider tells what it does; pino fits. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the provider counts: implemented by the metrics, ignored in most tests. */
export interface ProviderEvents {
  /** The problems there are now, after an adjust or an apply. */
  problems(current: readonly Problem[]): void;
  /** A write was carried out, given up for good, or failed for now. */
  operation(kind: Operation["kind"], outcome: "done" | "refused" | "failed", seconds: number): void;
  /** An attempt failed in a way that is worth another. */
  retried(kind: string): void;
  /** `GET /records` listed this much, in so many seconds. */
  listed(count: { profiles: number; endpoints: number }, seconds: number): void;
  /** Health of every endpoint of one profile, as the slow reader saw it. */
  health(profile: Profile): void;
  /** Deletions that the brake holds back now. */
  held(count: number): void;
  /** So many endpoints that somebody changed in Azure by hand are put back. */
  putBack(count: number): void;
  /** A profile that was created by somebody else in the same moment has been replaced; its other endpoint returns by itself. */
  creationRace(): void;
}

export const noEvents: ProviderEvents = {
  problems: () => undefined,
  operation: () => undefined,
  retried: () => undefined,
  listed: () => undefined,
  health: () => undefined,
  held: () => undefined,
  putBack: () => undefined,
  creationRace: () => undefined,
};

export const noLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
