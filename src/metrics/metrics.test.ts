import { expect, it } from "vitest";
import { anEndpoint, aProfile } from "../../test/support/builders.ts";
import { createManualClock } from "../time/manual-clock.ts";
import { createMetrics } from "./metrics.ts";

const PREFIX = "external_dns_traffic_manager_";

function someMetrics() {
  const clock = createManualClock();
  const metrics = createMetrics({ version: "1.2.3", clock, healthExpiry: 360_000 });
  /** The lines of one metric, without prefix and comments. */
  const lines = async (name: string) => {
    const { text } = await metrics.render();
    return text.split("\n").flatMap((line) => (line.startsWith(PREFIX + name) ? line.slice(PREFIX.length) : []));
  };
  return { clock, lines, ...metrics };
}

it("says which version runs", async () => {
  expect(await someMetrics().lines("build_info")).toEqual(['build_info{version="1.2.3"} 1']);
});

it("counts writes by kind and outcome, and their seconds", async () => {
  const { events, lines } = someMetrics();
  events.operation("putEndpoint", "done", 0.5);
  events.operation("putEndpoint", "done", 1);
  events.operation("createProfile", "refused", 2);
  expect(await lines("operations_total")).toEqual([
    'operations_total{kind="putEndpoint",outcome="done"} 2',
    'operations_total{kind="createProfile",outcome="refused"} 1',
  ]);
  expect(await lines("operation_seconds_total")).toContain('operation_seconds_total{kind="putEndpoint"} 1.5');
});

it("shows how many problems of each kind there are now, and 0 when they are gone", async () => {
  const { events, lines } = someMetrics();
  events.problems([{ kind: "conflict", object: "service/a/b", dnsName: "b.example.com", message: "…" }]);
  expect(await lines("problems")).toContain('problems{kind="conflict"} 1');
  events.problems([]);
  expect(await lines("problems")).toContain('problems{kind="conflict"} 0');
});

it("shows what the last listing saw, and when", async () => {
  const { events, lines, clock } = someMetrics();
  events.listed({ profiles: 2, endpoints: 7 }, 0.1);
  expect(await lines("profiles ")).toEqual(["profiles 2"]);
  expect(await lines("endpoints ")).toEqual(["endpoints 7"]);
  expect(await lines("last_listing_timestamp_seconds ")).toEqual([
    `last_listing_timestamp_seconds ${clock.now() / 1000}`,
  ]);
});

it("shows the health of every endpoint, by status", async () => {
  const { events, lines } = someMetrics();
  events.health(aProfile({ endpoints: [{ ...anEndpoint(), endpointMonitorStatus: "Degraded" }] }));
  const labels = 'resource_group="rg",profile="my-app-global",endpoint="east-us"';
  expect(await lines("endpoint_status")).toContain(`endpoint_status{${labels},status="Degraded"} 1`);
  expect(await lines("endpoint_status")).toContain(`endpoint_status{${labels},status="Online"} 0`);
});

it("forgets the health of an endpoint that is no longer in its profile", async () => {
  const { events, lines } = someMetrics();
  events.health(aProfile({ endpoints: [anEndpoint(), anEndpoint({ name: "west-us" })] }));
  events.health(aProfile({ endpoints: [anEndpoint()] }));
  expect((await lines("endpoint_status")).filter((line) => line.includes("west-us"))).toEqual([]);
});

it("forgets the health of a profile that has not been seen for three rounds", async () => {
  const { events, lines, clock } = someMetrics();
  events.health(aProfile({ endpoints: [anEndpoint()] }));
  await clock.advance(360_001);
  expect(await lines("endpoint_status")).toEqual([]);
});

it("measures webhook requests by route and status", async () => {
  const { onRequest, lines } = someMetrics();
  onRequest("GET /records", 200, 0.03);
  expect(await lines("webhook_request_seconds_count")).toEqual([
    'webhook_request_seconds_count{route="GET /records",status="200"} 1',
  ]);
});

it("counts what goes wrong without being a problem: retries, races, held deletions", async () => {
  const { events, lines } = someMetrics();
  events.retried("put endpoint");
  events.putBack(2);
  events.creationRace();
  events.held(4);
  expect(await lines("retries_total")).toEqual(["retries_total 1"]);
  expect(await lines("creation_races_total")).toEqual(["creation_races_total 1"]);
  expect(await lines("held_deletions")).toEqual(["held_deletions 4"]);
});
