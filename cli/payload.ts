import { createHash, generateKeyPairSync, randomUUID, webcrypto, X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { artificialAddress, artificialIds } from "../lib/events/artificial"
import type { EventType, Variant } from "../lib/events/define"
import { eventTypes } from "../lib/events/index"
import { encryptPasswordContext } from "../lib/events/password-context"
import { buildPayload, type Facts, type Payload } from "../lib/events/payload"
import { responseJsonSchema } from "../lib/events/response-json-schema"
import type { Command } from "./index"

const usage = [
  "Usage: cli payload EVENT [--variant VARIANT] [--certificate FILE] [--schema]",
  "       cli payload --list",
  "",
  "  EVENT          such as tokenIssuanceStart, in any case",
  "  --variant      one of the event's requests, in any case; without it the first",
  "  --certificate  passwordSubmit: encrypt the password for this certificate (PEM)",
  "  --schema       print the JSON Schema of the event's response instead",
  "  --list         print the events and their variants",
  "",
  "The request goes to standard output, what has to be said about it to standard error:",
  "  cli payload emailOtpSend | curl -H 'Content-Type: application/json' -d @- https://api.example.com/otp",
  "",
  "Exit code: 0 printed, 2 the command was not understood.",
].join("\n")

/** The command that prints a request as Entra would send it. */
export const payloadCommand: Command = {
  name: "payload",
  summary: "print a sample of the request that Entra sends",
  async run(args) {
    try {
      return await answer(readOptions(args))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      console.error(error.message)
      return 2
    }
  },
}

/** A command that was not understood; its message says what would have been. */
class UsageError extends Error {}

type Options = ReturnType<typeof readOptions>

function readOptions(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        variant: { type: "string" },
        certificate: { type: "string" },
        schema: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    })
    return { ...values, positionals }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

async function answer({ positionals, list, help, schema, ...options }: Options): Promise<number> {
  const [name, ...more] = positionals
  if (help) console.log(usage)
  else if (list) console.log(listOf(name === undefined ? eventTypes : [eventNamed(name)]))
  else if (name === undefined || more.length > 0) throw new UsageError(`Give one event.\n\n${usage}`)
  else if (schema) console.log(JSON.stringify(responseJsonSchema(eventNamed(name)), null, 2))
  else await printRequest(eventNamed(name), options)
  return 0
}

function listOf(events: readonly EventType[]): string {
  const blocks = events.map(({ id, title, variants }) =>
    [`${id}  ${title}`, ...variants.map((one) => `  ${one.id.padEnd(18)}${one.title}`)].join("\n"),
  )
  return blocks.join("\n\n")
}

function eventNamed(name: string): EventType {
  const found = eventTypes.find(({ id }) => id.toLowerCase() === name.toLowerCase())
  if (found) return found
  throw new UsageError(`There is no event "${name}". These are known:\n\n${listOf(eventTypes)}`)
}

function variantNamed(event: EventType, name: string | undefined): Variant {
  const found =
    name === undefined
      ? event.variants[0]
      : event.variants.find(({ id }) => id.toLowerCase() === name.toLowerCase())
  if (found) return found
  throw new UsageError(`${event.id} has no variant "${name}". These are known:\n\n${listOf([event])}`)
}

async function printRequest(
  event: EventType,
  { variant, certificate }: Pick<Options, "variant" | "certificate">,
): Promise<void> {
  const { id, title, source } = variantNamed(event, variant)
  if (certificate !== undefined && event.id !== "passwordSubmit")
    throw new UsageError(`Only passwordSubmit carries something encrypted; ${event.id} needs no certificate.`)
  const { facts, says } = event.id === "passwordSubmit" ? await withPassword(certificate) : noFacts
  const payload = buildPayload(event, id, facts)
  console.error([`${event.id}, ${id}: ${title}. ${source.text} (${source.basis})`, ...says].join("\n"))
  console.error(origins(payload))
  console.log(JSON.stringify(payload.body, null, 2))
}

const noFacts: { facts: Facts; says: readonly string[] } = { facts: {}, says: [] }

function origins({ origins }: Payload): string {
  const invented = origins.filter(({ origin }) => origin === "invented").map(({ pointer }) => `  ${pointer}`)
  return ["Invented, since no tenant was asked:", ...invented].join("\n")
}

const password = "Invented-Passw0rd"

/** A password that was really encrypted: for the given certificate, else for a key that nobody keeps. */
async function withPassword(certificate: string | undefined): Promise<{ facts: Facts; says: string[] }> {
  const { spki, x5t, says } = certificate === undefined ? throwawayKey() : keyOf(certificate)
  const publicKey = await webcrypto.subtle.importKey(
    "spki",
    spki,
    { name: "RSA-OAEP", hash: "SHA-1" },
    false,
    ["encrypt"],
  )
  const nonce = randomUUID()
  const username = artificialAddress
  const audience = artificialIds.resourceApp
  const issuer = `api://api.example.com/${audience}`
  const content = { username, password, nonce, audience, issuer, issuedAt: new Date() }
  return {
    facts: { encryptedPasswordContext: await encryptPasswordContext(content, { publicKey, x5t }) },
    says: [
      says,
      `Nonce that the answer has to give back: ${nonce}`,
      `Encrypted for ${username}: ${password} (invented)`,
    ],
  }
}

type Key = { spki: Buffer; x5t: string; says: string }

function throwawayKey(): Key {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const spki = publicKey.export({ type: "spki", format: "der" })
  return {
    spki,
    x5t: createHash("sha1").update(spki).digest("base64url"),
    says: "Encrypted for a throwaway key: nobody can decrypt it. --certificate FILE encrypts for your API's key.",
  }
}

function keyOf(file: string): Key {
  const certificate = certificateIn(file)
  if (certificate.publicKey.asymmetricKeyType !== "rsa")
    throw new UsageError(`${file} has no RSA key; Entra encrypts passwords with RSA-OAEP only.`)
  return {
    spki: certificate.publicKey.export({ type: "spki", format: "der" }),
    x5t: createHash("sha1").update(certificate.raw).digest("base64url"),
    says: `Encrypted for the certificate ${certificate.subject.replaceAll("\n", ", ")}.`,
  }
}

function certificateIn(file: string): X509Certificate {
  try {
    return new X509Certificate(readFileSync(file))
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error && error.code === "ENOENT"
        ? "there is no such file"
        : "it holds no certificate in PEM form"
    throw new UsageError(`${file} cannot be used: ${reason}.`)
  }
}
