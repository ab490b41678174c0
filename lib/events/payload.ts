import { pointerOf } from "@/lib/model/json"
import type { EventType } from "./define"

/** Where a value of a built request comes from: read from the tenant or a log, fixed by the contract, or made up. */
export type Origin = "recorded" | "contract" | "invented"

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** A value of a request with its origin; what stands inside the value has the same origin. */
export type Leaf = { readonly origin: Origin; readonly value: Json }

/** The members of a marked object; `undefined` leaves a member out. */
export type Branch = { readonly [name: string]: Marked | undefined }

/** A JSON tree whose leaves say where they come from. */
export type Marked = Leaf | Branch | readonly Marked[]

/** What is known of an application and its service principal. */
export type AppFacts = {
  /** Object id of the service principal. */
  id?: string | undefined
  appId?: string | undefined
  appDisplayName?: string | undefined
  displayName?: string | undefined
}

/** The members of `user` that Entra sends, in the order of its reference. */
export const userMembers = [
  "companyName",
  "createdDateTime",
  "displayName",
  "givenName",
  "id",
  "mail",
  "onPremisesSamAccountName",
  "onPremisesSecurityIdentifier",
  "onPremisesUserPrincipalName",
  "preferredDataLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
  "userType",
] as const

/** What is known of the user; null says that the directory has no value, so that the member is left out. */
export type UserFacts = { [Member in (typeof userMembers)[number]]?: string | null | undefined }

/** An attribute of the sign-up page; with its type alone the value is made up. */
export type AttributeFact = {
  type?: "string" | "int64" | "boolean" | undefined
  value?: string | number | boolean | undefined
}

/** How somebody is known to an identity provider. */
export type IdentityFact = { signInType: string; issuer: string; issuerAssignedId: string }

/** What is known for a request: everything may be missing, and what is missing is made up. */
export type Facts = {
  tenantId?: string | undefined
  /** A domain of the tenant, such as contoso.onmicrosoft.com. */
  domainName?: string | undefined
  tenantKind?: "workforce" | "external" | undefined
  listenerId?: string | undefined
  extensionId?: string | undefined
  correlationId?: string | undefined
  client?: { ip?: string | undefined; locale?: string | undefined; market?: string | undefined } | undefined
  protocol?: "OAUTH2.0" | "SAML" | undefined
  clientApp?: AppFacts | undefined
  resourceApp?: AppFacts | undefined
  user?: UserFacts | undefined
  signUp?:
    | {
        email?: string | undefined
        attributes?: Readonly<Record<string, AttributeFact>> | undefined
        identities?: readonly IdentityFact[] | undefined
      }
    | undefined
  otp?:
    | { address?: string | undefined; code?: string | undefined; requestType?: string | undefined }
    | undefined
  /** The compact JWE with the password, as `encryptPasswordContext` builds it. */
  encryptedPasswordContext?: string | undefined
  verifiedId?:
    | {
        employeeId?: string | undefined
        claims?: Readonly<Record<string, string>> | undefined
        identities?: readonly IdentityFact[] | undefined
      }
    | undefined
}

/** A request as the API would get it, and where each value of it comes from. */
export type Payload = {
  body: Json
  /** One entry for each value that holds no others, in the order of the body; an empty list or object is one too. */
  origins: readonly { pointer: string; origin: Origin }[]
}

/** A value that Microsoft's contract fixes. */
export const contract = (value: Json): Leaf => ({ origin: "contract", value })

/** A value that was made up. */
export const invented = (value: Json): Leaf => ({ origin: "invented", value })

/** A value that was read from the tenant or a log. */
export const recorded = (value: Json): Leaf => ({ origin: "recorded", value })

/** The fact when it is known, else a made-up value. */
export function known(fact: Json | undefined, madeUp: Json): Leaf {
  return fact === undefined ? invented(madeUp) : recorded(fact)
}

/** Builds the request of one variant; a fact that the variant has no place for is left out. */
export function buildPayload(eventType: EventType, variantId: string, facts: Facts): Payload {
  const variant = eventType.variants.find(({ id }) => id === variantId)
  if (!variant) throw new Error(`${eventType.id} has no variant ${variantId}.`)
  const origins: { pointer: string; origin: Origin }[] = []
  const body = unmark(variant.build(facts), "", (pointer, origin) => origins.push({ pointer, origin }))
  return { body, origins }
}

type Note = (pointer: string, origin: Origin) => void

/** The plain JSON of a marked tree. A branch without members was emptied by facts, so its emptiness is recorded. */
function unmark(node: Marked, pointer: string, note: Note): Json {
  if (isLeaf(node)) return copy(node.value, node.origin, pointer, note)
  return mapChildren(node, "recorded", pointer, note, (child: Marked, at) => unmark(child, at, note))
}

function copy(value: Json, origin: Origin, pointer: string, note: Note): Json {
  if (typeof value !== "object" || value === null) {
    note(pointer, origin)
    return value
  }
  return mapChildren(value, origin, pointer, note, (child: Json, at) => copy(child, origin, at, note))
}

function mapChildren<Child>(
  node: readonly Child[] | { readonly [name: string]: Child | undefined },
  whenEmpty: Origin,
  pointer: string,
  note: Note,
  map: (child: Child, pointer: string) => Json,
): Json {
  const isList = isArray(node)
  const entries = Object.entries<Child | undefined>(isList ? { ...node } : node)
  const children = entries.flatMap(([name, child]): [string, Json][] =>
    child === undefined ? [] : [[name, map(child, pointer + pointerOf([name]))]],
  )
  if (children.length === 0) note(pointer, whenEmpty)
  return isList ? children.map(([, child]) => child) : Object.fromEntries(children)
}

const isArray = (node: object): node is readonly unknown[] => Array.isArray(node)

/** A leaf has its origin as a word; a member named origin of a branch is a node itself. */
function isLeaf(node: Marked): node is Leaf {
  return "origin" in node && typeof node.origin === "string"
}
