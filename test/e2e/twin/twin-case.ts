import type { Endpoint } from "../../../src/core/endpoint.ts";
import type { KubernetesObject } from "../world/kubernetes-client.ts";
import type { Adjust } from "./recording-webhook.ts";

/** One recording: what is in the cluster cycle by cycle, and how external-dns and the webhook are set up. */
export interface TwinCase {
  name: string;
  why: string;
  /** external-dns's flags besides provider, kubeconfig and namespace. */
  flags: readonly string[];
  /** What `/records` lists at first. */
  rows?: Endpoint[];
  /** What `/adjustendpoints` answers; by default just what it was sent. */
  adjust?: Adjust;
  /** External-dns itself says another thing each time: kept apart, since no likeness can match it. */
  varies?: true;
  /** All objects there are, cycle by cycle; the namespace is the case's name. */
  cycles: readonly { what: string; objects: KubernetesObject[] }[];
}
