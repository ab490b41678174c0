import { existsSync } from "node:fs"
import path from "node:path"
import { finish, LaunchError, root } from "./processes.mjs"

const say = (text) => console.error(`[setup] ${text}`)

const browsers = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
]

const findBrowser = () => browsers.find((file) => file && existsSync(file))

async function installFromDebian() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return
  const isRoot = process.getuid?.() === 0
  if (!isRoot && (await finish("sudo", ["-n", "true"], { stdio: "ignore" })).status !== 0) return
  say("installing Chromium from Debian's packages…")
  const apt = (...args) => {
    const [command, ...rest] = [...(isRoot ? [] : ["sudo", "-n"]), "apt-get", ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    return finish(command, rest, { stdio: ["ignore", "ignore", "inherit"], env, ownGroup: true })
  }
  await apt("update", "-qq")
  await apt("install", "-y", "-qq", "--no-install-recommends", "chromium")
}

async function installFromPlaywright() {
  say("downloading Chromium…")
  const cli = path.join(root, "node_modules", "playwright-core", "cli.js")
  await finish(process.execPath, [cli, "install", "chromium"], {
    stdio: ["ignore", 2, "inherit"],
    ownGroup: true,
  })
  const { chromium } = await import("playwright-core")
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/** An installed Chromium, else Debian's package when root, else Playwright's download; throws a LaunchError without. */
export async function ensureBrowser() {
  if (findBrowser()) return findBrowser()
  await installFromDebian()
  const file = findBrowser() ?? (await installFromPlaywright())
  if (file) return file
  throw new LaunchError(
    "[setup] No Chromium was found and none could be installed: install one or set CHROMIUM_PATH.",
  )
}
