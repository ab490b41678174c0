import "server-only"
import type { Readable } from "node:stream"
import type { TLSSocket } from "node:tls"
import { Client } from "undici"
import { joinedHeaders } from "@/lib/judge/exchange-file"
import type { Target } from "./target"
import { KnownTrouble } from "./trouble"

const mostHeaderBytes = 16_384

/** What goes over a connection. */
export type Outgoing = {
  method: "GET" | "POST"
  headers: Readonly<Record<string, string>>
  body: string | null
}

/** An answer whose headers have come. */
export type Incoming = { status: number; headers: Readonly<Record<string, string>>; stream: Readable }

/** An HTTP client that has one connection, which stands already, and makes no other. */
export function clientOver(socket: TLSSocket, { authority }: Target): Client {
  let isTaken = false
  return new Client(`https://${authority}`, {
    maxHeaderSize: mostHeaderBytes,
    // The deadline of the attempt counts for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(_options, callback) {
      if (isTaken) return callback(new KnownTrouble("reset", "The connection ended."), null)
      isTaken = true
      // The client is not ready for its connection before this returns.
      setImmediate(callback, null, socket)
    },
  })
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : [],
  )
}

/** Sends a request and waits for the headers of its answer. Redirects are answers, too. */
export async function send(
  client: Client,
  { path }: Target,
  { method, headers, body }: Outgoing,
): Promise<Incoming> {
  const answer = await client.request({
    path,
    method,
    headers,
    body,
    // The server is to close: every attempt is on a connection of its own.
    reset: true,
    responseHeaders: "raw",
  })
  // Safe: raw headers are a list of names and values in turn, which undici's type does not say.
  const raw = answer.headers as unknown as readonly string[]
  return { status: answer.statusCode, headers: joinedHeaders(pairs(raw)), stream: answer.body }
}
