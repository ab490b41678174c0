import { createHash } from "node:crypto"
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { onlyOnce } from "./lock.mjs"
import { finish, LaunchError, root } from "./processes.mjs"

const stamp = path.join(root, "node_modules", ".bootstrap-stamp")
const say = (text) => console.error(`[setup] ${text}`)

function wanted() {
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`
  return createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .update(machine)
    .digest("hex")
}

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()

async function npm(args, onStart) {
  const cli = process.env.npm_execpath
  const [command, first] = cli
    ? [process.execPath, [cli]]
    : [process.platform === "win32" ? "npm.cmd" : "npm", []]
  const { status } = await finish(command, [...first, ...args, "--no-audit", "--no-fund"], {
    stdio: ["ignore", 2, "inherit"],
    env: { ...process.env, NODE_ENV: "development" },
    ownGroup: true,
    onStart,
  })
  return status === 0
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new LaunchError(`[setup] Node ${process.version} is too old: 20.19 or newer is needed.`)
}

async function install(onStart) {
  const began = Date.now()
  say("installing dependencies…")
  // An install that is cut short must not count as done.
  rmSync(stamp, { force: true })
  if (!(await npm(["ci"], onStart)) && !(await npm(["install", "--no-save"], onStart)))
    throw new LaunchError("[setup] The dependencies could not be installed; npm's message stands above.")
  writeFileSync(stamp, wanted())
  say(`dependencies ready in ${Math.round((Date.now() - began) / 1000)} s`)
}

/** Installs the dependencies of package-lock.json unless they are there already; throws a LaunchError when it cannot. */
export async function ensureDependencies() {
  checkNode()
  await onlyOnce("install", isInstalled, install)
}
