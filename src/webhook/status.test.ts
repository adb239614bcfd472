import { expect, it } from "vitest";
import { createStatus } from "./status.ts";

function aStatus(summary: unknown = {}, ready = true) {
  return createStatus({
    provider: { readiness: () => ({ ready, details: { azure: "listed" } }), summary: () => summary },
    metrics: async () => ({ text: "up 1\n", contentType: "text/plain; version=0.0.4" }),
  });
}

it("is alive whatever Azure does", async () => {
  expect((await aStatus({}, false).request("/healthz")).status).toBe(200);
});

it("is ready when the provider is, and says why not", async () => {
  const ready = await aStatus().request("/readyz");
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, azure: "listed" }]);
  expect((await aStatus({}, false).request("/readyz")).status).toBe(503);
});

it("serves the metrics as Prometheus reads them", async () => {
  const answer = await aStatus().request("/metrics");
  expect([answer.headers.get("content-type"), await answer.text()]).toEqual(["text/plain; version=0.0.4", "up 1\n"]);
});

it("gives scripts the summary as JSON", async () => {
  expect(await (await aStatus({ profiles: [] }).request("/summary")).json()).toEqual({ profiles: [] });
});

it("gives browsers the summary as a page, in which anybody's text stays text", async () => {
  const summary = {
    profiles: [{ name: "shop", hostnames: ["a.example.com", "b.example.com"], endpoints: [] }],
    owner: "<b>",
  };
  const answer = await aStatus(summary).request("/summary", { headers: { accept: "text/html,*/*" } });
  const page = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(page).toContain("<td>shop</td><td>a.example.com, b.example.com</td><td>none</td>");
  expect(page).not.toContain("<b>");
});
