import { isIP } from "node:net";
import type { Connect, SocketAddress } from "./probe.ts";

/** `from` stands for `to`; without a port, every port of the address is meant and kept. */
export interface AddressRoute {
  from: { address: string; port?: number };
  to: { address: string; port?: number };
}

/** Reads "20.10.0.1:443=127.0.0.1:8443", "20.10.0.1=127.0.0.1" or "[2001:db8::1]:443=[::1]:8443". */
export function parseAddressRoute(text: string): AddressRoute {
  const [from, to, ...rest] = text.split("=");
  const parsedFrom = parsePlace(from);
  const parsedTo = parsePlace(to);
  if (!parsedFrom || !parsedTo || rest.length > 0) {
    throw new Error(`"${text}" is no address route; write it as 20.10.0.1:443=127.0.0.1:8443`);
  }
  return { from: parsedFrom, to: parsedTo };
}

function parsePlace(text: string | undefined): AddressRoute["from"] | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:]+|[^:]*(?::[^:]*){2,}))(?::(\d+))?$/.exec(text?.trim() ?? "");
  const address = match?.[1] ?? match?.[2];
  if (!address || !isIP(address)) return undefined;
  const port = match?.[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65535)) return undefined;
  return port === undefined ? { address } : { address, port };
}

/**
 * Where the prober connects for each made-up address; the most precise route wins. Without one it is the address itself,
 * or nowhere: then the probe fails.
 */
export function createAddressRoutes(routes: Iterable<AddressRoute>, unrouted: "connect" | "fail" = "connect"): Connect {
  const byPlace = new Map<string, AddressRoute["to"]>();
  for (const { from, to } of routes) byPlace.set(key(from.address, from.port), to);
  return (address, port): SocketAddress => {
    const to = byPlace.get(key(address, port)) ?? byPlace.get(key(address, undefined));
    if (!to && unrouted === "fail") throw new Error(`no route to ${address}:${port}`);
    return to ? { address: to.address, port: to.port ?? port } : { address, port };
  };
}

const key = (address: string, port: number | undefined) => `${address.toLowerCase()} ${port ?? "*"}`;
