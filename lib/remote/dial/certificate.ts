import "server-only"
import type { X509Certificate } from "node:crypto"
import type { TLSSocket } from "node:tls"
import type { Certificate } from "@/lib/model/dial"

const mostLinks = 10

/** Node writes one attribute a line. */
const onOneLine = (name: string) => name.split("\n").join(", ")

/** Node writes a date as OpenSSL does, such as `Nov 21 18:31:03 2026 GMT`; an unreadable one is left as it is. */
function isoDate(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}

function chainLength(leaf: X509Certificate): number {
  let length = 1
  let last = leaf
  for (let next = leaf.issuerCertificate; next && length < mostLinks; next = next.issuerCertificate) {
    // A root names itself as its issuer.
    if (next.fingerprint256 === last.fingerprint256) break
    length += 1
    last = next
  }
  return length
}

/** The facts of a server's certificate after the handshake; undefined when it showed none. */
export function certificateOf(socket: TLSSocket): Certificate | undefined {
  const leaf = socket.getPeerX509Certificate()
  if (!leaf) return undefined
  return {
    subject: onOneLine(leaf.subject),
    issuer: onOneLine(leaf.issuer),
    names: leaf.subjectAltName?.split(", ") ?? [],
    validFrom: isoDate(leaf.validFrom),
    validTo: isoDate(leaf.validTo),
    chainLength: chainLength(leaf),
    // Node gives the code as a string where its type says Error.
    authorizationError: socket.authorized ? null : String(socket.authorizationError ?? "NOT_AUTHORIZED"),
  }
}
