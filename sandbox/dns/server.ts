import { createSocket } from "node:dgram"
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  type Question,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
} from "dns-packet"
import { type Origin, startErrorOf } from "../http/origin"
import { domainOf, type Zone } from "./zone"

/** Nothing may be kept: the next question may get something else. */
const ttl = 0

const rcodes = { NXDOMAIN: 3, SERVFAIL: 2 } as const

/** The record that stands beside an answer without data (RFC 2308); names outside belong to the root. */
function authority(name: string): Answer {
  const domain = domainOf(name) ?? "."
  const host = (label: string) => (domain === "." ? `${label}.example` : `${label}.${domain}`)
  const data = {
    mname: host("ns1"),
    rname: host("hostmaster"),
    serial: 1,
    refresh: 3600,
    retry: 600,
    expire: 86_400,
    minimum: ttl,
  }
  return { type: "SOA", name: domain, ttl, data }
}

function addressRecords({ name, type }: Question, addresses: readonly string[]): Answer[] {
  return type === "A" || type === "AAAA" ? addresses.map((data) => ({ type, name, ttl, data })) : []
}

/** The question of a packet, or null when it is anything but a plain query of one question. */
function questionOf(packet: Packet): Question | null {
  const [question, ...more] = packet.questions ?? []
  // The operation code stands in the flags; 0 is a query (RFC 1035, 4.1.1).
  const opcode = ((packet.flags ?? 0) >> 11) & 0xf
  return packet.type === "query" && opcode === 0 && question && more.length === 0 ? question : null
}

/** What the zone answers to a packet, or null for silence, which is also what an unreadable one gets. */
function replyTo(zone: Zone, bytes: Buffer): Buffer | null {
  try {
    const query = decode(bytes)
    const question = questionOf(query)
    const reply = question && zone.ask(question.name, question.type)
    if (!reply || reply === "TIMEOUT") return null
    const answers = typeof reply === "string" ? [] : addressRecords(question, reply)
    const rcode = typeof reply === "string" ? rcodes[reply] : 0
    const isEmpty = answers.length === 0 && reply !== "SERVFAIL"
    return encode({
      type: "response",
      id: query.id,
      flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | ((query.flags ?? 0) & RECURSION_DESIRED) | rcode,
      questions: [question],
      answers,
      authorities: isEmpty ? [authority(question.name)] : [],
    })
  } catch {
    return null
  }
}

/** Answers DNS over UDP from a zone, on loopback; rejects with a StartError when the port is taken. */
export async function startNameServer(zone: Zone, port: number): Promise<Origin> {
  const socket = createSocket("udp4")
  socket.on("message", (bytes, { address, port: asker }) => {
    const reply = replyTo(zone, bytes)
    // Whoever asked may be gone by now; that is no trouble of ours.
    if (reply) socket.send(reply, asker, address, () => {})
  })
  await new Promise<void>((resolve, reject) => {
    socket.once("error", (error) => reject(startErrorOf(error, { name: "dns", port })))
    socket.bind(port, "127.0.0.1", resolve)
  })
  return { name: "dns", close: () => new Promise((resolve) => socket.close(resolve)) }
}
