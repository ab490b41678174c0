import { documented, inferred, observed } from "@/lib/model/statement"
import type { ClaimLine } from "@/lib/model/token"
import {
  fail,
  isAppOnly,
  type Judged,
  line,
  pass,
  type Rule,
  type Ruling,
  textOf,
  unknown,
  warn,
} from "./rule"

/** What the token allows and as whom: scopes of a user, roles, and the ids of who it speaks for. */
export const permissions: Rule = (judged) => [
  ...scopes(judged),
  ...roles(judged),
  ...tokenType(judged),
  ...subject(judged),
  ...nonce(judged),
]

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string")

function scopes(judged: Judged): readonly ClaimLine[] {
  const { kind, token } = judged
  if (token.payload.scp === undefined) return []
  return [line(judged, "payload", "scp", rule())]

  function rule(): Ruling {
    if (textOf(token.payload, "scp") === null)
      return fail(documented("Scopes are one text with blanks between them."))
    if (kind === "callout-token")
      return fail(documented("Entra asks for itself, without a user; a token with scopes is a user's."))
    if (kind === "id-token")
      return warn(documented("ID tokens carry no scopes; perhaps this is an access token."))
    return pass(documented("A user's token: the app may do this on the user's behalf."))
  }
}

function roles(judged: Judged): readonly ClaimLine[] {
  const { kind, token } = judged
  const { roles: held } = token.payload
  const ruling = held === undefined ? withoutRoles(judged) : isTextList(held) ? withRoles(judged) : wrongRoles
  return kind === "id-token" && held === undefined
    ? []
    : ruling
      ? [line(judged, "payload", "roles", ruling)]
      : []
}

const wrongRoles = fail(documented("Roles are a list of texts."))

function withRoles(judged: Judged): Ruling {
  if (judged.kind === "callout-token")
    return pass(inferred("The API has app roles and gave these to Entra's app."))
  if (isAppOnly(judged)) return pass(documented("The API's app roles that the caller holds."))
  return pass(documented("The roles that the user holds in the app."))
}

function withoutRoles(judged: Judged): Ruling | null {
  if (judged.kind === "callout-token")
    return pass(
      inferred("None, which is usual: they come only when the API gives Entra's app one of its roles."),
    )
  if (!isAppOnly(judged)) return null
  return warn(
    documented(
      "None: an API that asks a calling app for a role refuses this token; it can go by the caller's id alone.",
    ),
  )
}

function tokenType(judged: Judged): readonly ClaimLine[] {
  const { idtyp } = judged.token.payload
  if (idtyp === undefined) return []
  const isRight = idtyp === (isAppOnly(judged) ? "app" : "user")
  const ruling = isRight
    ? pass(documented("Says whether an app speaks for itself or for a user; it fits the other claims."))
    : warn(documented("Does not fit the other claims: app goes without scopes, user comes with them."))
  return [line(judged, "payload", "idtyp", ruling)]
}

function subject(judged: Judged): readonly ClaimLine[] {
  const { kind, token } = judged
  const { oid, sub } = token.payload
  const lines: ClaimLine[] = []
  if (oid !== undefined) lines.push(line(judged, "payload", "oid", ofObject(judged)))
  if (sub === undefined)
    lines.push(
      line(judged, "payload", "sub", warn(documented("No subject is named; tokens of Entra name one."))),
    )
  else if (!isAppOnly(judged))
    lines.push(line(judged, "payload", "sub", pass(documented("The user's id for this one app alone."))))
  else lines.push(line(judged, "payload", "sub", sub === oid ? sameAsObject(kind) : notTheObject))
  return lines
}

const sameAsObject = (kind: Judged["kind"]): Ruling =>
  pass(
    kind === "callout-token"
      ? observed("The same as oid, as in tokens of apps that ask for themselves.")
      : documented("The same as oid, as in tokens of apps that ask for themselves."),
  )

const notTheObject = warn(
  inferred("When an app asks for itself oid and sub are the same; here they differ, as for a user."),
)

function ofObject(judged: Judged): Ruling {
  if (judged.kind === "callout-token")
    return unknown(
      observed("Should be the object id of Entra's service principal in the tenant; it was not read."),
    )
  return isAppOnly(judged)
    ? unknown(documented("The object id of the caller's service principal; it was not compared."))
    : unknown(documented("The user's object id in the tenant; it was not looked up."))
}

function nonce(judged: Judged): readonly ClaimLine[] {
  const { kind, token } = judged
  if (kind !== "id-token" || token.payload.nonce === undefined) return []
  const text = "Only the app that signed in can compare it with the one it sent."
  return [line(judged, "payload", "nonce", unknown(documented(text)))]
}
