import { action, answer, data, nonce, text, type Vector, vector } from "./correct"

const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const password = "passwordSubmit"

const p1 = { rule: "P1", confidence: "low" } as const
const prefill = (inputs: unknown) => answer(start, "setPrefillValues", { inputs })

const inputs: readonly Vector[] = [
  vector("prefill-without-inputs", start, prefill(undefined), "1003003", "rule P1", p1),
  vector("prefill-null", start, prefill(null), "1003003", "rule P1", p1),
  vector("prefill-list", start, prefill([{ name: "city", value: "Oslo" }]), "1003003", "rule P1", p1),
  vector("prefill-text", start, prefill('{"city":"Oslo"}'), "1003003", "rule P1: serialized twice", p1),
  vector("prefill-true", start, prefill(true), "1003003", "rule P1", p1),
  vector(
    "prefill-under-attributes",
    start,
    answer(start, "setPrefillValues", { attributes: { city: "Oslo" } }),
    "1003003",
    "rule P1: Submit's parameter",
    p1,
  ),
  vector(
    "prefill-flat",
    start,
    answer(start, "setPreFillValues", { city: "Oslo" }),
    "1003003",
    "rule P1: values directly in the action",
    p1,
  ),
]

const p2 = { rule: "P2", confidence: "low" } as const
const modify = (attributes: unknown) => answer(submit, "modifyAttributeValues", { attributes })

const attributes: readonly Vector[] = [
  vector("modify-without-attributes", submit, modify(undefined), "1003003", "rule P2", p2),
  vector("modify-null", submit, modify(null), "1003003", "rule P2", p2),
  vector("modify-list", submit, modify([{ city: "Oslo" }]), "1003003", "rule P2", p2),
  vector("modify-text", submit, modify("city=Oslo"), "1003003", "rule P2", p2),
  vector("modify-number", submit, modify(0), "1003003", "rule P2", p2),
  vector(
    "modify-under-inputs",
    submit,
    answer(submit, "modifyAttributeValues", { inputs: { city: "Oslo" } }),
    "1003003",
    "rule P2: Start's parameter",
    p2,
  ),
]

const p5 = { rule: "P5", confidence: "low", alternates: ["1003001"] } as const
const migrated = (found: unknown) => text(password, [action(password, "MigratePassword")], { nonce: found })
const flat = { data: data(password, [action(password, "Block", { message: "No" })], { nonce: undefined }) }

const nonces: readonly Vector[] = [
  vector("nonce-missing", password, migrated(undefined), "1003003", "rule P5", p5),
  vector(
    "nonce-missing-unknown-request",
    password,
    migrated(undefined),
    "1003003",
    "rule P5: missing is wrong whatever was sent",
    {
      ...p5,
      requestContext: undefined,
    },
  ),
  vector("nonce-empty", password, migrated(""), "1003003", "rule P5", p5),
  vector("nonce-null", password, migrated(null), "1003003", "rule P5: no nonce", p5),
  vector("nonce-number", password, migrated(42), "1003003", "rule P5: not the one sent", p5),
  vector(
    "nonce-of-another-request",
    password,
    migrated("d7c30ed9-2d8e-40c9-aee8-a205e9734308"),
    "1003003",
    "rule P5",
    p5,
  ),
  vector("nonce-quoted", password, migrated(`"${nonce}"`), "1003003", "rule P5: serialized twice", p5),
  vector("nonce-cut", password, migrated(nonce.slice(0, -1)), "1003003", "rule P5", p5),
  vector(
    "nonce-still-encrypted",
    password,
    migrated("eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d"),
    "1003003",
    "rule P5; contracts section 7: the decrypted one",
    p5,
  ),
  vector(
    "nonce-in-the-action",
    password,
    text(password, [action(password, "UpdatePassword", { nonce })], { nonce: undefined }),
    "1003003",
    "rule P5; contracts section 7: it stands in data",
    p5,
  ),
  vector(
    "nonce-at-the-root",
    password,
    JSON.stringify({ ...flat, nonce }),
    "1003003",
    "rule P5; contracts section 7: it stands in data",
    p5,
  ),
  vector(
    "nonce-under-other-name",
    password,
    text(password, [action(password, "Retry")], { nonce: undefined, state: nonce }),
    "1003003",
    "rule P5",
    p5,
  ),
]

/** Actions of the right type whose parameters, or whose nonce, Entra would refuse. */
export const parameters: readonly Vector[] = [...inputs, ...attributes, ...nonces]
