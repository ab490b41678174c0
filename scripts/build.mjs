import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { onlyOnce } from "./lock.mjs"
import { finish, LaunchError, next, root } from "./processes.mjs"

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

const isBuilt = () =>
  existsSync(path.join(root, ".next", "BUILD_ID")) &&
  existsSync(stamp) &&
  readFileSync(stamp, "utf8") === sourceHash()

async function build(onStart) {
  console.error("[setup] building the console…")
  const [began, hash] = [Date.now(), sourceHash()]
  // A build that is cut short leaves half of itself, which must not count as one when the sources change back.
  rmSync(stamp, { force: true })
  const { status, output } = await finish(process.execPath, next("build"), {
    stdio: ["ignore", process.env.VERBOSE ? 2 : "pipe", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    ownGroup: true,
    onStart,
  })
  if (status !== 0) throw new LaunchError(`The build failed.\n${output}`)
  writeFileSync(stamp, hash)
  console.error(`[setup] built in ${Math.round((Date.now() - began) / 1000)} s`)
}

/** Builds the console unless the build at hand was made from these very sources; throws a LaunchError when it fails. */
export const ensureBuild = () => onlyOnce("build", isBuilt, build)
