import { describe, expect, it } from "vitest";
import { createAddressRoutes, parseAddressRoute } from "./address-routes.ts";

describe("address routes", () => {
  const connect = createAddressRoutes(
    ["20.10.0.1:443=127.0.0.1:8443", "20.10.0.1=127.0.0.2", "[2001:db8::1]:80=[::1]:8080", "2001:db8::2=::1"].map(
      parseAddressRoute,
    ),
  );

  it("leads a made-up address and port to a local one, and prefers the route with the port", () => {
    expect(connect("20.10.0.1", 443)).toEqual({ address: "127.0.0.1", port: 8443 });
    expect(connect("20.10.0.1", 80)).toEqual({ address: "127.0.0.2", port: 80 });
  });
  it("knows IPv6, with and without a port", () => {
    expect(connect("2001:DB8::1", 80)).toEqual({ address: "::1", port: 8080 });
    expect(connect("2001:db8::2", 443)).toEqual({ address: "::1", port: 443 });
  });
  it("leaves other addresses as they are", () => {
    expect(connect("20.10.0.2", 443)).toEqual({ address: "20.10.0.2", port: 443 });
  });
  it("leads nowhere without a route, where no probe may leave the machine", () => {
    const confined = createAddressRoutes([parseAddressRoute("20.10.0.1=127.0.0.2")], "fail");
    expect(confined("20.10.0.1", 80)).toEqual({ address: "127.0.0.2", port: 80 });
    expect(() => confined("20.10.0.2", 443)).toThrow("no route to 20.10.0.2:443");
  });
  it.each(["", "20.10.0.1", "20.10.0.1:99999=127.0.0.1", "name:80=127.0.0.1", "1.1.1.1=2.2.2.2=3.3.3.3"])(
    "says how to write one instead of '%s'",
    (text) => {
      expect(() => parseAddressRoute(text)).toThrow(`"${text}" is no address route`);
    },
  );
});
