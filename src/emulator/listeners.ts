import { type Listener, listen } from "../http/listen.ts";
import type { EmulatorControl } from "./control/control.ts";
import { createControlApi } from "./control/control-api.ts";
import type { Sender } from "./dns/resolver.ts";
import { createDnsServer, type DnsServer } from "./dns/server.ts";
import { loadServerCertificate } from "./tls/certificate-directory.ts";

/** Which ports to open; one that is absent stays closed. */
export interface EmulatorPorts {
  /** Loopback by default: the emulator checks nothing that would keep strangers out. */
  host?: string;
  armPort?: number;
  armTlsPort?: number;
  dnsPort?: number;
  controlPort?: number;
}

export interface EmulatorAddresses {
  host: string;
  armPort?: number;
  armTlsPort?: number;
  dnsPort?: number;
  controlPort?: number;
  /** The certificate of the authority that signed the TLS listener's, as PEM. */
  caCertificate?: string;
  /** Where that certificate is kept, when a directory was given. */
  caFile?: string;
}

export interface ListenerParts {
  fetch(request: Request): Promise<Response>;
  resolve(message: Uint8Array, from: Sender): Uint8Array | undefined;
  control: EmulatorControl;
  tlsDir: string | undefined;
}

/** The emulator's sockets, opened together and closed together. */
export function createListeners({ fetch, resolve, control, tlsDir }: ListenerParts) {
  const open: Listener[] = [];
  let dns: DnsServer | undefined;

  const openHttp = async (host: string, port: number, handler: (request: Request) => Promise<Response>) => {
    const listener = await listen(handler, { host, port });
    open.push(listener);
    return listener.port;
  };
  const openTls = async (host: string, port: number) => {
    const { ca, caFile, certificate, key } = await loadServerCertificate(tlsDir, host);
    const listener = await listen(fetch, { host, port, tls: { certificate, key } });
    open.push(listener);
    return { armTlsPort: listener.port, caCertificate: ca, ...(caFile && { caFile }) };
  };
  const openDns = async (host: string, port: number) => {
    dns = createDnsServer({ resolve, address: () => undefined, close: () => {} });
    return (await dns.listen({ host, port })).port;
  };
  const close = async () => {
    const closing = [...open.splice(0).map((listener) => listener.close()), dns?.close()];
    dns = undefined;
    await Promise.all(closing);
  };

  return {
    async open(ports: EmulatorPorts): Promise<EmulatorAddresses> {
      const { host = "127.0.0.1", armPort, armTlsPort, dnsPort, controlPort } = ports;
      try {
        return {
          host,
          ...(armPort !== undefined && { armPort: await openHttp(host, armPort, fetch) }),
          ...(armTlsPort !== undefined && (await openTls(host, armTlsPort))),
          ...(dnsPort !== undefined && { dnsPort: await openDns(host, dnsPort) }),
          ...(controlPort !== undefined && {
            controlPort: await openHttp(host, controlPort, createControlApi(control)),
          }),
        };
      } catch (error) {
        // Half open is not open: whoever tries again finds every port free.
        await close();
        throw error;
      }
    },
    close,
  };
}
