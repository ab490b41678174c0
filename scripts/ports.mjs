import http from "node:http"
import net from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { LaunchError } from "./processes.mjs"

const isLoopback = (host) => host === "::1" || /^127\./.test(host)

/** Throws a LaunchError when nothing can listen there: the port is taken, or the host is not of this machine. */
export async function checkPort(port, setting, host = "127.0.0.1") {
  const trouble = await new Promise((resolve) => {
    const probe = net.createServer()
    probe.once("error", ({ code }) => resolve(code))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  }).catch(({ code }) => code)
  if (!trouble) return
  if (trouble === "EADDRINUSE")
    throw new LaunchError(`Port ${port} is in use; set ${setting} to another one.`)
  throw new LaunchError(`Nothing can listen on port ${port} of ${host} (${trouble}).`)
}

/** A port from an environment, or the default; throws a LaunchError when it is not one. */
export function portFrom(setting, fallback, env = process.env) {
  const port = Number(env[setting] || fallback)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new LaunchError(`${setting} must be a port number, not "${env[setting]}".`)
}

/** The host and port to listen on for the console's address; throws a LaunchError when HOST or PORT contradict it. */
export function listenAt(address, env) {
  const isPlain = address.protocol === "http:"
  const own = Number(address.port) || (isPlain ? 80 : 3000)
  const port = portFrom("PORT", own, env)
  if (isPlain && port !== own)
    throw new LaunchError(
      `PORT is ${port}, but NEXTAUTH_URL is ${address.origin}: both must name the same port.`,
    )
  const host = env.HOST || (address.hostname === "[::1]" ? "::1" : "127.0.0.1")
  if (!net.isIP(host)) throw new LaunchError(`HOST must be an IP address to listen on, not "${host}".`)
  if (isPlain && !isLoopback(host))
    throw new LaunchError(
      `HOST=${host} would offer plain http to the network: set NEXTAUTH_URL to the proxy's https address.`,
    )
  return { host, port }
}

/** Where a server that listens on this host and port is asked from the same machine. */
export function localUrl(host, port) {
  const reached = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host
  return `http://${net.isIPv6(reached) ? `[${reached}]` : reached}:${port}`
}

const statusOf = (url) =>
  new Promise((resolve) => {
    http.get(url, (response) => resolve(response.resume().statusCode)).once("error", () => resolve(undefined))
  })

/** Resolves when an address answers with status 200; throws a LaunchError that says what it did instead for a minute. */
export async function answers(url, withinMs = 60_000) {
  const end = Date.now() + withinMs
  for (;;) {
    const status = await statusOf(url)
    if (status === 200) return
    if (Date.now() > end) {
      const instead = status ? `answered with status ${status} for` : "did not answer within"
      throw new LaunchError(`${url} ${instead} ${withinMs / 1000} s.`)
    }
    // A console that answers wrongly writes an error each time.
    await wait(status ? 2000 : 50)
  }
}
