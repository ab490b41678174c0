import "server-only"
import { isIP, type LookupFunction, type TcpSocketConnectOpts } from "node:net"
import {
  type ConnectionOptions,
  connect,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
} from "node:tls"
import type { Certificate } from "@/lib/model/dial"
import { isSameAddress } from "./address"
import { certificateOf } from "./certificate"
import type { Target } from "./target"
import { KnownTrouble } from "./trouble"

/** Resolves with an event of a socket; rejects with its error, or when it closes first. */
function settled(socket: TLSSocket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve)
    // Stays for the socket's life, so that what is said of it after all is over harms nobody.
    socket.on("error", reject)
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })))
  })
}

let trusted: SecureContext | undefined

/**
 * Whom this process trusts: Node's own list and what NODE_EXTRA_CA_CERTS names. Reading them takes Node some 100 ms
 * the first time, which would count as the first server's.
 */
export function trust(): SecureContext {
  trusted ??= createSecureContext()
  return trusted
}

/**
 * Begins a connection to one of a host's addresses, which were asked for before: nobody looks the name up again. One
 * socket for both layers: Node 20 crashes when a plain one is destroyed under its TLS one within the handshake.
 */
export function openSocket({ host, port }: Target, addresses: readonly string[]): TLSSocket {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  const lookup: LookupFunction = (_host, _options, callback) => callback(null, found)
  const options: ConnectionOptions & TcpSocketConnectOpts = {
    host,
    port,
    lookup,
    autoSelectFamily: true,
    secureContext: trust(),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ["http/1.1"],
    // A refused handshake would hide the certificate's facts. `secured` refuses in its place, before anything is sent.
    rejectUnauthorized: false,
  }
  return connect(options).setNoDelay(true)
}

/** Waits until a socket is connected; gives the address that it is connected to. */
export async function connected(socket: TLSSocket, addresses: readonly string[]): Promise<string> {
  await settled(socket, "connect")
  const { remoteAddress } = socket
  const pinned = addresses.find((address) => isSameAddress(address, remoteAddress ?? ""))
  if (!pinned)
    throw new KnownTrouble("unreachable", "The connection led to another address than was checked.")
  return pinned
}

/** Waits for the handshake; gives the certificate's facts, and rejects with them when it is not trusted. */
export async function secured(socket: TLSSocket, { host }: Target): Promise<Certificate> {
  await settled(socket, "secureConnect")
  const certificate = certificateOf(socket)
  if (socket.authorized && certificate?.authorizationError === null) return certificate
  throw new KnownTrouble("tls", distrust(host, certificate), certificate)
}

function distrust(host: string, certificate: Certificate | undefined): string {
  if (!certificate) return `${host} showed no certificate.`
  const { authorizationError: code, names, validFrom, validTo, issuer } = certificate
  const day = (iso: string) => iso.slice(0, 10)
  const words: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED: `The certificate of ${host} ended on ${day(validTo)}, or one of its issuers' has`,
    CERT_NOT_YET_VALID: `The certificate of ${host} begins on ${day(validFrom)}`,
    ERR_TLS_CERT_ALTNAME_INVALID: `The certificate of ${host} is for other names: ${names.slice(0, 5).join(", ")}`,
    DEPTH_ZERO_SELF_SIGNED_CERT: `The certificate of ${host} is signed by itself`,
    SELF_SIGNED_CERT_IN_CHAIN: `The certificate of ${host} leads to a root that is not trusted here`,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: `The issuer of ${host}'s certificate (${issuer}) is not known here: the server keeps back an intermediate certificate, or the authority is a private one`,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `The chain of ${host}'s certificate ends in an issuer that is not known here`,
  }
  return `${words[code ?? ""] ?? `The certificate of ${host} is not trusted`} (${code}).`
}
