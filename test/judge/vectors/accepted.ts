import type { EventTypeId } from "@/lib/model/exchange"
import {
  action,
  actionPrefix,
  answer,
  correct,
  data,
  responseType,
  text,
  type Vector,
  vector,
  withClaims,
} from "./correct"

const token = "tokenIssuanceStart"
const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const otp = "emailOtpSend"
const password = "passwordSubmit"
const identity = "verifiedIdClaimValidation"

const clean = { warnings: [] } as const
const warned = (...warnings: readonly string[]) => ({ warnings })

/** Straight from the documents, so there is nothing to doubt. */
const documented = { warnings: [], confidence: "high" } as const

const plain: readonly Vector[] = [
  vector("token-two-claims", token, correct.tokenIssuanceStart, "ok", "contracts section 3", clean),
  vector("token-no-claims", token, withClaims({}), "ok", "rule C1: an empty bag is fine", clean),
  vector(
    "token-empty-list-value",
    token,
    withClaims({ roles: [] }),
    "ok",
    "contracts section 3: library test",
    clean,
  ),
  vector("token-list-of-one", token, withClaims({ roles: ["Writer"] }), "ok", "contracts section 3", clean),
  vector(
    "token-list-with-empty-text",
    token,
    withClaims({ roles: ["", "Writer"] }),
    "ok",
    "contracts section 3: library test",
    clean,
  ),
  vector("token-blank-value", token, withClaims({ middleName: " " }), "ok", "rule C4: text is text", clean),
  vector(
    "token-numbers-as-text",
    token,
    withClaims({ age: "42", vip: "true", json: '{"a":1}' }),
    "ok",
    "rule C4: text is text",
    clean,
  ),
  vector(
    "token-emoji-and-umlauts",
    token,
    withClaims({ größe: "😀", 名前: "太郎" }),
    "ok",
    "rule C4: any text",
    clean,
  ),
  vector(
    "token-key-with-blanks-around",
    token,
    withClaims({ " role ": "Writer" }),
    "ok",
    "rule C3: not only blanks",
    clean,
  ),
  vector(
    "token-schema-extension-key",
    token,
    withClaims({ extension_9ce7f42908d14395aed7c48e9b6b957f_grade: "A" }),
    "ok",
    "custom attribute name as a claim",
    clean,
  ),
  vector("start-continue", start, correct.attributeCollectionStart, "ok", "contracts section 4", documented),
  vector(
    "start-prefill",
    start,
    answer(start, "setPrefillValues", {
      inputs: { city: "Oslo", extension_9ce7f42908d14395aed7c48e9b6b957f_year: 2010, news: false },
    }),
    "ok",
    "contracts section 4: text, integer, boolean",
    clean,
  ),
  vector(
    "start-prefill-nothing",
    start,
    answer(start, "setPrefillValues", { inputs: {} }),
    "ok",
    "rule P1: an object it is",
    clean,
  ),
  vector(
    "start-prefill-comma-list",
    start,
    answer(start, "setPrefillValues", { inputs: { groups: "Alumni,Faculty" } }),
    "ok",
    "contracts section 4: several values in one text",
    clean,
  ),
  vector(
    "start-block-title-only",
    start,
    answer(start, "showBlockPage", { title: "Closed" }),
    "ok",
    "rule P4",
    clean,
  ),
  vector(
    "start-block-message-only",
    start,
    answer(start, "showBlockPage", { message: "Come back on Monday" }),
    "ok",
    "rule P4",
    clean,
  ),
  vector(
    "submit-continue",
    submit,
    correct.attributeCollectionSubmit,
    "ok",
    "contracts section 5",
    documented,
  ),
  vector(
    "submit-modify",
    submit,
    answer(submit, "modifyAttributeValues", { attributes: { city: "OSLO" } }),
    "ok",
    "contracts section 5",
    documented,
  ),
  vector(
    "submit-modify-nothing",
    submit,
    answer(submit, "modifyAttributeValues", { attributes: {} }),
    "ok",
    "rule P2: an object it is",
    clean,
  ),
  vector(
    "submit-error-two-attributes",
    submit,
    answer(submit, "showValidationError", {
      message: "Fix two fields",
      attributeErrors: { city: "Unknown", postalCode: "Too short" },
    }),
    "ok",
    "contracts section 5",
    documented,
  ),
  vector(
    "submit-block",
    submit,
    answer(submit, "showBlockPage", { title: "Closed", message: "Come back on Monday" }),
    "ok",
    "contracts section 5",
    documented,
  ),
  vector("submit-block-bare", submit, answer(submit, "showBlockPage"), "ok", "rule P4: both optional", clean),
  vector("otp-continue", otp, correct.emailOtpSend, "ok", "contracts section 6", documented),
  vector("password-migrate", password, correct.passwordSubmit, "ok", "contracts section 7", documented),
  vector(
    "password-update",
    password,
    answer(password, "UpdatePassword"),
    "ok",
    "contracts section 7",
    documented,
  ),
  vector("password-retry", password, answer(password, "Retry"), "ok", "contracts section 7", documented),
  vector(
    "password-retry-with-words",
    password,
    answer(password, "Retry", { title: "Wrong password", message: "Try again" }),
    "ok",
    "contracts section 7: tolerated by the samples",
    clean,
  ),
  vector(
    "password-block",
    password,
    answer(password, "Block", { title: "Closed", message: "Call us" }),
    "ok",
    "contracts section 7",
    documented,
  ),
  vector(
    "password-nonce-first",
    password,
    JSON.stringify({
      data: {
        nonce: data(password, []).nonce,
        actions: [action(password, "Retry")],
        "@odata.type": responseType[password],
      },
    }),
    "ok",
    "contracts section 7: member order is free",
    clean,
  ),
  vector(
    "password-unknown-nonce",
    password,
    correct.passwordSubmit,
    "ok",
    "rule P5: nothing to compare with",
    { ...clean, requestContext: undefined },
  ),
  vector(
    "identity-pass",
    identity,
    correct.verifiedIdClaimValidation,
    "ok",
    "contracts section 8",
    documented,
  ),
  vector(
    "identity-failed",
    identity,
    answer(identity, "failed", { failedClaims: ["firstName", "birthDate"] }),
    "ok",
    "contracts section 8",
    documented,
  ),
  vector(
    "identity-failed-empty-list",
    identity,
    answer(identity, "failed", { failedClaims: [] }),
    "ok",
    "rule P6: a list it is",
    clean,
  ),
]

const charset = (value: string) => ({ ...clean, headers: { "Content-Type": value } })

const headers: readonly Vector[] = [
  vector(
    "header-charset",
    start,
    correct.attributeCollectionStart,
    "ok",
    "rule H2: Microsoft's own samples",
    charset("application/json; charset=utf-8"),
  ),
  vector(
    "header-charset-tight",
    submit,
    correct.attributeCollectionSubmit,
    "ok",
    "rule H2",
    charset("application/json;charset=UTF-8"),
  ),
  vector(
    "header-charset-quoted",
    otp,
    correct.emailOtpSend,
    "ok",
    "rule H2",
    charset('application/json; charset="utf-8"'),
  ),
  vector(
    "header-odata-parameters",
    password,
    correct.passwordSubmit,
    "ok",
    "rule H2: parameters do not count",
    charset("application/json; odata.metadata=minimal; odata.streaming=true"),
  ),
  vector(
    "header-blank-before-semicolon",
    identity,
    correct.verifiedIdClaimValidation,
    "ok",
    "rule H2",
    charset("application/json ; charset=utf-8"),
  ),
  vector(
    "header-capitals",
    token,
    correct.tokenIssuanceStart,
    "ok",
    "rule H2: any case",
    charset("APPLICATION/JSON"),
  ),
  vector(
    "header-name-capitals",
    token,
    correct.tokenIssuanceStart,
    "ok",
    "exchange file: names in any case",
    { ...clean, headers: { "CONTENT-TYPE": "application/json" } },
  ),
  vector(
    "header-name-mixed-among-others",
    otp,
    correct.emailOtpSend,
    "ok",
    "exchange file: names in any case",
    {
      ...clean,
      headers: {
        date: "Mon, 01 Jun 2026 10:00:00 GMT",
        "cOnTeNt-tYpE": "application/json",
        "x-request-id": "1",
      },
    },
  ),
]

const recased = (eventType: EventTypeId, change: (type: string) => string) =>
  text(eventType, JSON.parse(correct[eventType]).data.actions, {
    "@odata.type": change(responseType[eventType]),
  })
const cased = { warnings: ["CASING"], confidence: "medium" } as const

const casings: readonly Vector[] = [
  vector(
    "casing-data-lower",
    token,
    recased(token, (type) => type.toLowerCase()),
    "ok",
    "rule B5: any case",
    cased,
  ),
  vector(
    "casing-data-upper",
    identity,
    recased(identity, (type) => type.toUpperCase()),
    "ok",
    "rule B5: any case",
    cased,
  ),
  vector(
    "casing-data-pascal",
    submit,
    recased(submit, (type) => type.replace(".on", ".On")),
    "ok",
    "rule B5: class name",
    cased,
  ),
  vector(
    "casing-data-otp-small-o",
    otp,
    recased(otp, (type) => type.replace("OnOtp", "onOtp")),
    "ok",
    "contracts section 6: capital O is the norm",
    cased,
  ),
  vector(
    "casing-action-library",
    token,
    text(token, [
      { "@odata.type": "microsoft.graph.tokenissuancestart.provideclaimsfortoken", claims: { a: "b" } },
    ]),
    "ok",
    "AuthenticationEvents library writes lower case",
    cased,
  ),
  vector(
    "casing-prefill-in-prose",
    start,
    answer(start, "setPreFillValues", { inputs: { city: "Oslo" } }),
    "ok",
    "contracts section 4: spelling of the prose",
    cased,
  ),
  vector(
    "casing-continue-pascal",
    start,
    answer(start, "ContinueWithDefaultBehavior"),
    "ok",
    "rule A: any case",
    cased,
  ),
  vector(
    "casing-otp-lower-namespace",
    otp,
    text(otp, [{ "@odata.type": "microsoft.graph.otpsend.continuewithdefaultbehavior" }]),
    "ok",
    "rule A: any case",
    cased,
  ),
  vector(
    "casing-password-kit",
    password,
    text(password, [{ "@odata.type": "microsoft.graph.passwordsubmit.Retry" }]),
    "ok",
    "contracts section 7: migration kit",
    cased,
  ),
  vector(
    "casing-password-camel",
    password,
    answer(password, "migratePassword"),
    "ok",
    "rule A: any case",
    cased,
  ),
  vector("casing-identity-pascal", identity, answer(identity, "Pass"), "ok", "rule A: any case", cased),
  vector(
    "casing-validation-error-sample",
    submit,
    answer(submit, "ShowValidationError", { message: "Fix it", attributeErrors: { city: "Too short" } }),
    "ok",
    "Microsoft sample: submit function",
    cased,
  ),
  vector(
    "casing-both-once",
    submit,
    JSON.stringify({
      data: {
        "@odata.type": responseType[submit].toUpperCase(),
        actions: [{ "@odata.type": `${actionPrefix[submit]}SHOWBLOCKPAGE` }],
      },
    }),
    "ok",
    "rules B5 and A",
    cased,
  ),
]

const bom = { warnings: ["BOM"], alternates: ["1003003"], confidence: "low" } as const

const shapes: readonly Vector[] = [
  vector(
    "extra-root-members",
    token,
    JSON.stringify({
      ...JSON.parse(correct.tokenIssuanceStart),
      type: "x",
      traceId: null,
      debug: [1, { a: 2 }],
    }),
    "ok",
    "rule B4: extra members are ignored",
    clean,
  ),
  vector(
    "extra-data-members",
    start,
    text(start, [action(start, "continueWithDefaultBehavior")], { tenantId: "t", elapsedMs: 12 }),
    "ok",
    "rules B and A ask for nothing more",
    clean,
  ),
  vector(
    "extra-action-members",
    otp,
    answer(otp, "continueWithDefaultBehavior", { messageId: "42" }),
    "ok",
    "rules B and A ask for nothing more",
    clean,
  ),
  vector(
    "extra-nonce-elsewhere",
    identity,
    text(identity, [action(identity, "pass")], { nonce: "not asked for" }),
    "ok",
    "rule P5 is passwordSubmit's",
    clean,
  ),
  vector(
    "extra-claims-in-continue",
    submit,
    answer(submit, "continueWithDefaultBehavior", { claims: null }),
    "ok",
    "rule C1 is tokenIssuanceStart's",
    clean,
  ),
  vector(
    "pretty-printed",
    token,
    JSON.stringify(JSON.parse(correct.tokenIssuanceStart), null, 4),
    "ok",
    "white space is free in JSON",
    clean,
  ),
  vector(
    "pretty-printed-windows",
    submit,
    `\r\n${JSON.stringify(JSON.parse(correct.attributeCollectionSubmit), null, "\t").replaceAll("\n", "\r\n")}\r\n`,
    "ok",
    "white space is free in JSON",
    clean,
  ),
  vector(
    "type-after-actions",
    start,
    JSON.stringify({
      data: {
        actions: [action(start, "showBlockPage", { message: "No" })],
        "@odata.type": responseType[start],
      },
    }),
    "ok",
    "contracts section 2: order is free",
    clean,
  ),
  vector(
    "type-after-claims",
    token,
    JSON.stringify({
      data: {
        actions: [{ claims: { a: "b" }, "@odata.type": `${actionPrefix[token]}provideClaimsForToken` }],
        "@odata.type": responseType[token],
      },
    }),
    "ok",
    "contracts section 2: order is free",
    clean,
  ),
  vector(
    "escaped-letters-and-slashes",
    token,
    correct.tokenIssuanceStart
      .replace("microsoft.graph", "\\u006dicrosoft.graph")
      .replace("01/01/2000", "01\\/01\\/2000"),
    "ok",
    "escapes are free in JSON",
    clean,
  ),
  vector(
    "bom-before-body",
    token,
    `\uFEFF${correct.tokenIssuanceStart}`,
    "ok",
    "rule B2: BOM is stripped",
    bom,
  ),
  vector(
    "bom-from-file",
    otp,
    `\uFEFF${JSON.stringify(JSON.parse(correct.emailOtpSend), null, 2)}\n`,
    "ok",
    "rule B2: template read from a file",
    bom,
  ),
]

const mapped = (mappedClaimIds: readonly string[]) => ({ requestContext: { mappedClaimIds } })
const ascii = (bytes: number) => withClaims({ k: "x".repeat(bytes - 1) })

const claimAdvice: readonly Vector[] = [
  vector("claims-3000-bytes", token, ascii(3000), "ok", "rule C5", clean),
  vector("claims-3001-bytes", token, ascii(3001), "ok", "rule C5: gap begins", warned("CLAIMS_NEAR_LIMIT")),
  vector("claims-3072-bytes", token, ascii(3072), "ok", "rule C5: exactly 3 KB", warned("CLAIMS_NEAR_LIMIT")),
  vector(
    "claims-3072-in-umlaut-keys",
    token,
    withClaims({ ["ß".repeat(1536)]: "" }),
    "ok",
    "rule C5: 2 x 1536 bytes",
    warned("CLAIMS_NEAR_LIMIT"),
  ),
  vector(
    "claims-3072-in-kanji",
    token,
    withClaims({ 名: "字".repeat(1023) }),
    "ok",
    "rule C5: 3 + 3 x 1023 bytes",
    warned("CLAIMS_NEAR_LIMIT"),
  ),
  vector(
    "claims-3072-in-list",
    token,
    withClaims({ ro: Array.from({ length: 307 }, () => "0123456789") }),
    "ok",
    "rule C5: elements count, punctuation does not",
    warned("CLAIMS_NEAR_LIMIT"),
  ),
  vector(
    "claims-3000-in-many",
    token,
    withClaims(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${100 + at}`, "012345"]))),
    "ok",
    "rule C5: 300 x 10 bytes",
    clean,
  ),
  vector(
    "claims-small-but-escaped",
    token,
    withClaims({ k: "@" }).replace('"@"', `"${"\\u0041".repeat(1000)}"`),
    "ok",
    "rule C5: value counts, not its spelling",
    clean,
  ),
  vector("claim-null", token, withClaims({ nickname: null }), "ok", "rule C4: library writes nulls", {
    warnings: ["CLAIM_NULL_VALUE"],
    alternates: ["1003003"],
    confidence: "low",
  }),
  vector(
    "claim-null-among-good",
    token,
    withClaims({ a: "b", c: null, d: ["e"] }),
    "ok",
    "rule C4",
    warned("CLAIM_NULL_VALUE"),
  ),
  vector(
    "claim-list-of-null",
    token,
    withClaims({ roles: [null] }),
    "ok",
    "rule C4",
    warned("CLAIM_NULL_VALUE"),
  ),
  vector(
    "claims-null-and-near-limit",
    token,
    withClaims({ k: "x".repeat(3070), n: null }),
    "ok",
    "rules C4 and C5",
    warned("CLAIM_NULL_VALUE", "CLAIMS_NEAR_LIMIT"),
  ),
  vector("claims-all-mapped", token, correct.tokenIssuanceStart, "ok", "rule C advisory", {
    ...clean,
    ...mapped(["CustomRoles", "DateOfBirth", "Other"]),
  }),
  vector(
    "claims-camel-for-pascal",
    token,
    withClaims({ dateOfBirth: "01/01/2000" }),
    "ok",
    "rule C advisory: ids keep their case",
    { ...mapped(["DateOfBirth"]), warnings: ["CLAIM_CASE"] },
  ),
  vector(
    "claims-pascal-for-camel-in-one",
    token,
    withClaims({ DateOfBirth: "x", role: "y" }),
    "ok",
    "rule C advisory",
    { ...mapped(["dateOfBirth", "role"]), warnings: ["CLAIM_CASE"] },
  ),
  vector(
    "claims-none-mapped",
    token,
    withClaims({ role: "Writer" }),
    "ok",
    "rule C advisory: dropped silently",
    { ...mapped(["DateOfBirth"]), warnings: ["CLAIM_NOT_MAPPED"] },
  ),
  vector(
    "claims-one-not-mapped",
    token,
    withClaims({ DateOfBirth: "x", apiVersion: "1" }),
    "ok",
    "rule C advisory: dropped silently",
    { ...mapped(["DateOfBirth"]), warnings: ["CLAIM_NOT_MAPPED"] },
  ),
  vector(
    "claims-policy-maps-nothing",
    token,
    withClaims({ role: "Writer" }),
    "ok",
    "rule C advisory: dropped silently",
    { ...mapped([]), warnings: ["CLAIM_NOT_MAPPED"] },
  ),
  vector("claims-empty-for-a-policy", token, withClaims({}), "ok", "rule C advisory: nothing to drop", {
    ...clean,
    ...mapped(["DateOfBirth"]),
  }),
  vector(
    "claim-sub",
    token,
    withClaims({ sub: "42" }),
    "ok",
    "rule C advisory: core name of a token",
    warned("CLAIM_RESERVED"),
  ),
  vector(
    "claim-tid-among-good",
    token,
    withClaims({ role: "Writer", tid: "x" }),
    "ok",
    "rule C advisory: core name of a token",
    warned("CLAIM_RESERVED"),
  ),
  vector(
    "claim-aud-mapped",
    token,
    withClaims({ aud: "api://x" }),
    "ok",
    "rule C advisory: a mapping does not help",
    { ...mapped(["aud"]), warnings: ["CLAIM_RESERVED"] },
  ),
  vector(
    "claim-subject-is-free",
    token,
    withClaims({ subject: "42", audience: "x" }),
    "ok",
    "rule C advisory: whole name counts",
    clean,
  ),
]

const types = {
  city: "microsoft.graph.stringDirectoryAttributeValue",
  year: "microsoft.graph.int64DirectoryAttributeValue",
  news: "microsoft.graph.booleanDirectoryAttributeValue",
}
const asked = { requestContext: { attributeTypes: types } }
const short = { requestContext: { attributeTypes: { city: "string", year: "int64", news: "boolean" } } }
const modify = (attributes: unknown) => answer(submit, "modifyAttributeValues", { attributes })
const prefill = (inputs: unknown) => answer(start, "setPrefillValues", { inputs })

const attributeAdvice: readonly Vector[] = [
  vector("modify-types-agree", submit, modify({ city: "Oslo", year: 2011, news: true }), "ok", "rule P2", {
    ...asked,
    ...clean,
  }),
  vector(
    "modify-types-agree-short-names",
    submit,
    modify({ city: "Oslo", year: 2011, news: false }),
    "ok",
    "rule P2",
    { ...short, ...clean },
  ),
  vector("modify-integer-as-text", submit, modify({ year: "2011" }), "ok", "rule P2", {
    ...asked,
    warnings: ["ATTR_TYPE_MISMATCH"],
  }),
  vector("modify-boolean-as-text", submit, modify({ news: "true" }), "ok", "rule P2", {
    ...short,
    warnings: ["ATTR_TYPE_MISMATCH"],
  }),
  vector("modify-text-as-number", submit, modify({ city: 5 }), "ok", "rule P2", {
    ...asked,
    warnings: ["ATTR_TYPE_MISMATCH"],
  }),
  vector("modify-integer-as-boolean", submit, modify({ year: true, city: "Oslo" }), "ok", "rule P2", {
    ...short,
    warnings: ["ATTR_TYPE_MISMATCH"],
  }),
  vector("modify-fraction-for-integer", submit, modify({ year: 2011.5 }), "ok", "rule P2", {
    ...asked,
    warnings: ["ATTR_TYPE_MISMATCH"],
  }),
  vector(
    "modify-language-not-on-page",
    submit,
    modify({ preferredLanguage: "nb-NO" }),
    "ok",
    "contracts section 5: Woodgrove sets it",
    { ...asked, warnings: ["ATTR_NOT_IN_REQUEST"] },
  ),
  vector("modify-both-advices", submit, modify({ year: "2011", other: "x" }), "ok", "rule P2", {
    ...asked,
    warnings: ["ATTR_NOT_IN_REQUEST", "ATTR_TYPE_MISMATCH"],
  }),
  vector(
    "modify-nothing-known-of-request",
    submit,
    modify({ anything: 1 }),
    "ok",
    "rule P2: nothing to compare with",
    clean,
  ),
  vector(
    "prefill-types-agree",
    start,
    prefill({ city: "Oslo", year: 2011, news: true }),
    "ok",
    "contracts section 4",
    { ...asked, ...clean },
  ),
  vector(
    "prefill-not-on-page",
    start,
    prefill({ hobby: "chess" }),
    "ok",
    "contracts section 4: unknown ones are ignored",
    { ...asked, warnings: ["ATTR_NOT_IN_REQUEST"] },
  ),
  vector(
    "prefill-integer-as-text",
    start,
    prefill({ year: "2011" }),
    "ok",
    "contracts section 4: types must match",
    { ...short, warnings: ["ATTR_TYPE_MISMATCH"] },
  ),
  vector(
    "prefill-list-value",
    start,
    prefill({ groups: ["Alumni", "Faculty"] }),
    "ok",
    "rule P1: older documents used lists",
    warned("MULTIVALUE_AS_ARRAY"),
  ),
  vector(
    "prefill-list-empty",
    start,
    prefill({ city: "Oslo", groups: [] }),
    "ok",
    "rule P1",
    warned("MULTIVALUE_AS_ARRAY"),
  ),
  vector(
    "modify-list-value",
    submit,
    modify({ groups: ["Alumni"] }),
    "ok",
    "contracts section 4: several values in one text",
  ),
]

const messageAdvice: readonly Vector[] = [
  vector(
    "error-message-only",
    submit,
    answer(submit, "showValidationError", { message: "Please fix it" }),
    "ok",
    "rule P3: in use",
    warned("NO_ATTRIBUTE_ERRORS"),
  ),
  vector(
    "error-attributes-only",
    submit,
    answer(submit, "showValidationError", { attributeErrors: { city: "Unknown" } }),
    "ok",
    "rule P3",
    warned("MESSAGE_MISSING"),
  ),
  vector(
    "error-bare",
    submit,
    answer(submit, "showValidationError"),
    "ok",
    "rule P3",
    warned("MESSAGE_MISSING", "NO_ATTRIBUTE_ERRORS"),
  ),
  vector(
    "error-attributes-null",
    submit,
    answer(submit, "showValidationError", { message: "Fix it", attributeErrors: null }),
    "ok",
    "rule P3: null is none",
    warned("NO_ATTRIBUTE_ERRORS"),
  ),
  vector(
    "password-block-bare",
    password,
    answer(password, "Block"),
    "ok",
    "rule P7",
    warned("BLOCK_WITHOUT_MESSAGE"),
  ),
  vector(
    "password-block-title-only",
    password,
    answer(password, "Block", { title: "Closed" }),
    "ok",
    "rule P7",
    warned("BLOCK_WITHOUT_MESSAGE"),
  ),
  vector(
    "password-block-lower-bare",
    password,
    answer(password, "block"),
    "ok",
    "rules A and P7",
    warned("BLOCK_WITHOUT_MESSAGE", "CASING"),
  ),
  vector("identity-failed-bare", identity, answer(identity, "failed"), "ok", "rule P6", {
    warnings: ["FAILED_CLAIMS_MISSING"],
    alternates: ["1003003"],
    confidence: "low",
  }),
  vector(
    "identity-failed-null",
    identity,
    answer(identity, "failed", { failedClaims: null }),
    "ok",
    "rule P6",
    warned("FAILED_CLAIMS_MISSING"),
  ),
  vector(
    "identity-failed-text",
    identity,
    answer(identity, "failed", { failedClaims: "birthDate" }),
    "ok",
    "rule P6: not a list",
    warned("FAILED_CLAIMS_MISSING"),
  ),
]

const large = { warnings: ["LARGE_BODY"], alternates: ["1003024"] } as const
/** A correct answer of an event, stretched to a number of bytes by a member that Entra ignores. */
function stretched(eventType: EventTypeId, bytes: number): string {
  const short = JSON.stringify({ ...JSON.parse(correct[eventType]), pad: "" })
  return short.replace('"pad":""', `"pad":"${"x".repeat(bytes - short.length)}"`)
}

const sizes: readonly Vector[] = [
  vector("body-8192-bytes", start, stretched(start, 8192), "ok", "rule T3: not above 8 KB", clean),
  vector("body-8193-bytes", start, stretched(start, 8193), "ok", "rule T3", large),
  vector(
    "body-60-kilobytes",
    otp,
    stretched(otp, 60_000),
    "ok",
    "rule T3: never a code from size alone",
    large,
  ),
  vector(
    "body-9-kilobytes-of-umlauts",
    password,
    JSON.stringify({ ...JSON.parse(correct.passwordSubmit), note: "ü".repeat(4500) }),
    "ok",
    "rule T3: bytes, not letters",
    large,
  ),
  vector(
    "body-large-by-white-space",
    identity,
    `${correct.verifiedIdClaimValidation}${" ".repeat(9000)}`,
    "ok",
    "rule T3: whole body",
    large,
  ),
]

/** Answers that Entra accepts, with exactly the warnings they deserve. */
export const accepted: readonly Vector[] = [
  ...plain,
  ...headers,
  ...casings,
  ...shapes,
  ...claimAdvice,
  ...attributeAdvice,
  ...messageAdvice,
  ...sizes,
]
