import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { root } from "./bootstrap.mjs"
import { LaunchError, next } from "./processes.mjs"

const stamp = path.join(root, ".next", "source-hash")
const folders = ["app", "components", "lib"]
const files = ["proxy.ts", "next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json"]

function sourceHash() {
  const hash = createHash("sha256").update(process.version)
  const add = (file) => hash.update(file).update(readFileSync(path.join(root, file)))
  for (const folder of folders) {
    const inside = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    const names = inside
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    for (const name of names.sort()) add(name)
  }
  for (const file of files) add(file)
  return hash.digest("hex")
}

/** Builds the console unless the build at hand was made from these very sources. */
export function ensureBuild() {
  const wanted = sourceHash()
  const isBuilt = existsSync(path.join(root, ".next", "BUILD_ID")) && existsSync(stamp)
  if (isBuilt && readFileSync(stamp, "utf8") === wanted) return
  console.error("[setup] building the console…")
  const began = Date.now()
  const result = spawnSync(process.execPath, next("build"), {
    cwd: root,
    stdio: ["ignore", process.env.VERBOSE ? 2 : "pipe", "inherit"],
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  })
  if (result.status !== 0) throw new LaunchError(`The build failed.\n${result.stdout ?? ""}`)
  writeFileSync(stamp, wanted)
  console.error(`[setup] built in ${Math.round((Date.now() - began) / 1000)} s`)
}
