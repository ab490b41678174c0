import { spawn } from "node:child_process"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

const children = new Set()
const graceMs = 5000
const groupGraceMs = 300
let isStopping = false

/** A message for the reader that ends a launcher: one clear sentence, no stack. */
export class LaunchError extends Error {}

function start(command, args, { env = process.env, stdio = "inherit", ownGroup = false }) {
  const isGroup = ownGroup && process.platform !== "win32"
  const child = spawn(command, args, { cwd: root, stdio, env, detached: isGroup })
  const end = (signal) => {
    try {
      if (isGroup && child.pid) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch {
      // It has ended already, or belongs to root because sudo ran it.
    }
  }
  const ended = new Promise((resolve) => {
    child.once("exit", (status) => resolve(status ?? 1))
    child.once("error", () => resolve(1))
  })
  const entry = { end, ended, isGroup }
  children.add(entry)
  ended.then(() => children.delete(entry))
  return { child, ended }
}

/** Starts a Node program that serves; when it ends by itself, everything ends. */
export function launch(args, { env = process.env, stdio = ["ignore", "inherit", "inherit"] } = {}) {
  const { child, ended } = start(process.execPath, args, {
    stdio,
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
  })
  ended.then((status) => stopAll(status || 1))
  return child
}

/**
 * Runs a program to its end and resolves with its status and what it wrote to a piped stdout. With `ownGroup` its own
 * children end with it, at the price of the terminal. It does not resolve when the launcher itself is being ended.
 */
export async function finish(command, args, { onStart, ...options } = {}) {
  const { child, ended } = start(command, args, options)
  if (child.pid) onStart?.(child.pid)
  let output = ""
  child.stdout?.on("data", (chunk) => {
    output += chunk
  })
  const status = await ended
  return isStopping ? new Promise(() => {}) : { status, output }
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

/** Ends every child, then this process; what has not ended after the grace is killed. */
export async function stopAll(status = 0, grace = graceMs) {
  if (isStopping) return
  isStopping = true
  const all = [...children]
  for (const { end } of all) end("SIGTERM")
  await Promise.race([Promise.all(all.map(({ ended }) => ended)), wait(grace)])
  // The first of a group may be gone before the others have put their things away.
  if (all.some(({ isGroup }) => isGroup)) await wait(groupGraceMs)
  for (const { end } of all) end("SIGKILL")
  process.exit(status)
}

/**
 * Ends everything on Ctrl-C, on kill, and when npm, which does not pass a kill on, has gone. The status is 0 for a
 * launcher that serves until it is ended; one whose work is cut short gives another.
 */
export function stopWithParent({ status = 0, grace = graceMs } = {}) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopAll(status, grace))
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stopAll(status, grace)
  }, 500).unref()
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
