import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import { action, answer, correct, nonce, text, withClaims } from "./vectors/correct"

const token = "tokenIssuanceStart"
const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const otp = "emailOtpSend"
const password = "passwordSubmit"
const identity = "verifiedIdClaimValidation"

/** An exchange whose whole ruling is on record, under the heading of what it is about. */
export type Case = { heading: string; what: string; exchange: Exchange }

function quick(eventType: EventTypeId, body: string | null, more: Partial<Exchange> = {}): Exchange {
  return {
    eventType,
    httpStatus: 200,
    headers: { "content-type": "application/json" },
    body,
    latencyMs: 1,
    ...more,
  }
}

type Row = readonly [what: string, eventType: EventTypeId, body: string | null, more?: Partial<Exchange>]

const under = (heading: string, rows: readonly Row[]): Case[] =>
  rows.map(([what, ...rest]) => ({ heading, what, exchange: quick(...rest) }))

const ok = action(otp, "continueWithDefaultBehavior")
const t = (a: unknown, more = {}) => text(otp, a, more)
const of = (bytes: number) => withClaims({ a: "x".repeat(bytes - 1) })
const pre = (inputs: unknown) => answer(start, "setPrefillValues", { inputs })
const mod = (attributes: unknown) => answer(submit, "modifyAttributeValues", { attributes })
const val = (p: Readonly<Record<string, unknown>>) => answer(submit, "showValidationError", p)
const types = {
  city: "stringDirectoryAttributeValue",
  age: "int64DirectoryAttributeValue",
  news: "booleanDirectoryAttributeValue",
  odd: "x",
}

const actions = under("actions", [
  ["missing", otp, t(undefined)],
  ["null", otp, t(null)],
  [
    "named with a capital",
    otp,
    JSON.stringify({ data: { "@odata.type": "microsoft.graph.OnOtpSendResponseData", Actions: [ok] } }),
  ],
  ["one object", otp, t(ok)],
  ["a text", otp, t("x")],
  ["an empty list", otp, t([])],
  ["two of which the second fits", otp, t([{ "@odata.type": "x" }, ok])],
  ["two of which none fits", otp, t([{ "@odata.type": "x" }, { a: 1 }])],
  ["two nulls", otp, t([null, null])],
  ["the name of an action", otp, t(["continueWithDefaultBehavior"])],
  ["another text", otp, t(["nothing like"])],
  ["a number", otp, t([5])],
  ["an empty object", otp, t([{}])],
  ["an object with a telling parameter", token, text(token, [{ claims: { a: "b" } }])],
  ["an object that tells nothing", otp, t([{ x: 1 }])],
  ["a type under another name", otp, t([{ type: "OtpSend.continueWithDefaultBehavior" }])],
  ["a title alone, which many have", start, text(start, [{ title: "x" }])],
  ["a type of the wrong kind", otp, t([{ "@odata.type": 5 }])],
  ["two marks before the type", otp, t([{ "@odata.type": `##${ok["@odata.type"]}` }])],
  ["another event's action", submit, text(submit, [action(start, "continueWithDefaultBehavior")])],
  ["a foreign namespace", submit, text(submit, [{ "@odata.type": "contoso.showBlockPage" }])],
  [
    "nothing near",
    submit,
    text(submit, [{ "@odata.type": "microsoft.graph.attributeCollectionSubmit.nothingNear" }]),
  ],
  [
    "a slip",
    submit,
    text(submit, [{ "@odata.type": "microsoft.graph.attributeCollectionSubmit.shwBlockPgae" }]),
  ],
  ["too many parts", submit, text(submit, [{ "@odata.type": "microsoft.graph.a.b.c" }])],
  ["something short", password, text(password, [{ "@odata.type": "blo" }])],
  ["something that two could be", submit, text(submit, [{ "@odata.type": "show" }])],
  ["upper case", otp, t([{ "@odata.type": (ok["@odata.type"] as string).toUpperCase() }])],
])

const bodies = under("bodies", [
  ["nothing", otp, ""],
  ["blanks", otp, " \n"],
  ["a mark alone", otp, "\uFEFF"],
  ["null", token, "null"],
  [
    "a trailing comma",
    otp,
    '{"data":{"@odata.type":"microsoft.graph.OnOtpSendResponseData","actions":[{"@odata.type":"microsoft.graph.OtpSend.continueWithDefaultBehavior"},]}}',
  ],
  ["a comment", otp, `// x\n${correct.emailOtpSend}`],
  ["a comma too few", otp, correct.emailOtpSend.replace('",', '"')],
  ["single quotes", otp, correct.emailOtpSend.replaceAll('"', "'")],
  ["a sentence", otp, "Hello there"],
  ["half of it", otp, correct.emailOtpSend.slice(0, 50)],
  ["encoded twice", otp, JSON.stringify(correct.emailOtpSend)],
  ["in a list", otp, `[${correct.emailOtpSend}]`],
  ["twice in a list", otp, `[${correct.emailOtpSend},${correct.emailOtpSend}]`],
  ["a number", otp, "5"],
  ["a text", otp, '"x"'],
  ["a list of nothing", otp, "[]"],
  ["a text with a list", otp, '"[1]"'],
  ["no data", otp, "{}"],
  ["null data", otp, '{"data":null}'],
  ["data as text", otp, JSON.stringify({ data: JSON.stringify(JSON.parse(correct.emailOtpSend).data) })],
  ["data as a list", otp, '{"data":[]}'],
  ["Data", otp, correct.emailOtpSend.replace("data", "Data")],
  ["data at the root", otp, JSON.stringify({ ...JSON.parse(correct.emailOtpSend).data, x: 1 })],
  [
    "password data at the root",
    password,
    JSON.stringify(JSON.parse(correct.passwordSubmit).data),
    { requestContext: { nonce } },
  ],
  [
    "the contract of the preview",
    token,
    JSON.stringify({
      type: "x",
      apiSchemaVersion: "1",
      actions: [{ type: "ProvideClaimsForToken", claims: [{ id: "a", value: "b" }] }],
    }),
  ],
  ["the preview without actions", token, JSON.stringify({ apiSchemaVersion: "1" })],
  ["no type", otp, JSON.stringify({ data: { actions: [ok] } })],
  [
    "a misnamed type",
    otp,
    JSON.stringify({ data: { "@odata.Type": "microsoft.graph.OnOtpSendResponseData", actions: [ok] } }),
  ],
  ["a type that is a number", otp, JSON.stringify({ data: { "@odata.type": 1, actions: [ok] } })],
  [
    "a type with a mark",
    otp,
    JSON.stringify({ data: { "@odata.type": "#microsoft.graph.OnOtpSendResponseData", actions: [ok] } }),
  ],
  [
    "another event's type",
    otp,
    JSON.stringify({
      data: { "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData", actions: [ok] },
    }),
  ],
  [
    "another event's type with a mark",
    otp,
    JSON.stringify({
      data: { "@odata.type": "#microsoft.graph.onTokenIssuanceStartResponseData", actions: [ok] },
    }),
  ],
  ["an action's type", otp, JSON.stringify({ data: { "@odata.type": ok["@odata.type"], actions: [ok] } })],
  ["an unknown type", otp, JSON.stringify({ data: { "@odata.type": "x", actions: [ok] } })],
  [
    "a type in lower case",
    otp,
    correct.emailOtpSend.replace("OnOtpSendResponseData", "onotpsendresponsedata"),
  ],
  ["a mark before it", otp, `\uFEFF${correct.emailOtpSend}`],
  [
    "two types, the last right",
    otp,
    correct.emailOtpSend.replace('{"@odata.type"', '{"@odata.type":"x","@odata.type"'),
  ],
  ["a member twice and a fault", otp, `{"data":{"a":1,"a":2,"actions":[${JSON.stringify(ok)}]}}`],
])

const claims = under("claims", [
  ["missing", token, answer(token, "provideClaimsForToken")],
  ["null", token, withClaims(null)],
  ["with a capital", token, answer(token, "provideClaimsForToken", { Claims: { a: "b" } })],
  [
    "a list of entries",
    token,
    withClaims([
      { id: "a", value: "b" },
      { key: "c", value: ["d"] },
      { name: "e", value: "f" },
      { type: "g", value: "h" },
    ]),
  ],
  ["a list of pairs", token, withClaims([["a", "b"], ["c"], [1, 2], ["d", "e", "f"]])],
  ["a list of objects", token, withClaims([{ a: "b" }, { c: "d" }, null, 5])],
  ["entries without a value", token, withClaims([{ id: "a" }])],
  ["text with an object", token, withClaims('{"a":"b"}')],
  ["text with a list", token, withClaims("[1]")],
  ["a text", token, withClaims("x")],
  ["a number", token, withClaims(5)],
  ["an empty name", token, withClaims({ "": "a", b: "c" })],
  ["a blank name", token, withClaims({ "  ": "a", b: "c" })],
  ["a number among them", token, withClaims({ a: "b", n: 42 })],
  ["a long number", token, withClaims({ n: "@" }).replace('"@"', "12345678901234567890")],
  ["an object among them", token, withClaims({ a: { b: 1 } })],
  ["a list with numbers", token, withClaims({ a: ["x", 1, true, null, [2]] })],
  ["a list with an object", token, withClaims({ a: [{ b: 1 }] })],
  ["true", token, withClaims({ a: true })],
  ["a number and an empty name", token, withClaims({ n: 1, "": "x" })],
  ["of 3000 bytes", token, of(3000)],
  ["of 3001 bytes", token, of(3001)],
  ["of 3072 bytes", token, of(3072)],
  ["of 3073 bytes", token, of(3073)],
  ["with one long text", token, withClaims({ a: "1", b: "x".repeat(3000), c: "y".repeat(100) })],
  [
    "with one long list",
    token,
    withClaims({ a: "1", b: Array.from({ length: 400 }, (_, i) => `value${i % 10}${"_".repeat(3)}`) }),
  ],
  ["with a null", token, withClaims({ a: null })],
  ["with null in a list", token, withClaims({ a: ["b", null] })],
  ["with an empty text", token, withClaims({ a: "" })],
  ["with a reserved name", token, withClaims({ x: "1", sub: "2", tid: "3" })],
  ["none", token, withClaims({})],
  ["all mapped", token, withClaims({ a: "1" }), { requestContext: { mappedClaimIds: ["a", "b"] } }],
  [
    "in another case than mapped",
    token,
    withClaims({ A: "1", c: "2" }),
    { requestContext: { mappedClaimIds: ["a"] } },
  ],
  [
    "not mapped",
    token,
    withClaims({ a: "1", x: "1", y: "2" }),
    { requestContext: { mappedClaimIds: ["a"] } },
  ],
  ["with nothing mapped", token, withClaims({ a: "1" }), { requestContext: { mappedClaimIds: [] } }],
])

const parameters = under("parameters", [
  ["prefill without inputs", start, answer(start, "setPrefillValues")],
  ["prefill with null", start, pre(null)],
  ["prefill with a list", start, pre([])],
  ["prefill under the other's name", start, answer(start, "setPrefillValues", { attributes: { a: "b" } })],
  ["prefill with a capital", start, answer(start, "setPrefillValues", { Inputs: { a: "b" } })],
  ["prefill with a capital text", start, answer(start, "setPrefillValues", { Inputs: "x" })],
  ["prefill with a value in a list", start, pre({ a: ["b", "c"] })],
  ["modify with inputs", submit, answer(submit, "modifyAttributeValues", { inputs: { a: "b" } })],
  ["modify with a text", submit, mod("x")],
  ["modify without attributes", submit, answer(submit, "modifyAttributeValues")],
  [
    "values of the right types",
    submit,
    mod({ city: "a", age: 1, news: true, odd: {} }),
    { requestContext: { attributeTypes: types } },
  ],
  ["a number for a text", submit, mod({ city: 1 }), { requestContext: { attributeTypes: types } }],
  ["a text for a number", submit, mod({ age: "1" }), { requestContext: { attributeTypes: types } }],
  ["a text for a Boolean", submit, mod({ news: "true" }), { requestContext: { attributeTypes: types } }],
  ["null for a text", submit, mod({ city: null }), { requestContext: { attributeTypes: types } }],
  ["a list for a text", submit, mod({ city: ["a"] }), { requestContext: { attributeTypes: types } }],
  [
    "an attribute that was not sent",
    submit,
    mod({ zip: "1" }),
    { requestContext: { attributeTypes: types } },
  ],
  [
    "an attribute named as an object's own",
    submit,
    mod({ toString: "1" }),
    { requestContext: { attributeTypes: types } },
  ],
  ["any attribute where none is known", submit, mod({ zip: "1" })],
  ["an error with everything", submit, val({ message: "m", attributeErrors: { city: "c" } })],
  ["an error without a message", submit, val({ attributeErrors: { city: "c" } })],
  ["an error with a blank message", submit, val({ message: " ", attributeErrors: { city: "c" } })],
  ["an error without attributes", submit, val({ message: "m" })],
  ["an error with null attributes", submit, val({ message: "m", attributeErrors: null })],
  ["an error with a list", submit, val({ message: "m", attributeErrors: [] })],
  ["an error with a number", submit, val({ message: "m", attributeErrors: { city: "c", zip: 5 } })],
  ["an error with an object", submit, val({ message: "m", attributeErrors: { zip: {} } })],
  ["a block without message", password, answer(password, "Block"), { requestContext: { nonce } }],
  [
    "a block with a blank message",
    password,
    answer(password, "Block", { message: " " }),
    { requestContext: { nonce } },
  ],
  [
    "a block with a message",
    password,
    answer(password, "Block", { message: "m" }),
    { requestContext: { nonce } },
  ],
  [
    "no nonce",
    password,
    text(password, [action(password, "Retry")], { nonce: undefined }),
    { requestContext: { nonce } },
  ],
  [
    "an empty nonce",
    password,
    text(password, [action(password, "Retry")], { nonce: "" }),
    { requestContext: { nonce } },
  ],
  [
    "a wrong nonce",
    password,
    text(password, [action(password, "Retry")], { nonce: "x" }),
    { requestContext: { nonce } },
  ],
  ["a nonce that nobody knows", password, text(password, [action(password, "Retry")], { nonce: "x" })],
  [
    "a nonce in the action",
    password,
    text(password, [action(password, "Retry", { nonce: "y" })], { nonce: undefined }),
  ],
  [
    "an empty nonce in the action",
    password,
    text(password, [action(password, "Retry", { nonce: "" })], { nonce: null }),
  ],
  ["no nonce anywhere", password, text(password, [action(password, "Retry")], { nonce: undefined })],
  ["failed without claims", identity, answer(identity, "failed")],
  ["failed with a text", identity, answer(identity, "failed", { failedClaims: "x" })],
  ["failed with claims", identity, answer(identity, "failed", { failedClaims: ["x"] })],
])

const page = (parameters: Readonly<Record<string, unknown>>) => answer(start, "showBlockPage", parameters)
const retry = (parameters: Readonly<Record<string, unknown>>, more = {}) =>
  text(password, [action(password, "Retry", parameters)], more)
const known = { requestContext: { nonce } }

const texts = under("texts", [
  ["a page with both", start, page({ title: "t", message: "m" })],
  ["a page with neither", start, page({})],
  ["a page with nulls", start, page({ title: null, message: null })],
  ["a page with a number", start, page({ title: "t", message: 5 })],
  ["a page with true for its title", start, page({ title: true, message: "m" })],
  ["a page with an object", start, page({ message: { en: "m" } })],
  ["a page with a list", start, page({ title: ["t"] })],
  ["an error with a number for its message", submit, answer(submit, "showValidationError", { message: 5 })],
  [
    "an error with null for a field",
    submit,
    answer(submit, "showValidationError", { message: "m", attributeErrors: { a: null } }),
  ],
  [
    "an error with true for a field",
    submit,
    answer(submit, "showValidationError", { message: "m", attributeErrors: { a: true } }),
  ],
  [
    "an error with a text for its fields",
    submit,
    answer(submit, "showValidationError", { message: "m", attributeErrors: "a" }),
  ],
  ["a block with a number", password, answer(password, "Block", { message: 5 }), known],
  ["a retry with a number", password, retry({ message: 5 }), known],
  ["a prefill with another object", start, answer(start, "setPrefillValues", { values: { a: "b" } })],
  [
    "a prefill with a null and the other's name",
    start,
    answer(start, "setPrefillValues", { inputs: null, attributes: { a: "b" } }),
  ],
  ["a nonce that is a number", password, retry({}, { nonce: 5 }), known],
  ["a number for a nonce in the action", password, retry({ nonce: 5 }, { nonce: undefined })],
  ["a nonce beside an unknown one", password, retry({ nonce: "y" }, { nonce: "" }), known],
])

const typed = (type: string) => text(submit, [{ "@odata.type": type }])
const events = [token, start, submit, password, identity] as const

const slips = under("slips", [
  ...events.map((event): Row => [`no action of ${event}`, event, text(event, []), known]),
  ["a name with more behind it", submit, typed("microsoft.graph.attributeCollectionSubmit.showBlockPageNow")],
  ["the beginning of a name", submit, typed("microsoft.graph.attributeCollectionSubmit.modifyAttr")],
  ["two letters too few", submit, typed("microsoft.graph.attributeCollectionSubmit.shwBlockPge")],
  ["three letters too few", submit, typed("microsoft.graph.attributeCollectionSubmit.shwBlckPge")],
  ["the end of a name", submit, typed("microsoft.graph.attributeCollectionSubmit.BlockPage")],
  ["four letters", password, text(password, [{ "@odata.type": "bloc" }]), known],
  ["a name alone", submit, typed("SHOWBLOCKPAGE")],
  ["words before the namespace", submit, typed("x.microsoft.graph.attributeCollectionSubmit.none")],
  ["a type in capitals", submit, text(submit, [{ a: 1, "@ODATA.TYPE": "showBlockPage" }])],
  ["a type as $type", submit, text(submit, [{ $type: "showBlockPage", title: "t" }])],
  ["a misnamed type that is no text", submit, text(submit, [{ $type: 5 }])],
  ["errors without a type", submit, text(submit, [{ message: "m", attributeErrors: {} }])],
  ["attributes without a type", submit, text(submit, [{ attributes: {} }])],
  ["a message without a type", submit, text(submit, [{ message: "m" }])],
  ["a # inside a type", submit, typed("#microsoft.graph.attributeCollectionSubmit.show#BlockPage")],
])

const broken = under("places", [
  ["a comma too few on the second line", otp, `{"a": 1\r\n "b": 2}`],
  ["a brace too few", otp, '{"data": {"actions": [1, 2}'],
  ["a bad value deep inside", otp, '{"data": {"actions": [{"x": nil}]}}'],
  ["a slash and a tilde in a name", token, withClaims({ "a/b~c": 1 })],
  ["old Mac line ends", token, withClaims({ a: 1 }).replaceAll(",", ",\r")],
  ["a fault behind members of the same name", token, withClaims({ a: 1 }).replace('"a":1', '"a":"x","a":1')],
  ["brackets in a text", token, withClaims({ a: "]".repeat(500) + "[".repeat(600), b: 1 })],
])

const timed = (latencyMs: number, more: Partial<Exchange> = {}) =>
  [otp, correct.emailOtpSend, { latencyMs, ...more }] as const
const limits = (timeoutInMilliseconds?: number | null, maximumRetries?: number | null) => ({
  clientConfiguration: { timeoutInMilliseconds, maximumRetries },
})
const silent = { httpStatus: null, headers: {} } as const

const transport = under("transport", [
  ["three quarters of the time", ...timed(1500)],
  ["a little more", ...timed(1501)],
  ["all of the time", ...timed(2000)],
  ["too long", ...timed(2001)],
  ["too long without a retry", ...timed(2001, limits(2000, 0))],
  ["long with a longer limit", ...timed(2001, limits(2500))],
  ["long with a shorter limit", ...timed(900, limits(800))],
  ["limits of null", ...timed(1999, limits(null, null))],
  ["a limit of zero, which is none", ...timed(1999, limits(0))],
  ["a negative number of retries", ...timed(2001, limits(2000, -1))],
  ["a second attempt in time", ...timed(0, { attemptsMs: [2100, 100] })],
  ["a second attempt that was close", ...timed(0, { attemptsMs: [2100, 1900] })],
  ["two attempts too long", ...timed(0, { attemptsMs: [2100, 2100] })],
  ["a second attempt that was not allowed", ...timed(0, { attemptsMs: [2100, 100], ...limits(2000, 0) })],
  ["a third attempt that was not allowed", ...timed(0, { attemptsMs: [2100, 2100, 100] })],
  ["an empty list of attempts", ...timed(2001, { attemptsMs: [] })],
  ["an empty list of attempts in time", ...timed(100, { attemptsMs: [] })],
  ["retries by the dozen", ...timed(2001, limits(2000, 12))],
  [
    "three attempts where they are allowed",
    ...timed(0, { attemptsMs: [2100, 2100, 100], ...limits(2000, 2) }),
  ],
  ["an answer that took no time", ...timed(0)],
  ["one attempt that wins over the latency", ...timed(5000, { attemptsMs: [100] })],
  ["no such host", otp, null, { ...silent, transport: "dns" }],
  ["a refused connection", otp, null, { ...silent, transport: "refused" }],
  ["a failed handshake", otp, null, { ...silent, transport: "tls" }],
  ["a reset", otp, null, { ...silent, transport: "reset" }],
  ["a reset after long attempts", otp, null, { ...silent, transport: "reset", attemptsMs: [2100, 2100] }],
  ["a time-out", otp, null, { ...silent, transport: "timeout" }],
  ["a time-out without a retry", otp, null, { ...silent, transport: "timeout", ...limits(2000, 0) }],
  ["a time-out of one attempt", otp, null, { ...silent, transport: "timeout", attemptsMs: [2100] }],
  ["nothing and no reason", otp, null, silent],
])

const answered = (httpStatus: number, more: Partial<Exchange> = {}) =>
  [otp, correct.emailOtpSend, { httpStatus, ...more }] as const
const labelled = (type: string) => [otp, correct.emailOtpSend, { headers: { "Content-Type": type } }] as const

const statuses = under("statuses", [
  ...[100, 199, 201, 204, 299, 300, 302, 400, 401, 403, 404, 428, 429, 430, 499, 500, 503].map(
    (status): Row => [`${status}`, ...answered(status)],
  ),
  ["401 with a page", otp, "<html></html>", { httpStatus: 401, headers: { "content-type": "text/html" } }],
  ["500 without a body", otp, null, { httpStatus: 500, headers: {} }],
  ["201 with a broken body", otp, correct.emailOtpSend.slice(0, -1), { httpStatus: 201 }],
  ["201 with an error", otp, '{"error":"x"}', { httpStatus: 201 }],
  ["201 with another fault", token, withClaims(null), { httpStatus: 201 }],
  ["201 as text", ...answered(201, { headers: { "content-type": "text/plain" } })],
  ["no content type", otp, correct.emailOtpSend, { headers: {} }],
  ["text", ...labelled("text/plain")],
  ["a parameter", ...labelled("application/json; charset=utf-8")],
  ["capitals and blanks", ...labelled(" APPLICATION/JSON ;charset=utf-8")],
  ["problem details", ...labelled("application/problem+json")],
  ["a similar type", ...labelled("application/jsonp")],
  ["an empty type", ...labelled("")],
  ["text with another fault", token, withClaims(null), { headers: { "content-type": "text/json" } }],
])

const repeated = (count: number, one: string) => withClaims({ a: one.repeat(count) })

const sizes = under("sizes", [
  ["8 KB", otp, correct.emailOtpSend.padEnd(8192)],
  ["a byte more", otp, correct.emailOtpSend.padEnd(8193)],
  [
    "few characters of many bytes",
    otp,
    JSON.stringify({ ...JSON.parse(correct.emailOtpSend), x: "€".repeat(2731) }),
  ],
  ["claims of two bytes each", token, repeated(1500, "é")],
  ["claims of four bytes each", token, repeated(768, "😀")],
  [
    "many small claims",
    token,
    withClaims(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`n${at}`, "x".repeat(30)]))),
  ],
  ["many lists beside each other", otp, `[${"[],".repeat(300)}[]]`],
  ["many objects beside each other", otp, `[${"{},".repeat(300)}{}]`],
  ["deep objects", otp, '{"a":'.repeat(201)],
  ["deep nesting", otp, `${"[".repeat(201)}${"]".repeat(201)}`],
  ["nesting that can be taken apart", otp, `${"[".repeat(200)}${"]".repeat(200)}`],
  ["deep nesting that is no JSON", otp, "[".repeat(201)],
])

/** Every case, heading by heading. */
export const cases: readonly Case[] = [
  ...actions,
  ...bodies,
  ...claims,
  ...parameters,
  ...texts,
  ...slips,
  ...broken,
  ...transport,
  ...statuses,
  ...sizes,
]
