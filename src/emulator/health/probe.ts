import http from "node:http";
import https from "node:https";
import net from "node:net";
import type { StatusCodeRange } from "../../arm/traffic-manager.ts";
import { createGate } from "./gate.ts";
import type { Probe, ProbeRequest, ProbeResult } from "./probe-request.ts";

export interface SocketAddress {
  address: string;
  port: number;
}

/** The address a target's name stands for; `undefined` when it has none. */
export type ResolveTarget = (name: string) => string | undefined | Promise<string | undefined>;

/** Where to connect for an address and port: the same, unless a made-up public address stands for a local one. */
export type Connect = (address: string, port: number) => SocketAddress;

export interface ProbeOptions {
  resolveTarget: ResolveTarget;
  connect?: Connect;
  /** Probes in flight at once; more wait their turn, while their time runs. So few enough to be wrong is too few. */
  concurrency?: number;
}

/** The prober that uses real sockets. */
export function createProbe({ resolveTarget, connect = asIs, concurrency = 4096 }: ProbeOptions): Probe {
  const gate = createGate(concurrency);

  const probe: Probe = async (request) => {
    const address = net.isIP(request.target) ? request.target : await resolveTarget(request.target);
    if (address === undefined) return failed(`${request.target} does not resolve`);
    if (request.signal.aborted) return failed("too late");
    const destination = connect(address, request.port);
    return request.protocol === "TCP" ? probeTcp(request, destination) : probeHttp(request, destination);
  };

  return (request) => gate(() => probe(request).catch((error) => failed(describe(error))));
}

const asIs: Connect = (address, port) => ({ address, port });

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));

const failed = (reason: string): ProbeResult => ({ passed: false, reason });

/** One GET; redirects are not followed, the body is not read, the certificate is not verified (Azure docs: monitoring). */
function probeHttp(request: ProbeRequest, { address, port }: SocketAddress): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));
    const options = { host: address, port, path: request.path, headers, agent: false, signal: request.signal };
    const outgoing =
      request.protocol === "HTTPS"
        ? https.get({ ...options, rejectUnauthorized: false, servername: serverName(request) })
        : http.get(options);
    outgoing.on("response", (response) => {
      const status = response.statusCode ?? 0;
      resolve(isExpected(status, request.expectedStatusCodeRanges) ? { passed: true } : failed(`HTTP ${status}`));
      response.destroy();
    });
    outgoing.on("error", (error) => resolve(failed(error.message)));
  });
}

function isExpected(status: number, ranges: readonly StatusCodeRange[]): boolean {
  return ranges.some(({ min, max }) => status >= min && status <= max);
}

/** The Host header without its port; TLS allows no address there (RFC 6066). */
function serverName(request: ProbeRequest): string {
  const host = request.headers.find(({ name }) => name.toLowerCase() === "host")?.value ?? request.target;
  const name = host.replace(/:\d+$/, "");
  return net.isIP(name.replace(/^\[|\]$/g, "")) ? "" : name;
}

/** A handshake within the time, then a polite close (Azure docs: FAQ). */
function probeTcp(request: ProbeRequest, { address, port }: SocketAddress): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: address, port, signal: request.signal });
    socket.on("connect", () => {
      resolve({ passed: true });
      socket.end(() => socket.destroy());
    });
    socket.on("error", (error) => resolve(failed(error.message)));
  });
}
