import { action, text, type Vector, vector, withClaims } from "./correct"

const token = "tokenIssuanceStart"

const nullBag: readonly Vector[] = [
  vector("claims-null-charset", token, withClaims(null), "1003007", "rule C1: null bag of a serializer", {
    rule: "C1",
    confidence: "high",
    headers: { "content-type": "application/json; charset=utf-8" },
  }),
  vector("claims-missing", token, withClaims(undefined), "1003007", "rule C1", {
    rule: "C1",
    confidence: "medium",
  }),
  vector(
    "claims-capital",
    token,
    withClaims({ a: "b" }).replace('"claims"', '"Claims"'),
    "1003007",
    "rule C1: names keep their case",
    {
      rule: "C1",
      confidence: "medium",
      warnings: ["CASING"],
    },
  ),
  vector(
    "claims-beside-action",
    token,
    text(token, [action(token, "provideClaimsForToken")], { claims: { a: "b" } }),
    "1003007",
    "rule C1: claims stand in data",
    {
      rule: "C1",
      confidence: "medium",
    },
  ),
  vector("claims-null-with-mapping", token, withClaims(null), "1003007", "rule C1", {
    rule: "C1",
    confidence: "high",
    requestContext: { mappedClaimIds: ["DateOfBirth"] },
  }),
]

const c2 = { rule: "C2", confidence: "medium" } as const

const wrongBag: readonly Vector[] = [
  vector(
    "claims-list-of-2021",
    token,
    withClaims([{ id: "DateOfBirth", value: "01/01/2000" }]),
    "1003003",
    "rule C2: contract of 2021",
    c2,
  ),
  vector("claims-list-empty", token, withClaims([]), "1003003", "rule C2: empty dictionary of PHP", c2),
  vector(
    "claims-list-of-pairs",
    token,
    withClaims([["role", "Writer"]]),
    "1003003",
    "rule C2: map written as pairs",
    c2,
  ),
  vector(
    "claims-text",
    token,
    withClaims('{"role":"Writer"}'),
    "1003003",
    "rule C2: claims serialized twice",
    c2,
  ),
  vector("claims-text-empty", token, withClaims(""), "1003003", "rule C2", c2),
  vector("claims-number-scalar", token, withClaims(3), "1003003", "rule C2", c2),
  vector("claims-true-scalar", token, withClaims(true), "1003003", "rule C2", c2),
]

const keys: readonly Vector[] = [
  vector("key-empty", token, withClaims({ "": "Writer" }), "1003026", "rule C3: blank column name", {
    rule: "C3",
    confidence: "high",
  }),
  vector(
    "key-empty-among-good",
    token,
    withClaims({ role: "Writer", "": "x", city: "Oslo" }),
    "1003026",
    "rule C3",
    { rule: "C3", confidence: "high" },
  ),
  vector("key-empty-null-value", token, withClaims({ "": null }), "1003026", "rule C3", {
    rule: "C3",
    confidence: "high",
  }),
  vector("key-blank", token, withClaims({ " ": "Writer" }), "1003026", "rule C3", {
    rule: "C3",
    confidence: "low",
  }),
  vector("key-tab-and-blanks", token, withClaims({ " \t ": "Writer" }), "1003026", "rule C3", {
    rule: "C3",
    confidence: "low",
  }),
  vector(
    "key-empty-before-bad-value",
    token,
    withClaims({ vip: true, "": "x" }),
    "1003026",
    "C3 comes before C4",
    { rule: "C3", confidence: "high" },
  ),
  vector(
    "key-empty-before-size",
    token,
    withClaims({ blob: "x".repeat(4000), "": "x" }),
    "1003026",
    "C3 comes before C5",
    { rule: "C3", confidence: "high" },
  ),
]

const c4 = { rule: "C4", confidence: "low", alternates: ["ok"], warnings: ["CLAIM_TYPE"] } as const

const values: readonly Vector[] = [
  vector(
    "value-true",
    token,
    withClaims({ isVip: true }),
    "1003003",
    "rule C4; claims reference: no Boolean",
    c4,
  ),
  vector("value-false", token, withClaims({ role: "Writer", isVip: false }), "1003003", "rule C4", c4),
  vector("value-zero", token, withClaims({ level: 0 }), "1003003", "rule C4", c4),
  vector("value-fraction", token, withClaims({ score: 1.5 }), "1003003", "rule C4", c4),
  vector("value-epoch", token, withClaims({ birth: 946684800 }), "1003003", "rule C4: date as a number", c4),
  vector(
    "value-object",
    token,
    withClaims({ address: { city: "Oslo" } }),
    "1003003",
    "rule C4; claims reference: no JSON",
    c4,
  ),
  vector("value-object-empty", token, withClaims({ address: {} }), "1003003", "rule C4", c4),
  vector("value-list-of-numbers", token, withClaims({ groups: [1, 2] }), "1003003", "rule C4", c4),
  vector("value-list-mixed", token, withClaims({ groups: ["Writer", 2] }), "1003003", "rule C4", c4),
  vector("value-list-with-true", token, withClaims({ flags: ["a", true] }), "1003003", "rule C4", c4),
  vector(
    "value-list-nested",
    token,
    withClaims({ roles: [["Writer"], ["Editor"]] }),
    "1003003",
    "rule C4",
    c4,
  ),
  vector(
    "value-list-of-objects",
    token,
    withClaims({ roles: [{ name: "Writer" }] }),
    "1003003",
    "rule C4",
    c4,
  ),
  vector("value-list-nested-empty", token, withClaims({ roles: [[]] }), "1003003", "rule C4", c4),
  vector(
    "value-number-before-size",
    token,
    withClaims({ blob: "x".repeat(4000), age: 42 }),
    "1003003",
    "C4 comes before C5",
    {
      rule: "C4",
      confidence: "low",
      alternates: ["ok"],
    },
  ),
  vector("value-number-beside-null", token, withClaims({ nick: null, age: 42 }), "1003003", "rule C4", {
    rule: "C4",
    confidence: "low",
    alternates: ["ok"],
  }),
]

const guid = "7b6a5948-3726-4150-8f9e-adbccbdaef10"
const c5 = { rule: "C5", confidence: "high" } as const

const tooBig: readonly Vector[] = [
  vector(
    "size-one-byte-over",
    token,
    withClaims({ k: "x".repeat(3072) }),
    "1003025",
    "rule C5: 3073 bytes",
    c5,
  ),
  vector("size-ten-thousand", token, withClaims({ blob: "x".repeat(10_000) }), "1003025", "rule C5", c5),
  vector(
    "size-many-roles",
    token,
    withClaims({ roles: Array.from({ length: 200 }, () => guid) }),
    "1003025",
    "error-codes 1003025: users with many roles",
    c5,
  ),
  vector(
    "size-roles-just-over",
    token,
    withClaims({ r: Array.from({ length: 86 }, () => guid) }),
    "1003025",
    "rule C5: 1 + 86 x 36 bytes",
    c5,
  ),
  vector(
    "size-many-claims",
    token,
    withClaims(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`k${100 + at}`, "abcd"]))),
    "1003025",
    "rule C5: keys count, 400 x 8",
    c5,
  ),
  vector(
    "size-long-key-empty-value",
    token,
    withClaims({ ["k".repeat(3073)]: "" }),
    "1003025",
    "rule C5: keys alone",
    c5,
  ),
  vector(
    "size-long-key-empty-list",
    token,
    withClaims({ ["k".repeat(3073)]: [] }),
    "1003025",
    "rule C5: keys alone",
    c5,
  ),
  vector(
    "size-euro-signs",
    token,
    withClaims({ k: "€".repeat(1024) }),
    "1003025",
    "rule C5: 1 + 3 x 1024 bytes",
    c5,
  ),
  vector(
    "size-umlauts",
    token,
    withClaims({ k: "ü".repeat(1536) }),
    "1003025",
    "rule C5: 1 + 2 x 1536 bytes",
    c5,
  ),
  vector(
    "size-emoji",
    token,
    withClaims({ k: "😀".repeat(768) }),
    "1003025",
    "rule C5: 1 + 4 x 768 bytes",
    c5,
  ),
  vector(
    "size-umlaut-keys",
    token,
    withClaims({ ["ß".repeat(1536)]: "x" }),
    "1003025",
    "rule C5: keys in UTF-8",
    c5,
  ),
  vector(
    "size-escaped-euro",
    token,
    withClaims({ k: "@" }).replace('"@"', `"${"\\u20ac".repeat(1024)}"`),
    "1003025",
    "rule C5: value counts, not its spelling",
    c5,
  ),
]

/** The claims of tokenIssuanceStart that Entra would refuse. */
export const claims: readonly Vector[] = [...nullBag, ...wrongBag, ...keys, ...values, ...tooBig]
