import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

const stamp = path.join(root, "node_modules", ".bootstrap-stamp")
const lock = path.join(root, ".bootstrap-lock")
const abandonedMs = 600_000
const say = (text) => console.error(`[setup] ${text}`)

function wanted() {
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`
  return createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .update(machine)
    .digest("hex")
}

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()

function npm(...args) {
  const cli = process.env.npm_execpath
  const [command, first] = cli
    ? [process.execPath, [cli]]
    : [process.platform === "win32" ? "npm.cmd" : "npm", []]
  const env = { ...process.env, NODE_ENV: "development" }
  const result = spawnSync(command, [...first, ...args, "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
    env,
  })
  return result.status === 0
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  say(`Node ${process.version} is too old: 20.19 or newer is needed.`)
  process.exit(1)
}

/** Takes the lock, so that two commands on one checkout do not install at once; false when the other did it all. */
function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock)
      return true
    } catch {
      if (isInstalled()) return false
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > abandonedMs) rmSync(lock, { recursive: true, force: true })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
    }
  }
}

/** Installs the dependencies of package-lock.json unless they are there already; ends the process when it cannot. */
export function ensureDependencies() {
  checkNode()
  if (isInstalled() || !takeLock()) return
  try {
    const began = Date.now()
    say("installing dependencies…")
    if (!npm("ci") && !npm("install", "--no-save")) {
      say("The dependencies could not be installed; npm's message stands above.")
      process.exit(1)
    }
    writeFileSync(stamp, wanted())
    say(`dependencies ready in ${Math.round((Date.now() - began) / 1000)} s`)
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

const browsers = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
]

/** The path of an installed Chromium or Chrome, or undefined. */
export const findBrowser = () => browsers.find((file) => file && existsSync(file))

function installFromDebian() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync("sudo", ["-n", "true"]).status !== 0) return
  say("installing Chromium from Debian's packages…")
  const run = (...args) => {
    const [command, ...rest] = isRoot ? args : ["sudo", "-n", ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    spawnSync(command, rest, { stdio: ["ignore", "ignore", "inherit"], env })
  }
  run("apt-get", "update", "-qq")
  run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
}

async function installFromPlaywright() {
  say("downloading Chromium…")
  const cli = path.join(root, "node_modules", "playwright-core", "cli.js")
  spawnSync(process.execPath, [cli, "install", "chromium"], { stdio: ["ignore", 2, "inherit"] })
  const { chromium } = await import("playwright-core")
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/** An installed Chromium, else Debian's package when root, else Playwright's download; ends the process without one. */
export async function ensureBrowser() {
  if (findBrowser()) return findBrowser()
  installFromDebian()
  const file = findBrowser() ?? (await installFromPlaywright())
  if (file) return file
  say("No Chromium was found and none could be installed: install one or set CHROMIUM_PATH.")
  process.exit(1)
}
