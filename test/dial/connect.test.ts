import { createServer } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { connected, openSocket } from "@/lib/remote/dial/connect"
import { listen, type Running } from "./server"

let server: Running
beforeAll(async () => {
  server = await listen(createServer())
})
afterAll(() => server.close())

const target = () => ({ host: "api.fabrikam.example", port: server.port, authority: "", path: "/" })

test("a connection goes to the address that was looked up before, whatever the name leads to", async () => {
  const socket = openSocket(target(), ["127.0.0.1"])
  expect(await connected(socket, ["127.0.0.1"])).toBe("127.0.0.1")
  socket.destroy()
})

test("a connection that leads to an address that was not checked is not used", async () => {
  const socket = openSocket(target(), ["127.0.0.1"])
  await expect(connected(socket, ["127.0.0.2"])).rejects.toThrow(
    "The connection led to another address than was checked.",
  )
  socket.destroy()
})
