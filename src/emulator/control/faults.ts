import { globPattern } from "./request-log.ts";

/** What a faulty cloud does to a request instead of, or on top of, answering it. */
export type FaultAction =
  | { status: number; code?: string | undefined; message?: string | undefined; retryAfter?: number | undefined }
  | { delayMs: number }
  | { drop: true };

export interface FaultRule {
  method?: string | undefined;
  /** The whole path; `*` stands for any text, case does not matter. */
  path?: string | undefined;
  caller?: string | undefined;
  /** The first request it fires at, counted among those that match: 1 is the next one. Absent: the next one. */
  nth?: number | undefined;
  /** How often it fires from then on. Absent: once when `nth` is given, else always. */
  times?: number | undefined;
  /** Before the operation (which then does not happen, unless the action is a delay), or after it took effect. */
  effect?: "before" | "after" | undefined;
  action: FaultAction;
}

export interface ActiveFault extends FaultRule {
  id: number;
  /** How many requests matched so far. */
  matched: number;
  fired: number;
}

export interface FaultSubject {
  method: string;
  path: string;
  caller: string;
}

export interface Faults {
  add(rule: FaultRule): number;
  remove(id: number): boolean;
  clear(): void;
  list(): ActiveFault[];
  /** Counts this request against every rule and tells which fires, the oldest rule first. */
  match(subject: FaultSubject): FaultRule | undefined;
}

export function createFaults(): Faults {
  const rules = new Map<number, { fault: ActiveFault; pattern: RegExp | undefined }>();
  let nextId = 1;
  return {
    add(rule) {
      const id = nextId++;
      const pattern = rule.path === undefined ? undefined : globPattern(rule.path);
      rules.set(id, { fault: { ...rule, id, matched: 0, fired: 0 }, pattern });
      return id;
    },
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    list: () => [...rules.values()].map(({ fault }) => ({ ...fault })),
    match(subject) {
      let firing: ActiveFault | undefined;
      for (const { fault, pattern } of rules.values()) {
        if (!applies(fault, pattern, subject)) continue;
        fault.matched += 1;
        if (!firing && isDue(fault)) firing = fault;
      }
      if (firing) firing.fired += 1;
      return firing;
    },
  };
}

function applies(fault: FaultRule, pattern: RegExp | undefined, { method, path, caller }: FaultSubject): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.caller !== undefined && fault.caller !== caller) return false;
  return pattern === undefined || pattern.test(path);
}

function isDue({ nth, times, matched, fired }: ActiveFault): boolean {
  const limit = times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1);
  return matched >= (nth ?? 1) && fired < limit;
}
