import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CustomHeader, MonitorConfig } from "../../arm/traffic-manager.ts";
import { createProbe } from "./probe.ts";
import { probeRequest } from "./probe-request.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const serving = (handler: http.RequestListener) => listening(http.createServer(handler));
const answering = (status: number, headers: http.OutgoingHttpHeaders = {}) =>
  serving((_request, response) => response.writeHead(status, headers).end());

interface ProbeParts extends Partial<MonitorConfig> {
  target?: string;
  endpointHeaders?: CustomHeader[];
  signal?: AbortSignal;
}

/** Probes a target whose name, app.example.net, stands for 127.0.0.1. */
function probing({ target = "app.example.net", endpointHeaders = [], signal, ...monitor }: ProbeParts) {
  const config = { protocol: "HTTP", port: 80, path: "/", ...monitor } as const;
  const probe = createProbe({ resolveTarget: (name) => (name === "app.example.net" ? "127.0.0.1" : undefined) });
  return probe(probeRequest(config, target, endpointHeaders, signal ?? new AbortController().signal));
}

describe("an HTTP probe (Azure docs: monitoring, troubleshooting degraded)", () => {
  it("passes on 200", async () => {
    expect(await probing({ port: await answering(200) })).toEqual({ passed: true });
  });

  it.each([201, 204, 299, 301, 302, 304, 404, 500, 503])(
    "fails on %i: only 200 is healthy by default",
    async (status) => {
      expect(await probing({ port: await answering(status) })).toEqual({ passed: false, reason: `HTTP ${status}` });
    },
  );

  it("passes on what the expected ranges name, and then on 200 only if it is among them", async () => {
    const expectedStatusCodeRanges = [
      { min: 201, max: 204 },
      { min: 301, max: 301 },
    ];
    const passes = async (status: number) =>
      (await probing({ port: await answering(status), expectedStatusCodeRanges })).passed;
    expect(await Promise.all([201, 204, 301].map(passes))).toEqual([true, true, true]);
    expect(await Promise.all([200, 205, 302].map(passes))).toEqual([false, false, false]);
  });

  it("does not follow a redirect", async () => {
    const asked: (string | undefined)[] = [];
    const port = await serving((request, response) => {
      asked.push(request.url);
      response.writeHead(request.url === "/" ? 302 : 200, { location: "/there" }).end();
    });
    expect(await probing({ port })).toEqual({ passed: false, reason: "HTTP 302" });
    expect(asked).toEqual(["/"]);
  });

  it("asks by GET for the path, with the target's name as Host and Traffic Manager's User-Agent", async () => {
    const requests: http.IncomingMessage[] = [];
    const port = await serving((request, response) => {
      requests.push(request);
      response.end();
    });
    await probing({ port, path: "/healthz?deep=1" });
    const [request] = requests;
    expect([request?.method, request?.url]).toEqual(["GET", "/healthz?deep=1"]);
    expect(request?.headers).toMatchObject({
      host: "app.example.net",
      "user-agent": "Azure Traffic Manager Endpoint Monitor",
    });
  });

  it("sends custom headers; a Host among them replaces the target's name (Azure docs: FAQ)", async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serving((request, response) => {
      hosts.push(request.headers.host);
      response.writeHead(request.headers["x-key"] === "secret" ? 200 : 403).end();
    });
    const customHeaders = [
      { name: "Host", value: "shop.example.com" },
      { name: "X-Key", value: "secret" },
    ];
    expect(await probing({ port, customHeaders })).toEqual({ passed: true });
    expect(await probing({ port, customHeaders, endpointHeaders: [{ name: "x-key", value: "other" }] })).toEqual({
      passed: false,
      reason: "HTTP 403",
    });
    expect(hosts).toEqual(["shop.example.com", "shop.example.com"]);
  });

  it("sends an address as Host when the target is one (our reading: not documented)", async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serving((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    await probing({ port, target: "127.0.0.1" });
    expect(hosts).toEqual(["127.0.0.1"]);
  });

  it("does not wait for the body", async () => {
    const port = await serving((_request, response) => {
      response.writeHead(200);
      response.write("for ever");
    });
    expect(await probing({ port })).toEqual({ passed: true });
  });

  it("fails where nobody listens, where the name does not resolve, and where no HTTP is spoken", async () => {
    const port = await answering(200);
    for (const close of closing.splice(0)) close();
    expect(await probing({ port })).toMatchObject({ passed: false, reason: expect.stringContaining("ECONNREFUSED") });
    expect(await probing({ port, target: "nowhere.example.net" })).toEqual({
      passed: false,
      reason: "nowhere.example.net does not resolve",
    });
    const gibberish = await listening(net.createServer((socket) => socket.end("hello\r\n\r\n")));
    expect(await probing({ port: gibberish })).toMatchObject({ passed: false });
  });

  it("ends at once when the monitor's clock says that time is up", async () => {
    const port = await listening(net.createServer(() => {}));
    const abort = new AbortController();
    const result = probing({ port, signal: abort.signal });
    abort.abort();
    expect(await result).toMatchObject({ passed: false });
  });
});

describe("an HTTPS probe (Azure docs: monitoring, FAQ)", () => {
  it("does not verify the certificate: neither its chain nor its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "probe-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const options = [
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "1",
      "-subj",
      "/CN=else",
    ];
    execFileSync("openssl", ["req", "-x509", ...options, "-keyout", key, "-out", cert], { stdio: "ignore" });
    const server = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
      response.end(),
    );
    expect(await probing({ protocol: "HTTPS", port: await listening(server) })).toEqual({ passed: true });
  });

  it("fails where no TLS is spoken", async () => {
    expect(await probing({ protocol: "HTTPS", port: await answering(200) })).toMatchObject({ passed: false });
  });
});

describe("a TCP probe (Azure docs: FAQ)", () => {
  it("passes with the handshake, then closes the connection", async () => {
    let ended = () => {};
    const closed = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const port = await listening(net.createServer((socket) => socket.resume().on("end", ended)));
    expect(await probing({ protocol: "TCP", port })).toEqual({ passed: true });
    await closed;
  });

  it("fails where nobody listens", async () => {
    const port = await listening(net.createServer());
    for (const close of closing.splice(0)) close();
    expect(await probing({ protocol: "TCP", port })).toMatchObject({ passed: false });
  });
});

describe("many probes", () => {
  it("keeps to its number of connections", async () => {
    let open = 0;
    let most = 0;
    const port = await serving((_request, response) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open -= 1;
        response.end();
      });
    });
    const probe = createProbe({ resolveTarget: () => "127.0.0.1", concurrency: 3 });
    const request = probeRequest({ protocol: "HTTP", port }, "a.example.net", [], new AbortController().signal);
    const results = await Promise.all(Array.from({ length: 20 }, () => probe(request)));
    expect(results.every(({ passed }) => passed)).toBe(true);
    expect(most).toBeLessThanOrEqual(3);
  });
});
