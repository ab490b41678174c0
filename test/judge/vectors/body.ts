import type { EventTypeId } from "@/lib/model/exchange"
import { action, correct, data, responseType, text, type Vector, vector, withClaims } from "./correct"

const token = "tokenIssuanceStart"
const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const otp = "emailOtpSend"
const password = "passwordSubmit"
const identity = "verifiedIdClaimValidation"

const nothing: readonly Vector[] = [
  vector("body-empty", password, "", "1003009", "rule B1: Logic App Response without a body", { rule: "B1" }),
  vector("body-absent", otp, null, "1003009", "rule B1", { rule: "B1" }),
  vector("body-one-blank", start, " ", "1003009", "rule B1", { rule: "B1", confidence: "medium" }),
  vector("body-line-ends", submit, "\r\n\r\n", "1003009", "rule B1", { rule: "B1", confidence: "medium" }),
  vector("body-tabs", identity, "\t\t", "1003009", "rule B1", { rule: "B1", confidence: "medium" }),
  vector("body-null-literal", password, "null", "1003009", "rule B1: JSON null", { rule: "B1" }),
  vector("body-null-with-blanks", token, "\n  null\n", "1003009", "rule B1: JSON null", { rule: "B1" }),
  vector("body-null-with-charset", start, "null", "1003009", "rule B1; serializer given no object", {
    rule: "B1",
    headers: { "content-type": "application/json; charset=utf-8" },
  }),
]

const b2 = { rule: "B2", confidence: "high" } as const
const lenient = { rule: "B2", confidence: "low", alternates: ["ok"] } as const
const good = correct.tokenIssuanceStart

const notJson: readonly Vector[] = [
  vector("text-word", otp, "OK", "1003003", "rule B2", b2),
  vector("text-sentence", token, "Welcome to Azure Functions", "1003003", "rule B2", b2),
  vector(
    "text-html-labelled-json",
    start,
    "<!DOCTYPE html><html><body>Sign in</body></html>",
    "1003003",
    "rule B2",
    b2,
  ),
  vector("text-xml-labelled-json", submit, '<?xml version="1.0"?><data/>', "1003003", "rule B2", b2),
  vector("text-form-labelled-json", password, "action=Retry&nonce=1", "1003003", "rule B2", b2),
  vector("json-cut-off", token, good.slice(0, 90), "1003003", "rule B2", b2),
  vector(
    "json-last-brace-missing",
    identity,
    correct.verifiedIdClaimValidation.slice(0, -1),
    "1003003",
    "rule B2",
    b2,
  ),
  vector("json-brace-too-many", identity, `${correct.verifiedIdClaimValidation}}`, "1003003", "rule B2", b2),
  vector("json-semicolon-after", otp, `${correct.emailOtpSend};`, "1003003", "rule B2", b2),
  vector("json-sent-twice", token, good + good, "1003003", "rule B2: two handlers wrote", b2),
  vector("json-two-lines", token, `${good}\n${good}`, "1003003", "rule B2: two documents", b2),
  vector("json-callback", start, `callback(${correct.attributeCollectionStart})`, "1003003", "rule B2", b2),
  vector(
    "json-guard-prefix",
    start,
    `)]}',\n${correct.attributeCollectionStart}`,
    "1003003",
    "rule B2: hijack guard of a web framework",
    b2,
  ),
  vector(
    "json-single-quotes",
    token,
    good.replaceAll('"', "'"),
    "1003003",
    "rule B2: printed dictionary",
    b2,
  ),
  vector(
    "json-bare-names",
    otp,
    correct.emailOtpSend.replace('"data"', "data").replace('"actions"', "actions"),
    "1003003",
    "rule B2",
    b2,
  ),
  vector("json-comma-missing", token, good.replace('","actions"', '" "actions"'), "1003003", "rule B2", b2),
  vector("json-colon-missing", token, good.replace('"data":', '"data" '), "1003003", "rule B2", b2),
  vector("json-double-comma", token, good.replace('","actions"', '",,"actions"'), "1003003", "rule B2", b2),
  vector(
    "json-nan",
    token,
    withClaims({ score: "@" }).replace('"@"', "NaN"),
    "1003003",
    "rule B2: Python's dumps",
    b2,
  ),
  vector(
    "json-undefined",
    token,
    withClaims({ score: "@" }).replace('"@"', "undefined"),
    "1003003",
    "rule B2",
    b2,
  ),
  vector(
    "json-python-true",
    token,
    withClaims({ vip: "@" }).replace('"@"', "True"),
    "1003003",
    "rule B2: printed dictionary",
    b2,
  ),
  vector(
    "json-leading-zero",
    token,
    withClaims({ age: "@" }).replace('"@"', "007"),
    "1003003",
    "rule B2",
    b2,
  ),
  vector(
    "json-hex-escape",
    token,
    withClaims({ name: "@" }).replace('"@"', '"\\x41"'),
    "1003003",
    "rule B2",
    b2,
  ),
  vector(
    "json-raw-line-end-in-string",
    token,
    withClaims({ note: "@" }).replace('"@"', '"two\nlines"'),
    "1003003",
    "rule B2",
    b2,
  ),
  vector(
    "json-quote-not-escaped",
    token,
    withClaims({ note: "@" }).replace('"@"', '"the "best""'),
    "1003003",
    "rule B2: string built by hand",
    b2,
  ),
  vector(
    "json-windows-path",
    token,
    withClaims({ home: "@" }).replace('"@"', '"C:\\Users\\x"'),
    "1003003",
    "rule B2: string built by hand",
    b2,
  ),
  vector(
    "json-comma-escaped",
    token,
    withClaims({ role: "@", city: "Oslo" }).replace('"@"', '"Writer\\'),
    "1003003",
    "rule B2: escaped by hand",
    b2,
  ),
  vector(
    "json-template-not-filled",
    token,
    withClaims({ role: "@" }).replace('"@"', "{{role}}"),
    "1003003",
    "rule B2",
    b2,
  ),
  vector(
    "json-value-missing",
    token,
    withClaims({ role: "@" }).replace('"@"', ""),
    "1003003",
    "rule B2: template with an empty variable",
    b2,
  ),
  vector(
    "json-trailing-comma-in-object",
    token,
    withClaims({ a: "b" }).replace('"b"', '"b",'),
    "1003003",
    "rule B2",
    lenient,
  ),
  vector(
    "json-trailing-comma-in-array",
    start,
    correct.attributeCollectionStart.replace("}]", "},]"),
    "1003003",
    "rule B2",
    lenient,
  ),
  vector("json-line-comment", otp, `// sent by hand\n${correct.emailOtpSend}`, "1003003", "rule B2", lenient),
  vector(
    "json-block-comment",
    password,
    correct.passwordSubmit.replace('"actions":', '"actions": /* one only */ '),
    "1003003",
    "rule B2",
    lenient,
  ),
]

const b3 = { rule: "B3", confidence: "medium" } as const

const wrongRoot: readonly Vector[] = [
  vector("root-array-around", token, `[${good}]`, "1003003", "rule B3: Azure Function output as a list", b3),
  vector("root-array-empty", otp, "[]", "1003003", "rule B3", b3),
  vector(
    "root-array-of-actions",
    start,
    JSON.stringify([action(start, "continueWithDefaultBehavior")]),
    "1003003",
    "rule B3",
    b3,
  ),
  vector(
    "root-string-encoded-twice",
    submit,
    JSON.stringify(correct.attributeCollectionSubmit),
    "1003003",
    "rule B3: serialized twice",
    b3,
  ),
  vector("root-string-word", password, '"MigratePassword"', "1003003", "rule B3", b3),
  vector("root-string-empty", token, '""', "1003003", "rule B3", b3),
  vector("root-number", identity, "200", "1003003", "rule B3", b3),
  vector("root-true", identity, "true", "1003003", "rule B3", b3),
  vector("root-false", start, "false", "1003003", "rule B3", b3),
]

const b4 = { rule: "B4", confidence: "medium", alternates: ["1003009"] } as const

const noData: readonly Vector[] = [
  vector("data-missing-empty-object", otp, "{}", "1003003", "rule B4", b4),
  vector("data-missing-status-object", token, '{"status":"ok"}', "1003003", "rule B4", b4),
  vector("data-null", start, '{"data":null}', "1003003", "rule B4", { ...b4, confidence: "low" }),
  vector("data-array", submit, JSON.stringify({ data: [data(submit, [])] }), "1003003", "rule B4", b4),
  vector(
    "data-text",
    token,
    JSON.stringify({ data: JSON.stringify(data(token, [])) }),
    "1003003",
    "rule B4: data serialized twice",
    b4,
  ),
  vector("data-number", identity, '{"data":1}', "1003003", "rule B4", b4),
  vector("data-false", identity, '{"data":false}', "1003003", "rule B4", b4),
  vector(
    "data-unwrapped",
    password,
    JSON.stringify(data(password, [action(password, "Retry")])),
    "1003003",
    "rule B4: sent without the wrapper",
    b4,
  ),
  vector(
    "data-capital",
    otp,
    correct.emailOtpSend.replace('"data"', '"Data"'),
    "1003003",
    "rule B4: names keep their case",
    {
      ...b4,
      warnings: ["CASING"],
    },
  ),
  vector(
    "data-under-value",
    token,
    JSON.stringify({ value: { data: data(token, []) } }),
    "1003003",
    "rule B4",
    b4,
  ),
  vector(
    "data-under-body",
    token,
    JSON.stringify({ statusCode: 200, headers: {}, body: good }),
    "1003003",
    "rule B4: proxy answer passed on",
    b4,
  ),
  vector(
    "errors-with-200",
    token,
    '{"errors":["No Actions Found. Please supply atleast one action."]}',
    "1003003",
    "rule B4: library error behind a proxy that rewrites the status",
    b4,
  ),
  vector(
    "lambda-error-with-200",
    submit,
    '{"errorMessage":"boom","errorType":"Error"}',
    "1003003",
    "rule B4",
    b4,
  ),
  vector("graphql-null-data", token, '{"data":null,"errors":[{"message":"no"}]}', "1003003", "rule B4", {
    ...b4,
    confidence: "low",
  }),
]

const legacy = { rule: "B4", alternates: ["1003008"] } as const
const old = { type: "onTokenIssuanceStartCustomExtension", apiSchemaVersion: "10-01-2021-preview" }

const preview2021: readonly Vector[] = [
  vector(
    "legacy-no-claims",
    token,
    JSON.stringify({ ...old, actions: [{ type: "ProvideClaimsForToken", claims: [] }] }),
    "1003003",
    "contract of 2021; error-codes 1003008",
    legacy,
  ),
  vector(
    "legacy-version-last",
    token,
    JSON.stringify({ actions: [], type: old.type, apiSchemaVersion: old.apiSchemaVersion }),
    "1003003",
    "contract of 2021; error-codes 1003008",
    legacy,
  ),
  vector(
    "legacy-other-event",
    submit,
    JSON.stringify({
      type: "onAttributeCollectionSubmit",
      apiSchemaVersion: "10-01-2021-preview",
      actions: [{ type: "ShowBlockPage" }],
    }),
    "1003003",
    "contract of 2021; error-codes 1003008",
    legacy,
  ),
]

function typed(eventType: EventTypeId, type: unknown): string {
  return text(eventType, JSON.parse(correct[eventType]).data.actions, { "@odata.type": type })
}

const b5 = { rule: "B5", confidence: "medium" } as const
const foreign = { rule: "B5", alternates: ["1003012", "1003008"] } as const

const wrongType: readonly Vector[] = [
  vector("type-missing", token, typed(token, undefined), "1003003", "rule B5", b5),
  vector("type-null", start, typed(start, null), "1003003", "rule B5", b5),
  vector("type-number", otp, typed(otp, 1), "1003003", "rule B5", b5),
  vector("type-object", submit, typed(submit, {}), "1003003", "rule B5", b5),
  vector("type-empty", identity, typed(identity, ""), "1003003", "rule B5", b5),
  vector("type-hash", token, typed(token, `#${responseType[token]}`), "1003003", "rule B5", b5),
  vector(
    "type-hash-password",
    password,
    typed(password, `#${responseType[password]}`),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-hash-lower-otp",
    otp,
    typed(otp, "#microsoft.graph.onotpsendresponsedata"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-of-the-request",
    token,
    typed(token, "microsoft.graph.onTokenIssuanceStartCalloutData"),
    "1003003",
    "rule B5: request echoed",
    b5,
  ),
  vector(
    "type-without-namespace",
    start,
    typed(start, "onAttributeCollectionStartResponseData"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-foreign-namespace",
    submit,
    typed(submit, "contoso.graph.onAttributeCollectionSubmitResponseData"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-misspelled",
    identity,
    typed(identity, "microsoft.graph.onVerifiedIdClaimsValidationResponseData"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-otp-by-portal-name",
    otp,
    typed(otp, "microsoft.graph.onEmailOtpSendResponseData"),
    "1003003",
    "rule B5; contracts section 6",
    b5,
  ),
  vector(
    "type-without-on",
    password,
    typed(password, "microsoft.graph.passwordSubmitResponseData"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-with-blank",
    token,
    typed(token, ` ${responseType[token]}`),
    "1003003",
    "rule B5: not the type",
    b5,
  ),
  vector(
    "type-of-action",
    token,
    typed(token, "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"),
    "1003003",
    "rule B5",
    b5,
  ),
  vector(
    "type-name-without-at",
    token,
    good.replace("@odata.type", "odata.type"),
    "1003003",
    "rule B5: member missing",
    b5,
  ),
  vector(
    "type-name-bare",
    start,
    correct.attributeCollectionStart.replace("@odata.type", "type"),
    "1003003",
    "rule B5: member missing",
    b5,
  ),
  vector(
    "type-name-double-at",
    otp,
    correct.emailOtpSend.replace("@odata.type", "@@odata.type"),
    "1003003",
    "rule B5: Logic Apps escape taken literally",
    b5,
  ),
  vector(
    "type-name-capital-t",
    submit,
    correct.attributeCollectionSubmit.replace("@odata.type", "@odata.Type"),
    "1003003",
    "rule B5: as the docs once misprint it",
    { rule: "B5" },
  ),
  vector(
    "type-submit-for-start",
    start,
    typed(start, responseType[submit]),
    "1003003",
    "rule B5: another event",
    foreign,
  ),
  vector(
    "type-token-for-otp",
    otp,
    correct.tokenIssuanceStart,
    "1003003",
    "rule B5: another event's whole answer",
    foreign,
  ),
  vector(
    "type-otp-for-password",
    password,
    typed(password, responseType[otp]),
    "1003003",
    "rule B5: another event",
    foreign,
  ),
  vector(
    "type-password-for-token",
    token,
    correct.passwordSubmit,
    "1003003",
    "rule B5: another event's whole answer",
    foreign,
  ),
  vector(
    "type-start-for-identity-lower",
    identity,
    typed(identity, responseType[start].toLowerCase()),
    "1003003",
    "rule B5: another event in lower case",
    foreign,
  ),
  vector(
    "type-before-actions",
    token,
    text(token, [], { "@odata.type": responseType[otp] }),
    "1003003",
    "B5 comes before A2",
    { rule: "B5" },
  ),
  vector("type-only-hash", token, typed(token, "#"), "1003003", "rule B5", b5),
]

/** Bodies that are empty, no JSON, or not the envelope that the event wants. */
export const body: readonly Vector[] = [
  ...nothing,
  ...notJson,
  ...wrongRoot,
  ...noData,
  ...preview2021,
  ...wrongType,
]
