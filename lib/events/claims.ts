import { isMembers, type JsonPath, type Members } from "@/lib/model/json"
import { miscased, noteCase } from "./casing"
import { asTexts, claimsObject, isText, withinLimit } from "./claims-repair"
import type { Breach, Rule, RuleContext } from "./define"
import { kindOf, listed, quoted, utf8Bytes } from "./values"

/** The most bytes that all keys and string values may take: Microsoft says 3 KB; that this means 3072 is inferred. */
const claimsLimitBytes = 3072

const sureLimitBytes = 3000
const reserved = new Set("aud iss exp nbf iat sub tid oid azp appid ver nonce".split(" "))

/** C1 to C5: what holds for the claims of `provideClaimsForToken`, and what happens to them on the way to the token. */
export const claimsRule: Rule = (action, actionPath, context) => {
  const path = [...actionPath, "claims"]
  const { claims } = action
  if (claims === undefined || claims === null) return noClaims(action, actionPath, context)
  if (!isMembers(claims)) return notAnObject(claims, path)
  return (
    blankKey(claims, path) ??
    wrongValue(claims, path, context) ??
    tooLarge(claims, path, context) ??
    noteFates(claims, path, context)
  )
}

function noClaims(action: Members, path: JsonPath, context: RuleContext): Breach {
  const misspelt = miscased(action, "claims")
  const isNull = action.claims === null
  const ruled: Pick<Breach, "rule" | "code" | "confidence" | "alternates"> = {
    rule: "C1",
    code: 1003007,
    confidence: isNull ? "high" : "medium",
    alternates: isNull ? [] : ["1003003"],
  }
  const at = [...path, "claims"]
  if (misspelt === undefined || isNull)
    return {
      ...ruled,
      found: `claims is ${kindOf(action.claims)}; an empty object is the way to add nothing.`,
      path: isNull ? at : path,
      mend: () => ({ says: "Set claims to an empty object.", edits: [{ path: at, value: {} }] }),
    }
  const named = [...path, misspelt]
  noteCase(misspelt, "claims", named, context)
  return {
    ...ruled,
    found: `The action has ${quoted(misspelt)} where "claims" is expected; the names count letter by letter.`,
    path: named,
    at: "name",
    mend: () => ({
      says: `Renamed ${quoted(misspelt)} to "claims".`,
      edits: [{ path: named, rename: "claims" }],
    }),
  }
}

function notAnObject(claims: unknown, path: JsonPath): Breach {
  return {
    rule: "C2",
    code: 1003003,
    confidence: "medium",
    alternates: [],
    found: `claims is ${kindOf(claims)} instead of an object of names and values.`,
    path,
    mend: () => {
      const value = claimsObject(claims)
      return value && { says: "Wrote claims as an object of names and values.", edits: [{ path, value }] }
    },
  }
}

function blankKey(claims: Members, path: JsonPath): Breach | null {
  const blank = Object.keys(claims).filter((name) => name.trim() === "")
  const [key] = blank
  if (key === undefined) return null
  const isEmpty = blank.includes("")
  return {
    rule: "C3",
    code: 1003026,
    confidence: isEmpty ? "high" : "low",
    alternates: isEmpty ? [] : ["ok"],
    found: `A claim has ${isEmpty ? "an empty name" : "a name of blanks only"}.`,
    path: [...path, isEmpty ? "" : key],
    at: "name",
    mend: () => ({
      says: `Left out ${blank.length === 1 ? "the claim" : `${blank.length} claims`} without a name.`,
      edits: blank.map((name) => ({ path: [...path, name], remove: true })),
    }),
  }
}

function wrongValue(claims: Members, path: JsonPath, context: RuleContext): Breach | null {
  const wrong = Object.entries(claims).filter(
    ([, value]) => !isText(value) && !(Array.isArray(value) && value.every(isText)),
  )
  const [first] = wrong
  if (!first) return null
  const [key, value] = first
  const at = [...path, key]
  const kind = Array.isArray(value) ? "a list that holds more than strings" : kindOf(value)
  context.note({
    rule: "C4",
    confidence: "low",
    alternates: [],
    warning: {
      name: "CLAIM_TYPE",
      text: `${listed(wrong.map(([name]) => quoted(name)))}: only strings and lists of strings are documented; whether others are dropped or end the sign-in is not published.`,
      path: at,
    },
  })
  return {
    rule: "C4",
    code: 1003003,
    confidence: "low",
    alternates: ["ok"],
    found: `The claim ${quoted(key)} is ${kind}; a claim is a string or a list of strings.`,
    path: at,
    mend: () => asTexts(wrong, path),
  }
}

/** Bytes of all names and all strings, which is how the limit of 3 KB is read here. */
function claimsBytes(claims: Members): number {
  let bytes = 0
  for (const [key, value] of Object.entries(claims)) {
    bytes += utf8Bytes(key)
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === "string") bytes += utf8Bytes(one)
  }
  return bytes
}

function tooLarge(claims: Members, path: JsonPath, context: RuleContext): Breach | null {
  const bytes = claimsBytes(claims)
  if (bytes > claimsLimitBytes)
    return {
      rule: "C5",
      code: 1003025,
      confidence: "high",
      alternates: [],
      found: `The claims take ${bytes} bytes; names and values together may take 3 KB (${claimsLimitBytes}).`,
      path,
      mend: () => {
        const { value, says } = withinLimit(claims, sureLimitBytes, claimsBytes)
        return { says, edits: [{ path, value }] }
      },
    }
  if (bytes > sureLimitBytes)
    context.note({
      rule: "C5",
      confidence: "medium",
      alternates: ["1003025"],
      warning: {
        name: "CLAIMS_NEAR_LIMIT",
        text: `The claims take ${bytes} bytes; whether "3 KB" ends at 3000 or at 3072 is not published.`,
        path,
      },
    })
  return null
}

/** What becomes of accepted claims: nulls, empty texts, names that are not mapped, names that tokens reserve. */
function noteFates(claims: Members, path: JsonPath, context: RuleContext): null {
  const entries = Object.entries(claims)
  const holdsNull = entries.find(
    ([, value]) => value === null || (Array.isArray(value) && value.includes(null)),
  )
  if (holdsNull)
    context.note({
      rule: "C4",
      confidence: "low",
      alternates: ["1003003"],
      warning: {
        name: "CLAIM_NULL_VALUE",
        text: `The claim ${quoted(holdsNull[0])} holds null; Microsoft's own library sends that, Microsoft's reference does not list it.`,
        path: [...path, holdsNull[0]],
      },
    })
  if (entries.some(([, value]) => value === ""))
    context.note({ rule: "C4", confidence: "medium", alternates: [] })
  const taken = entries.find(([key]) => reserved.has(key))
  if (taken)
    context.note({
      rule: null,
      confidence: "high",
      alternates: [],
      warning: {
        name: "CLAIM_RESERVED",
        text: `${quoted(taken[0])} is a name that tokens have for themselves; unless the mapping gives the claim another name, it may not arrive.`,
        path: [...path, taken[0]],
      },
    })
  noteDropped(Object.keys(claims), path, context)
  return null
}

function noteDropped(keys: readonly string[], path: JsonPath, context: RuleContext): void {
  const mapped = context.request.mappedClaimIds
  if (!mapped) return
  const dropped = keys.filter((key) => !mapped.includes(key))
  const first = dropped[0]
  if (first === undefined) return
  const inOtherCase = new Map(mapped.map((id) => [id.toLowerCase(), id]))
  const miscased = dropped.flatMap((key) => {
    const id = inOtherCase.get(key.toLowerCase())
    return id === undefined ? [] : [`${quoted(key)} (mapped as ${quoted(id)})`]
  })
  const unmapped = dropped.filter((key) => !inOtherCase.has(key.toLowerCase())).map(quoted)
  const parts = [
    ...(miscased.length > 0 ? [`in another case than the policy: ${listed(miscased)}`] : []),
    ...(unmapped.length > 0 ? [`not named by the policy: ${listed(unmapped)}`] : []),
  ]
  context.note({
    rule: null,
    confidence: "high",
    alternates: [],
    warning: {
      name: miscased.length > 0 ? "CLAIM_CASE" : "CLAIM_NOT_MAPPED",
      text: `These claims will be missing from the token without any error: ${parts.join("; ")}.`,
      path: [...path, first],
    },
  })
}
