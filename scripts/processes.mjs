import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import http from "node:http"
import net from "node:net"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { parseEnv } from "node:util"
import { root } from "./bootstrap.mjs"

const children = new Set()
let isStopping = false

/** A message for the reader that ends a launcher: one clear sentence, no stack. */
export class LaunchError extends Error {}

/** The settings of an env file. NODE_EXTRA_CA_CERTS counts only in the environment at spawn, so launchers read it. */
export function readEnvFile(file) {
  try {
    return parseEnv(readFileSync(file, "utf8"))
  } catch (error) {
    throw new LaunchError(`The settings file ${file} cannot be read (${error.code ?? error.message}).`)
  }
}

/** Starts a Node program; when it ends by itself, everything ends. */
export function launch(args, { env = {}, stdio = ["ignore", "inherit", "inherit"] } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  })
  children.add(child)
  child.once("exit", (code) => {
    children.delete(child)
    if (!isStopping) stopAll(code || 1)
  })
  return child
}

/**
 * Node arguments that run a TypeScript file of the sandbox or the CLI. The `--` keeps Node 20 from taking an
 * `--env-file` of ours for its own.
 */
export const typescript = (file, ...args) => [
  "--conditions=react-server",
  "--import",
  "tsx",
  "--",
  path.join(root, file),
  ...args,
]

/** Node arguments that run Next's own command line. */
export const next = (...args) => [path.join(root, "node_modules", "next", "dist", "bin", "next"), ...args]

/** Ends every child, then this process. */
export async function stopAll(code = 0) {
  if (isStopping) return
  isStopping = true
  for (const child of children) child.kill("SIGTERM")
  await Promise.race([
    Promise.all([...children].map((child) => new Promise((resolve) => child.once("exit", resolve)))),
    wait(5000),
  ])
  for (const child of children) child.kill("SIGKILL")
  process.exit(code)
}

/** Ends everything on Ctrl-C, on kill, and when npm, which does not pass a kill on, has gone. */
export function stopWithParent() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopAll())
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stopAll()
  }, 500).unref()
}

/** Throws a LaunchError when a port is taken. */
export async function checkPort(port, setting) {
  await new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once("error", () =>
      reject(new LaunchError(`Port ${port} is in use; set ${setting} to another one.`)),
    )
    probe.listen(port, "127.0.0.1", () => probe.close(resolve))
  })
}

/** A port from the environment, or the default; throws a LaunchError when it is not one. */
export function portFrom(setting, fallback) {
  const port = Number(process.env[setting] || fallback)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new LaunchError(`${setting} must be a port number, not "${process.env[setting]}".`)
}

/** Resolves when an address answers at all; throws a LaunchError after a minute. */
export async function answers(url, withinMs = 60_000) {
  const end = Date.now() + withinMs
  for (;;) {
    const isUp = await new Promise((resolve) => {
      http.get(url, (response) => resolve(Boolean(response.resume()))).once("error", () => resolve(false))
    })
    if (isUp) return
    if (Date.now() > end) throw new LaunchError(`${url} did not answer within ${withinMs / 1000} s.`)
    await wait(50)
  }
}

/** Runs a launcher: a LaunchError becomes its sentence, anything else keeps its stack; both end with status 1. */
export async function run(main) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error)
    await stopAll(1)
  }
}
