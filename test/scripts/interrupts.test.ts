import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { describe, expect, test } from "vitest"
import { type Checkout, checkout, isAlive, type Launched, pidOf, slowProgram, until } from "./checkout"

const next = "node_modules/next/dist/bin/next"
const build = 'await (await import("./scripts/build.mjs")).ensureBuild()'
const buildOnly = `import("./scripts/processes.mjs").then(({ run, stopWithParent }) => run(async () => {
  stopWithParent({ status: 130 })
  ${build}
}))`

/** A checkout whose npm takes long. */
function installing(): { place: Checkout; start(): Launched } {
  const place = checkout()
  place.put("npm.js", slowProgram("npm"))
  const env = { npm_execpath: path.join(place.folder, "npm.js") }
  return { place, start: () => place.run(["scripts/cli.mjs"], env) }
}

/** A checkout whose dependencies are there. */
function installed(): Checkout {
  const place = checkout()
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`
  const lock = readFileSync(path.join(place.folder, "package-lock.json"))
  place.put("node_modules/.bootstrap-stamp", createHash("sha256").update(lock).update(machine).digest("hex"))
  return place
}

/** A checkout with sources to build. */
function buildable(program: string): { place: Checkout; start(): Launched } {
  const place = installed()
  for (const file of ["app/page.tsx", "components/a.tsx", "lib/a.ts"]) place.put(file, "first")
  for (const file of ["proxy.ts", "next.config.mjs", "postcss.config.mjs", "tsconfig.json"])
    place.put(file, "")
  place.put(next, program)
  place.put("build.mjs", buildOnly)
  return { place, start: () => place.run(["build.mjs"]) }
}

const quickBuild = `const { mkdirSync, writeFileSync, appendFileSync } = require("node:fs")
mkdirSync(".next", { recursive: true })
writeFileSync(".next/BUILD_ID", "1")
appendFileSync("builds", "x")
setTimeout(() => {}, 600)
`

const buildsOf = ({ folder }: Checkout) => readFileSync(path.join(folder, "builds"), "utf8").length
const locksOf = ({ folder }: Checkout) => readdirSync(path.join(folder, ".data", "locks"))

describe("an install", { timeout: 30_000 }, () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "ends at once on %s, with npm and without a lock",
    async (signal) => {
      const { place, start } = installing()
      const launched = start()
      const npm = await pidOf(place, "npm", launched)
      const began = Date.now()
      launched.child.kill(signal)
      expect(await launched.ended).toBe(130)
      expect(Date.now() - began).toBeLessThan(3000)
      expect([isAlive(npm), locksOf(place)]).toEqual([false, []])
    },
  )

  test("is waited for in one line that names its process", async () => {
    const { place, start } = installing()
    const first = start()
    await pidOf(place, "npm", first)
    const second = start()
    await until(() => second.output() !== "", second.output)
    second.child.kill("SIGTERM")
    await second.ended
    expect(second.output()).toMatch(
      /^\[setup\] waiting for another install of this checkout \(process \d+\)…\n$/,
    )
  })

  test("that was killed for good leaves a lock that counts no more", async () => {
    const { place, start } = installing()
    const first = start()
    const npm = await pidOf(place, "npm", first)
    first.child.kill("SIGKILL")
    await first.ended
    process.kill(npm, "SIGKILL")
    await until(
      () => !isAlive(npm),
      () => "npm is there still",
    )
    expect(locksOf(place)).toEqual(["install"])
    rmSync(path.join(place.folder, "npm.pid"))
    const second = start()
    await pidOf(place, "npm", second)
    expect(second.output()).toBe("[setup] installing dependencies…\n")
  })

  test("whose npm outlives its launcher still keeps others away", async () => {
    const { place, start } = installing()
    const first = start()
    const npm = await pidOf(place, "npm", first)
    first.child.kill("SIGKILL")
    await first.ended
    const second = start()
    await until(() => second.output().includes("waiting"), second.output)
    expect(second.output()).toContain(`process ${npm}`)
    process.kill(npm, "SIGKILL")
    await until(() => second.output().includes("installing"), second.output)
  })
})

describe("a build", { timeout: 30_000 }, () => {
  test("ends at once on SIGTERM", async () => {
    const { place, start } = buildable(slowProgram("next"))
    const launched = start()
    const pid = await pidOf(place, "next", launched)
    launched.child.kill("SIGTERM")
    expect([await launched.ended, isAlive(pid)]).toEqual([130, false])
  })

  test("is not repeated for the same sources", async () => {
    const { place, start } = buildable(quickBuild)
    await start().ended
    await start().ended
    expect(buildsOf(place)).toBe(1)
  })

  test("that was interrupted does not count when the sources change back", async () => {
    const { place, start } = buildable(quickBuild)
    await start().ended
    place.put("lib/a.ts", "second")
    place.put(next, slowProgram("next"))
    const launched = start()
    await pidOf(place, "next", launched)
    launched.child.kill("SIGTERM")
    await launched.ended
    place.put("lib/a.ts", "first")
    place.put(next, quickBuild)
    await start().ended
    expect(buildsOf(place)).toBe(2)
  })

  test("runs once for two launchers at a time", async () => {
    const { place, start } = buildable(quickBuild)
    const [first, second] = [start(), start()]
    expect([await first.ended, await second.ended, buildsOf(place)]).toEqual([0, 0, 1])
    expect(first.output() + second.output()).toContain("waiting for another build of this checkout")
    expect(existsSync(path.join(place.folder, ".data/locks/build"))).toBe(false)
  })
})

describe("npm test and npm run verify", { timeout: 30_000 }, () => {
  const runner = `const { spawn } = require("node:child_process")
spawn(process.execPath, ["program.js"], { stdio: "inherit" })
process.on("SIGTERM", () => process.exit(1))
setTimeout(() => {}, 120_000)
`

  test.each([
    ["test", "scripts/test.mjs"],
    ["verify", "scripts/verify.mjs"],
  ])("%s ends on SIGTERM with everything that the tests have started", async (_, script) => {
    const { place } = buildable(quickBuild)
    for (const name of ["biome", "next", "tsc"]) place.put(`node_modules/.bin/${name}`, "#!/bin/sh\n")
    place.put(
      "node_modules/vitest/vitest.mjs",
      `import { createRequire } from "node:module"
const require = createRequire(import.meta.url)
${runner}`,
    )
    place.put("program.js", slowProgram("program"))
    const launched = place.run([script], { CHROMIUM_PATH: process.execPath })
    const pid = await pidOf(place, "program", launched)
    launched.child.kill("SIGTERM")
    expect(await launched.ended).toBe(130)
    await until(
      () => !isAlive(pid),
      () => "the program is there still",
    )
  })

  test("verify ends on SIGTERM with the step that runs", async () => {
    const place = installed()
    place.put("node_modules/.bin/biome", slowProgram("biome"))
    const launched = place.run(["scripts/verify.mjs"])
    const pid = await pidOf(place, "biome", launched)
    launched.child.kill("SIGTERM")
    expect([await launched.ended, isAlive(pid)]).toEqual([130, false])
  })
})
