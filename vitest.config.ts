import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url))

// Tests of lib/remote and the browser need a cloud to talk to; it is started once and shared, so they run in turn.
const cloud = ["test/remote/**/*.test.ts", "test/e2e/**/*.test.ts"]

// The dialer's tests have servers of their own, whose CA has to be known before the workers start.
const dial = ["test/dial/**/*.test.ts"]

export default defineConfig({
  resolve: {
    alias: { "@": at("."), "server-only": at("node_modules/server-only/empty.js") },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...cloud, ...dial] },
      },
      {
        extends: true,
        test: { name: "dial", include: dial, globalSetup: "test/dial/certificates.ts", pool: "forks" },
      },
      {
        extends: true,
        test: {
          name: "cloud",
          include: cloud,
          globalSetup: "test/cloud.ts",
          fileParallelism: false,
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
