import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const at = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url))

/** For mutation testing: the tests of the judge that judge nothing while they are collected and draw nothing at random. */
export default defineConfig({
  root: at("."),
  resolve: {
    alias: { "@": at("."), "server-only": at("node_modules/server-only/empty.js") },
  },
  test: { include: ["test/judge/mutation.ts"], isolate: false, testTimeout: 60_000 },
})
