/** A user's mistake, or a state of the world that only a user can mend: data to report, never an exception. */
export interface Problem {
  kind: ProblemKind;
  /** The Kubernetes object, `service/production/my-app`, or the DNS name when there is none. */
  object: string;
  dnsName: string;
  /** The annotation's name as the user writes it, without prefix: `webhook-traffic-manager-weight`. */
  annotation?: string;
  /** What stands there now. */
  value?: string;
  /** One sentence: what is wrong and what would be right. */
  message: string;
}

export const PROBLEM_KINDS = [
  "invalid-annotation",
  "unknown-annotation",
  "out-of-scope",
  "not-allowed",
  "conflict",
  "settings-differ",
  "drift",
  "foreign-owner",
  "cluster-identity",
  "refused-by-azure",
  "vanity-hostname",
  "tags-full",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** The problem as one line for a log or an event. */
export function describeProblem(problem: Problem): string {
  const where = problem.object === problem.dnsName ? problem.dnsName : `${problem.object} (${problem.dnsName})`;
  const what = problem.annotation
    ? ` ${problem.annotation}${problem.value === undefined ? "" : `="${problem.value}"`}`
    : "";
  return `${where}${what}: ${problem.message}`;
}
