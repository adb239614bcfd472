import type { Request } from "../core/plan/requests.ts";
import type { Problem } from "../core/problem.ts";
import { DECISION_NAMES, decisionValue, printRow } from "../core/rows/row.ts";
import { refKey } from "../core/snapshot.ts";
import type { Clock } from "../time/clock.ts";
import type { ArmError } from "./ports.ts";

/** What Azure has refused for good, remembered so that a hopeless write is not repeated every minute. */
export interface Refusals {
  remember(request: Request, error: ArmError): Problem;
  /** The profile settings that this request decides were refused; its endpoint was not. */
  rememberSettings(request: Request, error: ArmError): Problem;
  /** The request with its refusals, when exactly this was refused and its time has not come yet. */
  mark(request: Request): Request;
}

const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 16 * 60_000;

interface Refusal {
  fingerprint: string;
  problem: Problem;
  until: number;
  times: number;
}

/** A request that differs in anything is a new one and is tried at once; the same one after one, two, four … minutes. */
export function createRefusals(clock: Clock): Refusals {
  const refused = new Map<string, Refusal>();
  const keep = (key: string, fingerprint: string, problem: Problem): Problem => {
    const before = refused.get(key);
    const times = before?.fingerprint === fingerprint ? before.times + 1 : 0;
    const until = clock.now() + Math.min(FIRST_PAUSE * 2 ** times, LONGEST_PAUSE);
    refused.set(key, { fingerprint, problem, times, until });
    return problem;
  };
  const find = (key: string, fingerprint: string): Problem | undefined => {
    const known = refused.get(key);
    if (known && known.fingerprint !== fingerprint) refused.delete(key);
    return known?.fingerprint === fingerprint && clock.now() < known.until ? known.problem : undefined;
  };
  return {
    remember: (request, error) => keep(keyOf(request), fingerprintOf(request), refusedProblem(request, error)),
    rememberSettings: (request, error) =>
      keep(settingsKeyOf(request), settingsFingerprintOf(request), refusedSettingsProblem(request, error)),
    mark(request) {
      const endpoint = find(keyOf(request), fingerprintOf(request));
      const settings = find(settingsKeyOf(request), settingsFingerprintOf(request));
      return {
        ...request,
        ...(endpoint ? { refused: endpoint } : {}),
        ...(settings ? { refusedSettings: settings } : {}),
      };
    },
  };
}

function keyOf({ member }: Request): string {
  return `${refKey(member.ref)}/${member.endpointName.toLowerCase()}`;
}

function fingerprintOf({ member }: Request): string {
  return JSON.stringify(printRow(member, "", {}));
}

function settingsKeyOf(request: Request): string {
  return `settings by ${keyOf(request)}`;
}

function settingsFingerprintOf({ member }: Request): string {
  if (!member.decides) return "";
  const decision = { settings: member.decides.settings, hostnames: [] };
  return JSON.stringify(DECISION_NAMES.map((name) => decisionValue(decision, name)));
}

function refusedProblem({ member, object }: Request, error: ArmError): Problem {
  return {
    kind: "refused-by-azure",
    object,
    dnsName: member.dnsName,
    value: member.endpointName,
    message: `Azure refused endpoint ${member.endpointName} of profile ${member.ref.resourceGroup}/${member.ref.name} (${error.status} ${error.code}): ${error.message}`,
  };
}

function refusedSettingsProblem({ member, object }: Request, error: ArmError): Problem {
  return {
    kind: "refused-by-azure",
    object,
    dnsName: member.dnsName,
    message: `Azure refused its settings for profile ${member.ref.resourceGroup}/${member.ref.name}, which stay as they are (${error.status} ${error.code}): ${error.message}`,
  };
}
