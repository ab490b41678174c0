import "server-only"
import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib"
import { KnownTrouble } from "./trouble"

/** How much of a body is kept, and how much of it is read at all, on the wire as well as decoded. */
const mostKeptBytes = 131_072
const mostBytes = 1_048_576

/** What was read of a body; `bytes` counts all of it. */
export type Body = { text: string; bytes: number; truncated: boolean }

const decoders = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const

const isKnown = (encoding: string): encoding is keyof typeof decoders => Object.hasOwn(decoders, encoding)

/** Lets chunks through up to a limit, whatever a header said of their length. */
async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new KnownTrouble("oversized", "The body is longer than 1 MiB and was cut.")
    yield chunk
  }
}

/** Where the decoded chunks of a body end: the first of them are kept, the rest is counted. */
class Sink {
  readonly #kept: Buffer[] = []
  readonly #mostKept: number
  bytes = 0

  constructor(mostKept: number) {
    this.#mostKept = mostKept
  }

  readonly take = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      if (this.bytes < this.#mostKept) this.#kept.push(chunk.subarray(0, this.#mostKept - this.bytes))
      this.bytes += chunk.length
    }
  }

  kept(): Buffer {
    return Buffer.concat(this.#kept)
  }
}

/** Text of UTF-8 with its byte order mark; a character that was cut in two at the end is left out. */
const decoded = (bytes: Buffer, isCut: boolean): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: isCut })

/** Passes a body through its decoder. No encoding was asked for, so only one that is safe to stop is undone. */
async function drain(stream: Readable, encoding: string, sink: Sink): Promise<void> {
  if (encoding === "" || encoding === "identity") return pipeline(stream, limited, sink.take)
  if (!isKnown(encoding))
    throw new KnownTrouble(
      "malformed",
      `The body is encoded as ${encoding.slice(0, 40)}, which nobody asked for.`,
    )
  const decoder = decoders[encoding]()
  let isBroken = false
  decoder.once("error", ({ code }: NodeJS.ErrnoException) => {
    // An error without zlib's code came through the pipeline from the connection.
    isBroken = /^(Z_|ERR_)/.test(code ?? "") && code !== "ERR_STREAM_PREMATURE_CLOSE"
  })
  try {
    await pipeline(stream, limited, decoder, limited, sink.take)
  } catch (error) {
    if (isBroken && !(error instanceof KnownTrouble))
      throw new KnownTrouble(
        "malformed",
        `The answer says that its body is encoded as ${encoding}; it is not.`,
      )
    throw error
  }
}

/**
 * Reads a body. `hide` takes out of the text what must not be kept, and `secretBytes` is the most that such a piece
 * takes, so that none is cut in two and stays.
 */
export async function readBody(
  stream: Readable,
  encoding: string,
  { hide, secretBytes }: { hide: (text: string) => string; secretBytes: number },
): Promise<Body> {
  const sink = new Sink(mostKeptBytes + secretBytes)
  await drain(stream, encoding.trim().toLowerCase(), sink)
  const truncated = sink.bytes > mostKeptBytes
  const text = hide(decoded(sink.kept(), truncated))
  if (!truncated) return { text, bytes: sink.bytes, truncated }
  const whole = Buffer.from(text)
  // What was taken out makes the text shorter, so that a piece which is cut in two at its end may have come within it.
  const end = sink.bytes > mostKeptBytes + secretBytes ? whole.length - secretBytes : whole.length
  const kept = whole.subarray(0, Math.min(mostKeptBytes, end))
  return { text: decoded(kept, true), bytes: sink.bytes, truncated }
}
