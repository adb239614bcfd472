import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { createEmulator } from "./emulator/emulator.ts";
import { type FetchHandler, type Listener, listen } from "./http/listen.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const started: { process: ChildProcess; listeners: Listener[] }[] = [];

afterEach(async () => {
  for (const { process, listeners } of started.splice(0)) {
    process.kill("SIGKILL");
    for (const listener of listeners) await listener.close(0);
  }
});

/** The program as its own process, with an environment that says nothing but what is given. */
function run(flags: string[], listeners: Listener[] = []) {
  const child = spawn(process.execPath, [MAIN, ...flags], { env: { PATH: process.env.PATH }, stdio: "pipe" });
  started.push({ process: child, listeners });
  let out = "";
  let err = "";
  child.stdout.on("data", (part: Buffer) => {
    out += part;
  });
  child.stderr.on("data", (part: Buffer) => {
    err += part;
  });
  const exited = once(child, "exit").then(([code]) => ({ code, out, err }));
  /** The ports it says it listens on. */
  const listening = async () => {
    for (;;) {
      const line = /\{[^\n]*"msg":"listening"\}/.exec(out)?.[0];
      if (line) return JSON.parse(line) as { webhook: string; status: string };
      await Promise.race([once(child.stdout, "data"), exited.then(({ err }) => Promise.reject(new Error(err)))]);
    }
  };
  return { child, exited, listening };
}

/** Serves ARM on a port, and the program beside it. */
async function runBeside(arm: FetchHandler, flags: string[] = []) {
  const listener = await listen(arm, { host: "127.0.0.1", port: 0 });
  const emulator = `--azure-emulator=http://127.0.0.1:${listener.port}`;
  const ports = ["--webhook-port=0", "--metrics-address=127.0.0.1:0"];
  const program = run([emulator, ...ports, "--azure-resource-group=rg", "--vanity=none", ...flags], [listener]);
  const { webhook, status } = await program.listening();
  return { ...program, webhook: `http://${webhook}`, status: `http://${status}` };
}

const source = {
  dnsName: "my-app-east.example.com",
  targets: ["20.1.1.1"],
  recordType: "A",
  setIdentifier: "east",
  labels: { resource: "service/production/my-app-east" },
  providerSpecific: [
    { name: "webhook/traffic-manager-enabled", value: "true" },
    { name: "webhook/traffic-manager-profile-name", value: "my-app" },
  ],
};

/** What external-dns asks for when it has never seen this Service. */
async function changesFor(webhook: string) {
  await fetch(`${webhook}/records`);
  const rows = (await (await post(`${webhook}/adjustendpoints`, [source])).json()) as (typeof source)[];
  return { create: rows.map((row) => ({ ...row, labels: { ...row.labels, owner: "east" } })) };
}

const post = (url: string, body: unknown) => fetch(url, { method: "POST", body: JSON.stringify(body) });

it("ends with one line and exit code 2 on a flag it does not know", async () => {
  const { code, err } = await run(["--webhok-port=1"]).exited;
  expect(code).toBe(2);
  expect(err).toBe("external-dns-traffic-manager: there is no flag --webhok-port; did you mean --webhook-port?\n");
});

it("ends with one line and exit code 2 where no Azure is named, rather than fall back on anything", async () => {
  const { code, err } = await run([]).exited;
  expect(code).toBe(2);
  expect(err).toMatch(/^external-dns-traffic-manager: an Azure subscription is needed: .*\n$/);
});

it("ends with one line where its port is taken", async () => {
  const taken = await listen(() => new Response(), { host: "127.0.0.1", port: 0 });
  const flags = ["--azure-emulator=http://127.0.0.1:9", `--webhook-port=${taken.port}`];
  const { code, err } = await run(flags, [taken]).exited;
  expect(code).toBe(1);
  expect(err).toMatch(/^external-dns-traffic-manager: cannot listen on 127\.0\.0\.1:\d+: .*\n$/);
});

it("lists its flags with exit code 0", async () => {
  const { code, out } = await run(["--help"]).exited;
  expect(code).toBe(0);
  expect(out).toContain("--azure-subscription-id");
});

it("negotiates, lives and is not ready while Azure does not answer", async () => {
  const program = await runBeside(() => new Promise(() => undefined), ["--domain-filter=example.com"]);
  expect(await (await fetch(program.webhook)).json()).toEqual({ include: ["example.com"] });
  expect((await fetch(`${program.webhook}/healthz`)).status).toBe(200);
  expect((await fetch(`${program.status}/healthz`)).status).toBe(200);
  expect((await fetch(`${program.status}/readyz`)).status).toBe(503);
});

it("answers 503 while Azure fails, and is ready once it has listed", async () => {
  const emulator = createEmulator();
  const fault = emulator.control.faults.add({ action: { status: 500 } });
  const program = await runBeside(emulator.fetch);
  expect((await fetch(`${program.webhook}/records`)).status).toBe(503);
  emulator.control.faults.remove(fault);
  expect((await fetch(`${program.webhook}/records`)).status).toBe(200);
  expect((await fetch(`${program.status}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${program.status}/metrics`)).text()).toContain(
    'external_dns_traffic_manager_webhook_request_seconds_count{route="GET /records",status="503"} 1',
  );
});

it("finishes what is in flight when it is asked to end", async () => {
  const emulator = createEmulator();
  const writing = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const program = await runBeside(async (request) => {
    if (request.method === "PUT") {
      writing.resolve();
      await gate.promise;
    }
    return emulator.fetch(request);
  });
  const answer = post(`${program.webhook}/records`, await changesFor(program.webhook));
  await writing.promise;
  program.child.kill("SIGTERM");
  await once(program.child.stdout ?? program.child, "data");
  gate.resolve();
  expect((await answer).status).toBe(204);
  expect((await program.exited).code).toBe(0);
  expect(emulator.control.state().profiles.map(({ endpoints }) => endpoints.map(({ name }) => name))).toEqual([
    ["east"],
  ]);
});

it("writes nothing in a dry run, and says what it would", async () => {
  const emulator = createEmulator();
  const program = await runBeside(emulator.fetch, ["--dry-run"]);
  const changes = await changesFor(program.webhook);
  expect((await post(`${program.webhook}/records`, changes)).status).toBe(204);
  program.child.kill("SIGTERM");
  const { out } = await program.exited;
  expect(out).toContain("create profile rg/my-app (Weighted) with east");
  expect(emulator.control.state().profiles).toEqual([]);
});
