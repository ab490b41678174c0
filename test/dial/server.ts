import type { RequestListener } from "node:http"
import { createServer } from "node:https"
import type { AddressInfo, Server } from "node:net"
import { createServer as createTlsServer, type TLSSocket } from "node:tls"
import { inject } from "vitest"
import type { Certificates } from "./certificates"

/** A server that runs: its port, how many connections it saw, and its end. */
export type Running = { port: number; connections: () => number; close: () => Promise<void> }

/** Lets a server listen on loopback; port 0 is any that is free. */
export async function listen(server: Server, host = "127.0.0.1", port = 0): Promise<Running> {
  let connections = 0
  const open = new Set<{ destroy(): void }>()
  server.on("connection", (socket) => {
    connections += 1
    open.add(socket)
    socket.once("close", () => open.delete(socket))
    socket.on("error", () => {})
  })
  server.on("tlsClientError", () => {})
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve))
  return {
    // Safe: a TCP server that listens has an address object.
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

/** Starts an API that answers as told, with one of the certificates. */
export const startApi = (answer: RequestListener, shown: keyof Certificates = "good") =>
  listen(createServer(inject("certificates")[shown], answer))

/** Starts a server that speaks for itself over TLS: what is written to its sockets goes out as it is. */
export const startRaw = (speak: (socket: TLSSocket) => void, shown: keyof Certificates = "good") =>
  listen(
    createTlsServer(inject("certificates")[shown], (socket) => {
      socket.on("error", () => {})
      // The request is waited for, and not read.
      socket.once("data", () => speak(socket))
    }),
  )
