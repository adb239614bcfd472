import { MAX_RETURN, PROFILE_NAME_LENGTH, TTL } from "../limits.ts";
import { isWithin, type ProfileCheck } from "./check.ts";

/** The rules on a profile's own settings, in the order they are told. */

const profileName: ProfileCheck = ({ name }) => {
  if (name.length <= PROFILE_NAME_LENGTH && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(name)) return undefined;
  return `Profile name '${name}' is invalid. Profile names must be between 1 and ${PROFILE_NAME_LENGTH} characters long, may contain only alphanumeric characters, hyphens and periods, and must begin and end with an alphanumeric character.`;
};

const relativeName: ProfileCheck = ({ properties }) => {
  const { relativeName } = properties.dnsConfig;
  const labels = relativeName.split(".");
  const valid = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
  // The whole name, with the suffix, has to fit a DNS name.
  if (valid && relativeName.length + ".trafficmanager.net".length <= 253) return undefined;
  return `The relative DNS name '${relativeName}' is invalid. It must be a valid DNS name made of letters, numbers, hyphens and periods.`;
};

const relativeNameIsFixed: ProfileCheck = ({ properties }, { previous }) => {
  const before = previous?.properties.dnsConfig.relativeName;
  const now = properties.dnsConfig.relativeName;
  if (before === undefined || before.toLowerCase() === now.toLowerCase()) return undefined;
  return "The relative DNS name of a Traffic Manager profile cannot be changed after creation.";
};

const ttl: ProfileCheck = ({ properties }) => {
  const { ttl } = properties.dnsConfig;
  if (isWithin(ttl, TTL)) return undefined;
  return `The DNS time-to-live '${ttl}' is invalid. It must be between ${TTL.min} and ${TTL.max} seconds.`;
};

const maxReturn: ProfileCheck = ({ properties }, { maxReturnLimit }) => {
  const { maxReturn } = properties;
  if (maxReturn === null || maxReturn === undefined) return undefined;
  if (isWithin(maxReturn, { min: 1, max: maxReturnLimit })) return undefined;
  return `The value '${maxReturn}' of 'maxReturn' is invalid. It must be between 1 and ${maxReturnLimit}.`;
};

export const DEFAULT_MAX_RETURN_LIMIT = MAX_RETURN.portal;

export const PROFILE_CHECKS: readonly ProfileCheck[] = [profileName, relativeName, relativeNameIsFixed, ttl, maxReturn];
