import type { Request } from "../core/plan/requests.ts";
import type { Problem } from "../core/problem.ts";
import { printRow } from "../core/rows/row.ts";
import { refKey } from "../core/snapshot.ts";
import type { Clock } from "../time/clock.ts";
import type { ArmError } from "./ports.ts";

/** What Azure has refused for good, remembered so that a hopeless write is not repeated every minute. */
export interface Refusals {
  remember(request: Request, error: ArmError): Problem;
  /** The request with its refusal, when exactly this was refused and its time has not come yet. */
  mark(request: Request): Request;
}

const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 16 * 60_000;

/** A request that differs in anything is a new one and is tried at once; the same one after one, two, four … minutes. */
export function createRefusals(clock: Clock): Refusals {
  const refused = new Map<string, { fingerprint: string; problem: Problem; until: number; times: number }>();
  return {
    remember(request, error) {
      const key = keyOf(request);
      const fingerprint = fingerprintOf(request);
      const before = refused.get(key);
      const times = before?.fingerprint === fingerprint ? before.times + 1 : 0;
      const problem = refusedProblem(request, error);
      refused.set(key, {
        fingerprint,
        problem,
        times,
        until: clock.now() + Math.min(FIRST_PAUSE * 2 ** times, LONGEST_PAUSE),
      });
      return problem;
    },
    mark(request) {
      const known = refused.get(keyOf(request));
      if (!known) return request;
      if (known.fingerprint !== fingerprintOf(request)) refused.delete(keyOf(request));
      else if (clock.now() < known.until) return { ...request, refused: known.problem };
      return request;
    },
  };
}

function keyOf({ member }: Request): string {
  return `${refKey(member.ref)}/${member.endpointName.toLowerCase()}`;
}

function fingerprintOf({ member }: Request): string {
  return JSON.stringify(printRow(member, "", {}));
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
