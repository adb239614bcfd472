import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readWish } from "../core/annotations/read-wish.ts";
import { createLoadBalancers } from "./cluster/load-balancers.ts";
import { withStatus } from "./cluster/status.ts";
import { ALPHA_PREFIX } from "./external-dns/source/annotations.ts";
import { sourceEndpoints } from "./external-dns/source/source-endpoints.ts";
import { parseManifests } from "./kubernetes/manifests.ts";

const FOLDER = fileURLToPath(new URL("../../examples/", import.meta.url));

/** The examples for clusters; other files there are for other programs. */
const EXAMPLES = [
  "two-regions/*.yaml",
  "priority-failover/*.yaml",
  "performance/*.yaml",
  "geographic/*.yaml",
  "ingress/*.yaml",
  "dns-endpoint/*.yaml",
].flatMap((pattern) => globSync(pattern, { cwd: FOLDER }));

describe("the examples", () => {
  it.each(EXAMPLES)("%s asks for an endpoint, without a mistake", (file) => {
    const objects = parseManifests(readFileSync(`${FOLDER}${file}`, "utf8"), file).map((object) =>
      withStatus(object, createLoadBalancers(10)),
    );
    const endpoints = sourceEndpoints(objects, {
      sources: ["service", "ingress", "crd"],
      annotationPrefix: ALPHA_PREFIX,
      ingressClasses: [],
      provider: "webhook",
    });
    const readings = endpoints.map((endpoint) => readWish(endpoint, {}));
    expect(readings).toHaveLength(1);
    expect(readings).toMatchObject([{ kind: "wish" }]);
  });

  it("of two regions are those of the article, with a vanity hostname", () => {
    const annotations = ["east", "west"].map((region) => {
      const [service] = parseManifests(readFileSync(`${FOLDER}two-regions/${region}.yaml`, "utf8"), region);
      return service?.metadata.annotations;
    });
    const [east, west] = annotations.map((all) => (name: string) => all?.[`${ALPHA_PREFIX}${name}`]);
    for (const [name, inEast, inWest] of [
      ["hostname", "my-app-east.example.com", "my-app-west.example.com"],
      ["webhook-traffic-manager-resource-group", "my-tm-rg", "my-tm-rg"],
      ["webhook-traffic-manager-profile-name", "my-app-global", "my-app-global"],
      ["webhook-traffic-manager-hostname", "my-app.example.com", "my-app.example.com"],
      ["webhook-traffic-manager-weight", "70", "30"],
      ["webhook-traffic-manager-endpoint-name", "east-us", "west-us"],
      ["webhook-traffic-manager-endpoint-location", "eastus", "westus"],
      ["webhook-traffic-manager-monitor-path", "/health", "/health"],
      ["webhook-traffic-manager-monitor-protocol", "HTTPS", "HTTPS"],
    ] as const) {
      expect([name, east?.(name), west?.(name)]).toEqual([name, inEast, inWest]);
    }
  });
});
