import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from "node:fs"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { root } from "./processes.mjs"

const pollMs = 250
const beatMs = 2000
const silentPolls = 240

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** The processes that hold a lock: its folder has a file named after each. */
function holders(folder) {
  try {
    return readdirSync(folder).map(Number)
  } catch {
    return []
  }
}

/** Takes some processes off a lock; a folder that others hold is not empty and stays. */
function release(folder, pids) {
  for (const pid of pids) rmSync(path.join(folder, String(pid)), { force: true })
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else has it, or it is gone.
  }
}

/** Takes a free lock in one step: a folder that names its holder is moved to where there is none. */
function take(folder) {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  writeFileSync(path.join(draft, String(process.pid)), "")
  try {
    renameSync(draft, folder)
    return true
  } catch {
    rmSync(draft, { recursive: true, force: true })
    return false
  }
}

/** Follows the holders of a lock; gives those that still work, and takes off those that are gone. */
function watch(folder) {
  let seen = { beat: 0, polls: 0 }
  return () => {
    const all = holders(folder)
    const beat = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0
    seen = { beat, polls: beat === seen.beat ? seen.polls + 1 : 0 }
    // A number may have passed to another process since; only the holder itself keeps the folder's time moving.
    const isSilent = seen.polls > silentPolls
    const gone = all.filter((pid) => isSilent || pid === process.pid || !isAlive(pid))
    release(folder, gone)
    return all.filter((pid) => !gone.includes(pid))
  }
}

async function acquire(folder, name, isDone) {
  const remaining = watch(folder)
  for (let isTold = false; !isDone(); await wait(pollMs)) {
    const [pid] = remaining()
    if (!pid && take(folder)) return true
    if (pid && !isTold)
      console.error(`[setup] waiting for another ${name} of this checkout (process ${pid})…`)
    isTold ||= Boolean(pid)
  }
  return false
}

/**
 * Does the work unless it is done, while no other launcher of this checkout does it. The work is given a function that
 * adds a process to the lock: one that outlives a killed launcher still keeps others away.
 */
export async function onlyOnce(name, isDone, work) {
  if (isDone()) return
  const folder = path.join(root, ".data", "locks", name)
  mkdirSync(path.dirname(folder), { recursive: true })
  if (!(await acquire(folder, name, isDone))) return
  const pids = [process.pid]
  const leave = () => release(folder, pids)
  const beat = setInterval(() => utimes(folder, new Date(), new Date(), () => {}), beatMs)
  process.once("exit", leave)
  const add = (pid) => {
    pids.push(pid)
    writeFileSync(path.join(folder, String(pid)), "")
  }
  try {
    if (!isDone()) await work(add)
  } finally {
    clearInterval(beat)
    process.off("exit", leave)
    leave()
  }
}
