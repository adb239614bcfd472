import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyExample, watchManifests } from "./manifest-files.ts";

describe("watched manifests", () => {
  it("are read at once, and again whenever they are saved with another content or removed", async () => {
    const { folder, manifests, remove } = await copyExample();
    const seen: string[] = [];
    let tell = () => {};
    const next = () => new Promise<void>((resolve) => (tell = resolve));
    const watch = await watchManifests(folder, ["east", "west"], async (region, text) => {
      seen.push(`${region} ${text.split("\n")[0]}`);
      tell();
    });
    try {
      expect(seen).toEqual(["east apiVersion: v1", "west apiVersion: v1"]);

      const replaced = next();
      await manifests.write("east", "# put in its place");
      await replaced;
      const overwritten = next();
      await writeFile(join(folder, "east.yaml"), "# written over");
      await overwritten;
      const removed = next();
      await manifests.remove("west");
      await removed;
      expect(seen.slice(2)).toEqual(["east # put in its place", "east # written over", "west "]);
    } finally {
      watch.close();
      await remove();
    }
  });
});
