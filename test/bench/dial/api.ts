import { readFileSync } from "node:fs"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"

/** What the API tells the process that started it: its port, then how long each request took by its own clock. */
export type Told = { port: number } | { id: string; tookMs: number }

const tell = (message: Told) => process.send?.(message)

/** Answers after as long as a request asks for: half of it before the headers, half before the end of the body. */
const server = createServer(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")), (request, response) => {
  const began = performance.now()
  const { searchParams } = new URL(request.url ?? "", "https://localhost")
  const half = Number(searchParams.get("ms")) / 2
  response.on("finish", () => tell({ id: searchParams.get("id") ?? "", tookMs: performance.now() - began }))
  request.resume().once("end", () =>
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" }).flushHeaders()
      setTimeout(() => response.end('{"data":{}}'), half)
    }, half),
  )
})

server.listen(0, "127.0.0.1", () => {
  // Safe: a TCP server that listens has an address object.
  tell({ port: (server.address() as AddressInfo).port })
})
