import { request } from "node:https";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createServerCertificate } from "../emulator/tls/certificate.ts";
import { ConnectionDropped, type FetchHandler, type Listener, listen } from "./listen.ts";

const open: Listener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close(0)));
});

async function serve(handler: FetchHandler): Promise<string> {
  const listener = await listen(handler, { host: "127.0.0.1", port: 0 });
  open.push(listener);
  return `http://127.0.0.1:${listener.port}`;
}

describe("listening", () => {
  it("hands over method, path, headers and body, and gives back status, headers and body", async () => {
    const url = await serve(async (request) => {
      const { pathname, search } = new URL(request.url);
      const seen = [request.method, pathname + search, request.headers.get("x-a"), await request.text()];
      return Response.json(seen, { status: 207, headers: { "x-b": "2" } });
    });
    const response = await fetch(`${url}/a%20b?c=d`, { method: "PUT", headers: { "x-a": "1" }, body: "hello" });
    expect([response.status, response.headers.get("x-b"), await response.json()]).toEqual([
      207,
      "2",
      ["PUT", "/a%20b?c=d", "1", "hello"],
    ]);
  });

  it("cuts the connection where the handler wants it cut", async () => {
    const url = await serve(() => {
      throw new ConnectionDropped("cut");
    });
    await expect(fetch(url)).rejects.toThrow();
  });

  it("answers 500 where the handler fails, and goes on", async () => {
    let calls = 0;
    const url = await serve(() => {
      calls += 1;
      if (calls === 1) throw new Error("broken");
      return new Response("fine");
    });
    expect((await fetch(url)).status).toBe(500);
    expect(await (await fetch(url)).text()).toBe("fine");
  });

  it("replies without reading a body that the handler does not want", async () => {
    const url = await serve(() => new Response("no", { status: 413 }));
    expect((await fetch(url, { method: "POST", body: "x".repeat(2_000_000) })).status).toBe(413);
  });

  it("survives what is no HTTP", async () => {
    const url = await serve(() => new Response("fine"));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n\u0000\u0001 nonsense\r\n\r\n");
    await new Promise((resolve) => socket.once("close", resolve).resume());
    expect(await (await fetch(url)).text()).toBe("fine");
  });

  it("refuses a port that is taken", async () => {
    const url = await serve(() => new Response(""));
    const port = Number(new URL(url).port);
    await expect(listen(() => new Response(""), { host: "127.0.0.1", port })).rejects.toThrow("EADDRINUSE");
  });

  it("closes although a client keeps its connection, and a handler never ends", async () => {
    const listener = await listen(() => new Promise(() => {}), { host: "127.0.0.1", port: 0 });
    const hanging = fetch(`http://127.0.0.1:${listener.port}`).catch(() => "cut");
    await new Promise((resolve) => setImmediate(resolve));
    await listener.close(10);
    expect(await hanging).toBe("cut");
  });

  it("speaks TLS with the certificate it is given", async () => {
    const tls = await createServerCertificate();
    const listener = await listen(() => new Response("safe"), { host: "127.0.0.1", port: 0, tls });
    open.push(listener);
    const status = await new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: listener.port, ca: tls.certificate, servername: "localhost" };
      request(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(200);
  });
});
