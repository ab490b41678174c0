import { spawn } from "node:child_process"
import { Readable } from "node:stream"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** How a command ended and what it wrote. */
export type Ended = { exit: number | null; out: string; err: string }

/** What the command reads; pieces are written until it stops reading. */
export type Input = string | Buffer | Iterable<Buffer>

/** Runs a command of the command line; with `firstOnly` the reader of its output leaves after the first piece. */
export function cli(args: string[], input: Input = "", { firstOnly = false } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const program = ["--conditions=react-server", "--import", "tsx", "cli/index.ts", ...args]
    const child = spawn(process.execPath, program, { cwd: root })
    const ended: Ended = { exit: null, out: "", err: "" }
    child.stdout.on("data", (chunk) => {
      ended.out += chunk
      if (firstOnly) child.stdout.destroy()
    })
    child.stderr.on("data", (chunk) => {
      ended.err += chunk
    })
    child.on("error", reject)
    child.on("close", (exit) => resolve({ ...ended, exit }))
    // The command may end without having read everything.
    child.stdin.on("error", () => child.stdin.destroy())
    if (typeof input === "string" || Buffer.isBuffer(input)) child.stdin.end(input)
    else Readable.from(input).pipe(child.stdin)
  })
}
