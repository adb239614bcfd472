import type { Service } from "./service.ts";

/** What happens at one moment. Every step stands for itself: without the others it means the same or nothing. */
export type Step = { at: number } & (
  | { kind: "create"; cluster: number; service: string; as: Service }
  | { kind: "change"; cluster: number; service: string; to: Partial<Service> }
  | { kind: "delete"; cluster: number; service: string }
  | { kind: "portal"; cluster: number; service: string; edit: PortalEdit }
  | { kind: "settings"; profile: string; ttl: number }
  | { kind: "tool"; profile: string; endpoint: string; target: string | undefined }
  | { kind: "tool-profile"; profile: string; tags: number; exists: boolean }
  | { kind: "fault"; cluster: number; fault: Fault }
  | { kind: "outage"; cluster: number; status: number; seconds: number }
  | { kind: "crash"; cluster: number; seconds: number }
  | { kind: "external-dns-restart"; cluster: number }
);

/** An edit by hand of the endpoint that a Service has. */
export type PortalEdit =
  | { status: "Enabled" | "Disabled" }
  | { weight: number }
  | { target: string }
  | { gone: true }
  /** The whole profile, that is. */
  | { profileGone: true };

/** What befalls the next ARM call (or the next write) of a cluster's provider. */
export type Fault = { on: "call" | "write" } & (
  | { kind: "before"; status: number; retryAfter?: number }
  | { kind: "after"; status: number }
  | { kind: "delay"; seconds: number }
  | { kind: "crash-before"; restart: number }
  | { kind: "crash-after"; restart: number }
);

export interface ClusterSetup {
  owner: string;
  identity: string;
  registry: "txt" | "noop";
}

/** One seeded world, whole: the same history runs the same way every time. */
export interface History {
  seed: number;
  clusters: ClusterSetup[];
  /** Milliseconds within which all clusters begin their cycles: small means that they get into each other's way. */
  spread: number;
  /** Milliseconds from one cycle of a cluster to the next. */
  interval: number;
  /** How much longer than usual every ARM call takes. */
  slowness: number;
  deletionGrace: number;
  /** Names under trafficmanager.net that somebody else in the world has. */
  taken: readonly string[];
  duration: number;
  steps: Step[];
}

export function describeHistory({
  seed,
  clusters,
  spread,
  interval,
  slowness,
  deletionGrace,
  taken,
  steps,
}: History): string {
  return [
    `seed ${seed}: a cycle every ${interval / 1000} s, all begin within ${spread} ms; deletion grace ${deletionGrace / 1000} s`,
    ...(slowness > 1 ? [`  Azure is ${slowness} times slower than usual`] : []),
    ...taken.map((name) => `  ${name}.trafficmanager.net is somebody else's`),
    ...clusters.map(
      ({ owner, identity, registry }, index) => `  cluster ${index}: owner ${owner}, identity ${identity}, ${registry}`,
    ),
    ...[...steps].sort((a, b) => a.at - b.at).map((step) => `  ${time(step.at)}  ${describeStep(step)}`),
  ].join("\n");
}

export function time(milliseconds: number): string {
  const minutes = String(Math.floor(milliseconds / 60_000)).padStart(2, "0");
  return `${minutes}:${((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, "0")}`;
}

function describeStep(step: Step): string {
  switch (step.kind) {
    case "create":
      return `cluster ${step.cluster}: Service ${step.service} appears (${properties(step.as)})`;
    case "change":
      return `cluster ${step.cluster}: Service ${step.service} changes (${properties(step.to)})`;
    case "delete":
      return `cluster ${step.cluster}: Service ${step.service} is deleted`;
    case "portal":
      return `portal: endpoint of cluster ${step.cluster}'s ${step.service}: ${properties(step.edit)}`;
    case "settings":
      return `portal: profile ${step.profile}: ttl ${step.ttl}`;
    case "tool":
      return step.target === undefined
        ? `another tool: endpoint ${step.endpoint} of ${step.profile} is deleted`
        : `another tool: endpoint ${step.endpoint} of ${step.profile} → ${step.target}`;
    case "tool-profile":
      return `another tool: profile ${step.profile} ${step.exists ? `with ${step.tags} tags is created` : "is deleted"}`;
    case "fault":
      return `cluster ${step.cluster}: ${describeFault(step.fault)}`;
    case "outage":
      return `cluster ${step.cluster}: Azure answers ${step.status} for ${step.seconds} s`;
    case "crash":
      return `cluster ${step.cluster}: the provider crashes, back in ${step.seconds} s`;
    case "external-dns-restart":
      return `cluster ${step.cluster}: external-dns is restarted`;
  }
}

function describeFault(fault: Fault): string {
  const next = `the next ARM ${fault.on}`;
  switch (fault.kind) {
    case "before":
      return `${next} fails with ${fault.status}${fault.retryAfter ? ` (Retry-After ${fault.retryAfter} s)` : ""}, without effect`;
    case "after":
      return `${next} takes effect and fails with ${fault.status}`;
    case "delay":
      return `${next} takes ${fault.seconds} s`;
    case "crash-before":
      return `the provider crashes at ${next}, which has no effect, back in ${fault.restart} s`;
    case "crash-after":
      return `the provider crashes at ${next}, which takes effect, back in ${fault.restart} s`;
  }
}

function properties(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value === undefined ? "unset" : value}`)
    .join(", ");
}
