import { Hono } from "hono";
import { expect, it } from "vitest";
import { listen } from "./listen.ts";

it("waits for the requests in flight, and not for connections that are kept alive after them", async () => {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const app = new Hono().get("/slow", async (context) => {
    asked.resolve();
    await gate.promise;
    return context.text("done");
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  const answer = fetch(`http://${server.address}/slow`);
  await asked.promise;
  const closed = server.close(60_000);
  gate.resolve();
  expect(await (await answer).text()).toBe("done");
  await closed;
});

it("cuts what is not finished in its time of grace", async () => {
  const asked = Promise.withResolvers<void>();
  const app = new Hono().get("/never", () => {
    asked.resolve();
    return new Promise<Response>(() => undefined);
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  const answer = fetch(`http://${server.address}/never`).then(
    () => "answered",
    () => "cut",
  );
  await asked.promise;
  await server.close(0);
  expect(await answer).toBe("cut");
});

it("says which address it cannot have", async () => {
  const server = await listen(new Hono(), { host: "127.0.0.1", port: 0 });
  const port = Number(server.address.split(":")[1]);
  await expect(listen(new Hono(), { host: "127.0.0.1", port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
  await server.close(0);
});
