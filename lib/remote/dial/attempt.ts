import "server-only"
import { isIP } from "node:net"
import type { Certificate, DialAnswer, DialRefusal, DialResult } from "@/lib/model/dial"
import { type Body, readBody } from "./body"
import { connected, openSocket, secured, trust } from "./connect"
import { type Policy, refuseAddress } from "./policy"
import { resolveHost } from "./resolve"
import { clientOver, type Incoming, type Outgoing, send } from "./send"
import { readServerTiming } from "./server-timing"
import { Stopwatch } from "./stopwatch"
import type { Target } from "./target"
import { explain, KnownTrouble, timedOut } from "./trouble"

/** One attempt, ready to be made: its target has passed the guard already. */
export type Attempt = Outgoing & {
  target: Target
  policy: Policy
  timeoutMs: number
  /** What must not be found in the result, should the server send it back. */
  secret: string | null
  signal: AbortSignal | undefined
}

const hidden = "[the token that was sent]"

/** Shorter texts stand anywhere by chance, and keep nothing secret. */
const leastSecret = 8

/** How much of a redirect's address a sentence tells. */
const mostOfLocation = 200

/** What an attempt holds open and has learned so far. */
type Course = {
  watch: Stopwatch
  signal: AbortSignal
  /** Waits for one step, and no longer than the signal lets it. */
  step<T>(promise: Promise<T>): Promise<T>
  /** What has to be closed in the end, whatever happened. */
  close: (() => void)[]
  certificate?: Certificate
  status?: number
}

type Answered = { incoming: Incoming; body: Body; address: string; certificate: Certificate }

/** A signal that goes off when the time is over or the caller has had enough, whichever comes first. */
function deadlineOf({ target, timeoutMs, signal }: Attempt, watch: Stopwatch) {
  const controller = new AbortController()
  const end = () => controller.abort(timedOut(target.host, watch.phase, timeoutMs))
  const cancel = () => controller.abort(new KnownTrouble("cancelled", "The call was cancelled."))
  const timer = setTimeout(end, timeoutMs)
  if (signal?.aborted) cancel()
  signal?.addEventListener("abort", cancel, { once: true })
  const forget = () => {
    clearTimeout(timer)
    signal?.removeEventListener("abort", cancel)
  }
  return { signal: controller.signal, forget }
}

/** A step that rejects with the signal's reason as soon as it goes off, whatever becomes of its promise. */
function stepUntil(signal: AbortSignal): Course["step"] {
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    if (signal.aborted) reject(signal.reason)
  })
  over.catch(() => {})
  return (promise) => Promise.race([over, promise])
}

/** The target's addresses, each of them checked, or why one of them may not be called: then none is. */
async function checkedAddresses({ target, policy }: Attempt, { step, signal }: Course) {
  const { host } = target
  const isName = isIP(host) === 0
  const addresses = isName ? await step(resolveHost(host, policy.nameServers, signal)) : [host]
  if (addresses.length === 0) throw Object.assign(new Error("no address"), { code: "ENODATA" })
  const refused = addresses.flatMap((address) => refuseAddress(policy, target, address) ?? [])
  return refused[0] ?? addresses
}

const isRefusal = (value: readonly string[] | DialRefusal): value is DialRefusal => "kind" in value

async function run(attempt: Attempt, course: Course): Promise<DialRefusal | Answered> {
  const { target, secret } = attempt
  const { watch, step, close } = course
  const addresses = await checkedAddresses(attempt, course)
  if (isRefusal(addresses)) return addresses
  watch.enter("tcp")
  const socket = openSocket(target, addresses)
  close.push(() => socket.destroy())
  const address = await step(connected(socket, addresses))
  watch.enter("tls")
  const certificate = await step(secured(socket, target))
  course.certificate = certificate
  watch.enter("wait")
  const client = clientOver(socket, target)
  close.push(() => void client.destroy())
  const incoming = withoutSecret(await step(send(client, target, attempt)), secret)
  course.status = incoming.status
  watch.enter("read")
  const secretBytes = secret?.length ?? 0
  const keep = { hide: hiding(secret), secretBytes }
  const body = await step(readBody(incoming.stream, encodingOf(incoming), keep))
  return { incoming, body, address, certificate }
}

const headerOf = ({ headers }: Incoming, name: string) =>
  Object.entries(headers).find(([given]) => given.toLowerCase() === name)?.[1]

/** How a body is encoded; an answer that may not have a body has none that could be decoded. */
const encodingOf = (incoming: Incoming) =>
  [204, 304].includes(incoming.status) ? "" : (headerOf(incoming, "content-encoding") ?? "")

const hiding =
  (secret: string | null) =>
  (text: string): string =>
    secret && secret.length >= leastSecret ? text.replaceAll(secret, hidden) : text

/** An answer whose headers may be told: what stands in them gets into sentences as well. */
function withoutSecret(incoming: Incoming, secret: string | null): Incoming {
  const hide = hiding(secret)
  const entries = Object.entries(incoming.headers).map(([name, value]) => [hide(name), hide(value)])
  return { ...incoming, headers: Object.fromEntries(entries) }
}

function toAnswer({ incoming, body, address, certificate }: Answered, attempt: Attempt, watch: Stopwatch) {
  const phases = watch.stop()
  const { status, headers } = incoming
  const location = status >= 300 && status < 400 ? headerOf(incoming, "location") : undefined
  const onwards =
    location === undefined
      ? ""
      : ` It sends callers on to ${location.slice(0, mostOfLocation)}, which is not followed.`
  const answer: DialAnswer = {
    kind: "answer",
    why: `${attempt.target.host} answered with status ${status} in ${Math.round(phases.totalMs)} ms.${onwards}`,
    status,
    headers,
    body: body.text,
    bodyBytes: body.bytes,
    truncated: body.truncated,
    ...(location === undefined ? {} : { location }),
    serverTiming: readServerTiming(headerOf(incoming, "server-timing")),
    phases,
    address,
    certificate,
  }
  return answer
}

function toFailure(error: unknown, { target }: Attempt, { watch, signal, certificate, status }: Course) {
  const { phase } = watch
  const cause = signal.aborted ? signal.reason : error
  const { kind, why } = explain(cause, target.host, phase)
  const seen = certificate ?? (cause instanceof KnownTrouble ? cause.certificate : undefined)
  return {
    kind: "failure" as const,
    transport: kind,
    phase,
    why,
    ...(status === undefined ? {} : { status }),
    ...(seen === undefined ? {} : { certificate: seen }),
    phases: watch.stop(),
  }
}

/** Makes one attempt on a connection of its own; whatever becomes of it is told, never thrown. */
export async function makeAttempt(attempt: Attempt): Promise<DialResult> {
  trust()
  const watch = new Stopwatch()
  const { signal, forget } = deadlineOf(attempt, watch)
  const course: Course = { watch, signal, step: stepUntil(signal), close: [] }
  try {
    const outcome = await run(attempt, course)
    return "kind" in outcome ? outcome : toAnswer(outcome, attempt, watch)
  } catch (error) {
    return toFailure(error, attempt, course)
  } finally {
    forget()
    for (const close of course.close) close()
  }
}
