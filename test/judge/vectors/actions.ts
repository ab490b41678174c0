import type { EventTypeId } from "@/lib/model/exchange"
import { action, actionPrefix, answer, correct, text, type Vector, vector } from "./correct"

const token = "tokenIssuanceStart"
const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const otp = "emailOtpSend"
const password = "passwordSubmit"
const identity = "verifiedIdClaimValidation"

const goOn = (eventType: EventTypeId) => action(eventType, "continueWithDefaultBehavior")
const claims = action(token, "provideClaimsForToken", { claims: { a: "b" } })

const a1 = { rule: "A1", confidence: "medium" } as const
const missing = { ...a1, alternates: ["1003003"] } as const

const noList: readonly Vector[] = [
  vector("actions-missing", start, text(start, undefined), "1003010", "rule A1", missing),
  vector(
    "actions-missing-token",
    token,
    text(token, undefined, { claims: { a: "b" } }),
    "1003010",
    "rule A1: claims directly in data",
    missing,
  ),
  vector("actions-null", otp, text(otp, null), "1003010", "rule A1", missing),
  vector("actions-null-password", password, text(password, null), "1003010", "rule A1", missing),
  vector(
    "actions-capital",
    submit,
    correct.attributeCollectionSubmit.replace('"actions"', '"Actions"'),
    "1003010",
    "rule A1: names keep their case",
    {
      ...missing,
      warnings: ["CASING"],
    },
  ),
  vector(
    "actions-singular",
    identity,
    text(identity, undefined, { action: [action(identity, "pass")] }),
    "1003010",
    "rule A1",
    missing,
  ),
  vector(
    "actions-beside-data",
    token,
    text(token, undefined).replace(/\}$/, `,"actions":[${JSON.stringify(claims)}]}`),
    "1003010",
    "rule A1: list stands at the root",
    missing,
  ),
  vector("actions-one-object", token, text(token, claims), "1003003", "rule A1: action without its list", a1),
  vector("actions-dictionary", start, text(start, { 0: goOn(start) }), "1003003", "rule A1", a1),
  vector(
    "actions-text",
    otp,
    text(otp, JSON.stringify([goOn(otp)])),
    "1003003",
    "rule A1: list serialized twice",
    a1,
  ),
  vector("actions-number", submit, text(submit, 1), "1003003", "rule A1", a1),
  vector("actions-false", identity, text(identity, false), "1003003", "rule A1", a1),
]

const a2 = { rule: "A2", confidence: "high" } as const

const notOne: readonly Vector[] = [
  vector("actions-none-start", start, text(start, []), "1003010", "rule A2", a2),
  vector("actions-none-password", password, text(password, []), "1003010", "rule A2", a2),
  vector(
    "actions-two-alike",
    token,
    text(token, [claims, claims]),
    "1003010",
    "rule A2: one action a claim",
    a2,
  ),
  vector(
    "actions-modify-and-continue",
    submit,
    text(submit, [action(submit, "modifyAttributeValues", { attributes: {} }), goOn(submit)]),
    "1003010",
    "rule A2: change, then go on",
    a2,
  ),
  vector(
    "actions-prefill-and-block",
    start,
    text(start, [action(start, "setPrefillValues", { inputs: {} }), action(start, "showBlockPage")]),
    "1003010",
    "rule A2",
    a2,
  ),
  vector("actions-good-and-null", otp, text(otp, [goOn(otp), null]), "1003010", "A2 comes before A3", a2),
  vector("actions-two-nulls", identity, text(identity, [null, null]), "1003010", "A2 comes before A3", a2),
  vector(
    "actions-good-and-foreign",
    identity,
    text(identity, [action(identity, "pass"), goOn(otp)]),
    "1003010",
    "A2 comes before A6",
    a2,
  ),
  vector(
    "actions-three",
    password,
    text(
      password,
      ["Retry", "Block", "UpdatePassword"].map((name) => action(password, name)),
    ),
    "1003010",
    "rule A2",
    a2,
  ),
]

const a3 = { rule: "A3", confidence: "low", alternates: ["1003012"] } as const

const notObject: readonly Vector[] = [
  vector("item-null", start, text(start, [null]), "1003003", "rule A3", a3),
  vector(
    "item-name-only",
    password,
    text(password, ["microsoft.graph.passwordSubmit.Retry"]),
    "1003003",
    "rule A3",
    a3,
  ),
  vector("item-number", otp, text(otp, [0]), "1003003", "rule A3", a3),
  vector("item-true", identity, text(identity, [true]), "1003003", "rule A3", a3),
  vector("item-list", token, text(token, [[claims]]), "1003003", "rule A3: list in a list", a3),
  vector(
    "item-text-of-object",
    submit,
    text(submit, [JSON.stringify(goOn(submit))]),
    "1003003",
    "rule A3: action serialized twice",
    a3,
  ),
]

const a4 = { rule: "A4", confidence: "medium", alternates: ["1003012"] } as const
const inAction = (body: string, name: string) =>
  body.replace(/"@odata\.type"(?=:"microsoft\.graph\.\w+\.)/, name)

const untyped: readonly Vector[] = [
  vector("action-empty", start, text(start, [{}]), "1003003", "rule A4", a4),
  vector("action-only-claims", token, text(token, [{ claims: { a: "b" } }]), "1003003", "rule A4", a4),
  vector("action-type-null", otp, text(otp, [{ "@odata.type": null }]), "1003003", "rule A4", a4),
  vector("action-type-number", identity, text(identity, [{ "@odata.type": 7 }]), "1003003", "rule A4", a4),
  vector(
    "action-type-list",
    password,
    text(password, [{ "@odata.type": ["microsoft.graph.passwordSubmit.Block"] }]),
    "1003003",
    "rule A4",
    a4,
  ),
  vector(
    "action-type-bare-name",
    submit,
    inAction(correct.attributeCollectionSubmit, '"type"'),
    "1003003",
    "rule A4: as in the contract of 2021",
    a4,
  ),
  vector(
    "action-type-without-at",
    token,
    inAction(correct.tokenIssuanceStart, '"odata.type"'),
    "1003003",
    "rule A4",
    a4,
  ),
  vector(
    "action-type-double-at",
    token,
    inAction(correct.tokenIssuanceStart, '"@@odata.type"'),
    "1003003",
    "rule A4: Logic Apps escape taken literally",
    a4,
  ),
  vector(
    "action-type-underscore",
    start,
    inAction(correct.attributeCollectionStart, '"odata_type"'),
    "1003003",
    "rule A4: attribute name of a class",
    a4,
  ),
]

const a5 = { rule: "A5", confidence: "high" } as const
const hashed = (eventType: EventTypeId) =>
  inAction(correct[eventType], '"@odata.type"').replace(/"microsoft(?=\.graph\.\w+\.)/, '"#microsoft')

const hash: readonly Vector[] = [
  vector("hash-token", token, hashed(token), "1003003", "rule A5: as Graph wants it, not as callouts do", a5),
  vector("hash-start", start, hashed(start), "1003003", "rule A5", a5),
  vector("hash-submit", submit, hashed(submit), "1003003", "rule A5", a5),
  vector("hash-otp", otp, hashed(otp), "1003003", "rule A5", a5),
  vector("hash-password", password, hashed(password), "1003003", "rule A5", a5),
  vector("hash-identity", identity, hashed(identity), "1003003", "rule A5", a5),
  vector(
    "hash-lower-case",
    submit,
    answer(submit, "continueWithDefaultBehavior").replace(
      actionPrefix[submit],
      "#microsoft.graph.attributecollectionsubmit.",
    ),
    "1003003",
    "rule A5",
    a5,
  ),
  vector(
    "hash-foreign-action",
    start,
    text(start, [{ ...claims, "@odata.type": `#${actionPrefix[token]}provideClaimsForToken` }]),
    "1003003",
    "A5 comes before A6",
    a5,
  ),
  vector(
    "hash-unknown-action",
    otp,
    text(otp, [{ "@odata.type": "#contoso.doNothing" }]),
    "1003003",
    "A5 comes before A7",
    a5,
  ),
  vector(
    "hash-before-null-claims",
    token,
    text(token, [{ "@odata.type": `#${actionPrefix[token]}provideClaimsForToken`, claims: null }]),
    "1003003",
    "A5 comes before C1",
    a5,
  ),
]

const a6 = { rule: "A6", confidence: "medium", alternates: ["1003003"] } as const

const foreign: readonly Vector[] = [
  vector(
    "continue-of-start-in-submit",
    submit,
    text(submit, [goOn(start)]),
    "1003012",
    "rule A6: handler copied",
    a6,
  ),
  vector(
    "continue-of-submit-in-start",
    start,
    text(start, [goOn(submit)]),
    "1003012",
    "rule A6: handler copied",
    a6,
  ),
  vector("continue-of-otp-in-start", start, text(start, [goOn(otp)]), "1003012", "rule A6", a6),
  vector("continue-of-submit-in-otp", otp, text(otp, [goOn(submit)]), "1003012", "rule A6", a6),
  vector("claims-in-submit", submit, text(submit, [claims]), "1003012", "rule A6", a6),
  vector("claims-in-identity", identity, text(identity, [claims]), "1003012", "rule A6", a6),
  vector(
    "block-page-of-start-in-token",
    token,
    text(token, [action(start, "showBlockPage", { message: "No" })]),
    "1003012",
    "rule A6: wish to block a token",
    a6,
  ),
  vector(
    "block-page-of-submit-in-start",
    start,
    text(start, [action(submit, "showBlockPage", { message: "No" })]),
    "1003012",
    "rule A6",
    a6,
  ),
  vector(
    "validation-error-of-submit-in-start",
    start,
    text(start, [action(submit, "showValidationError", { message: "No", attributeErrors: {} })]),
    "1003012",
    "rule A6; contracts section 4: none there",
    a6,
  ),
  vector(
    "block-of-password-in-otp",
    otp,
    text(otp, [action(password, "Block", { message: "No" })]),
    "1003012",
    "rule A6; contracts section 6: no block exists",
    a6,
  ),
  vector("pass-in-password", password, text(password, [action(identity, "pass")]), "1003012", "rule A6", a6),
  vector(
    "migrate-in-identity-lower",
    identity,
    text(identity, [{ "@odata.type": "microsoft.graph.passwordsubmit.migratepassword" }]),
    "1003012",
    "rule A6 in any case",
    a6,
  ),
  vector(
    "prefill-in-submit",
    submit,
    text(submit, [action(start, "setPrefillValues", { inputs: { city: "Oslo" } })]),
    "1003012",
    "rule A6",
    a6,
  ),
  vector(
    "modify-in-start",
    start,
    text(start, [action(submit, "modifyAttributeValues", { attributes: { city: "Oslo" } })]),
    "1003012",
    "rule A6",
    a6,
  ),
  vector(
    "failed-in-token",
    token,
    text(token, [action(identity, "failed", { failedClaims: ["birthDate"] })]),
    "1003012",
    "rule A6",
    a6,
  ),
  vector(
    "foreign-before-nonce",
    password,
    text(password, [goOn(otp)], { nonce: "" }),
    "1003012",
    "A6 comes before P5",
    a6,
  ),
]

const a7 = { rule: "A7", alternates: ["1003003"] } as const
const named = (eventType: EventTypeId, type: string) => text(eventType, [{ "@odata.type": type }])

const unknown: readonly Vector[] = [
  vector(
    "fail-for-failed",
    identity,
    named(identity, "microsoft.graph.verifiedIdClaimValidation.fail"),
    "1003012",
    "contracts section 8: not .fail",
    a7,
  ),
  vector(
    "passed-for-pass",
    identity,
    named(identity, "microsoft.graph.verifiedIdClaimValidation.passed"),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "validation-error-in-start",
    start,
    answer(start, "showValidationError", { message: "No" }),
    "1003012",
    "contracts section 4: no validation error here",
    a7,
  ),
  vector(
    "continue-in-token",
    token,
    answer(token, "continueWithDefaultBehavior"),
    "1003012",
    "rule A7: no continue for tokens",
    a7,
  ),
  vector(
    "continue-in-password",
    password,
    answer(password, "continueWithDefaultBehavior"),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "block-page-in-otp",
    otp,
    answer(otp, "showBlockPage", { message: "No" }),
    "1003012",
    "contracts section 6: no block exists",
    a7,
  ),
  vector(
    "otp-by-event-name",
    otp,
    named(otp, "microsoft.graph.emailOtpSend.continueWithDefaultBehavior"),
    "1003012",
    "rule A7: prefix is OtpSend",
    a7,
  ),
  vector(
    "otp-by-callout-name",
    otp,
    named(otp, "microsoft.graph.onOtpSend.continueWithDefaultBehavior"),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "migrate-old-sample",
    password,
    named(password, "microsoft.graph.authenticationEvent.passwordSubmit.migratePassword"),
    "1003012",
    "contracts section 7: old sample",
    a7,
  ),
  vector(
    "migrate-kit-guide",
    password,
    named(password, "microsoft.graph.customAuthenticationExtension.migratePassword"),
    "1003012",
    "contracts section 7: kit guide",
    a7,
  ),
  vector("migrate-short", password, answer(password, "Migrate"), "1003012", "rule A7", a7),
  vector(
    "provide-claims-short",
    token,
    answer(token, "provideClaims", { claims: {} }),
    "1003012",
    "rule A7: name of the library's error",
    a7,
  ),
  vector(
    "provide-claims-bare",
    token,
    named(token, "provideClaimsForToken"),
    "1003012",
    "rule A7: no namespace",
    a7,
  ),
  vector(
    "provide-claims-without-graph",
    token,
    named(token, "microsoft.tokenIssuanceStart.provideClaimsForToken"),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "provide-claims-of-contoso",
    token,
    named(token, "contoso.tokenIssuanceStart.provideClaimsForToken"),
    "1003012",
    "rule A7",
    { ...a7, confidence: "low" },
  ),
  vector(
    "continue-of-contoso",
    start,
    named(start, "com.contoso.auth.continueWithDefaultBehavior"),
    "1003012",
    "rule A7",
    { ...a7, confidence: "low" },
  ),
  vector(
    "prefill-singular",
    start,
    answer(start, "setPrefillValue", { inputs: {} }),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "modify-singular",
    submit,
    answer(submit, "modifyAttributeValue", { attributes: {} }),
    "1003012",
    "rule A7",
    a7,
  ),
  vector(
    "continue-british",
    submit,
    answer(submit, "continueWithDefaultBehaviour"),
    "1003012",
    "rule A7: spelling",
    a7,
  ),
  vector(
    "branding-private-preview",
    start,
    named(start, "microsoft.graph.PageRenderStart.OverrideBranding"),
    "1003012",
    "contracts section 8: private preview",
    { alternates: ["1003003"] },
  ),
  vector(
    "action-with-blank",
    start,
    named(start, `${actionPrefix[start]}continueWithDefaultBehavior `),
    "1003012",
    "rule A7: not the name",
    a7,
  ),
  vector(
    "unknown-before-nonce",
    password,
    text(password, [action(password, "Allow")], { nonce: "other" }),
    "1003012",
    "A7 comes before P5",
    a7,
  ),
]

/** The list of actions: its presence, its length, its item and the item's type. */
export const actions: readonly Vector[] = [
  ...noList,
  ...notOne,
  ...notObject,
  ...untyped,
  ...hash,
  ...foreign,
  ...unknown,
]
