import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { misreadEncoding } from "../lib/judge/exchange-file"

/** The text of an input, or a sentence that says why it cannot be read. */
export type Input = { ok: true; text: string } | { ok: false; problem: string }

/** How much is read, and what to do with more. */
export type Limit = { megabytes: number; advice: string }

/** Reads a file, or standard input for `-`, up to a limit: UTF-8, or the UTF-16 that PowerShell writes. */
export async function readInput(file: string, { megabytes, advice }: Limit): Promise<Input> {
  const name = file === "-" ? "Standard input" : file
  const refused = (problem: string): Input => ({ ok: false, problem: `${name} ${problem}` })
  try {
    if (file !== "-" && (await stat(file)).isDirectory()) return refused("is a folder; give a file.")
    const bytes = await bytesOf(file === "-" ? process.stdin : createReadStream(file), megabytes * 1_000_000)
    if (!bytes) return refused(`is larger than ${megabytes} MB; ${advice}.`)
    const text = decoded(bytes)
    const encoding = misreadEncoding(text)
    return encoding ? refused(`is ${encoding}; save it as UTF-8.`) : { ok: true, text }
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error)
    return refused(`cannot be read: ${reason === "ENOENT" ? "there is no such file" : reason}.`)
  }
}

/** Everything of a stream, or null as soon as it is more than that; the rest is then not read. */
async function bytesOf(stream: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** UTF-8, or the UTF-16 that PowerShell writes, which begins with a mark of its own. */
function decoded(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes)
}
