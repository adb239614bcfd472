import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    globalSetup: ["test/e2e/world/clusters-setup.ts"],
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // Worlds share the two API servers (each has a namespace of its own) and two cores.
    maxWorkers: 2,
  },
});
