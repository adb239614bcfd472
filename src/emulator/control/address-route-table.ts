import { type AddressRoute, createAddressRoutes } from "../health/address-routes.ts";
import type { Connect } from "../health/probe.ts";

/** Where probes go instead of the made-up public addresses of targets; can change while the emulator runs. */
export interface AddressRouteTable {
  connect: Connect;
  list(): readonly AddressRoute[];
  /** Adds a route; one for the same place takes its place. */
  add(route: AddressRoute): void;
  replace(routes: readonly AddressRoute[]): void;
}

export function createAddressRouteTable(
  initial: readonly AddressRoute[] = [],
  unrouted: "connect" | "fail" = "connect",
): AddressRouteTable {
  let routes = [...initial];
  let connect = createAddressRoutes(routes, unrouted);
  const use = (next: AddressRoute[]) => {
    routes = next;
    connect = createAddressRoutes(routes, unrouted);
  };
  return {
    connect: (address, port) => connect(address, port),
    list: () => routes,
    add: (route) => use([...routes.filter(({ from }) => !isSamePlace(from, route.from)), route]),
    replace: (next) => use([...next]),
  };
}

function isSamePlace(left: AddressRoute["from"], right: AddressRoute["from"]): boolean {
  return left.address === right.address && left.port === right.port;
}
