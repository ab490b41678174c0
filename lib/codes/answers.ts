import type { Answer, AnswerExample } from "@/lib/model/error-code"

const json = { "content-type": "application/json" }
const written = (value: unknown): string => JSON.stringify(value, null, 2)

/** A complete answer of the API in good time. */
const answer = (body: unknown, rest: Partial<Answer> = {}): Answer => ({
  httpStatus: 200,
  headers: json,
  body: typeof body === "string" ? body : written(body),
  latencyMs: 180,
  ...rest,
})

/** No answer at all. */
const silence = (transport: Answer["transport"], attemptsMs: readonly number[]): Answer => ({
  httpStatus: null,
  headers: {},
  body: null,
  latencyMs: attemptsMs.at(-1) ?? 0,
  attemptsMs,
  transport,
})

const claimsAction = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"
const withActions = (responseData: string, actions: readonly unknown[]) => ({
  data: { "@odata.type": `microsoft.graph.${responseData}`, actions },
})
const withClaims = (claims: unknown) =>
  withActions("onTokenIssuanceStartResponseData", [{ "@odata.type": claimsAction, claims }])
const onSubmit = (...actions: readonly unknown[]) =>
  withActions("onAttributeCollectionSubmitResponseData", actions)
const onStart = (...actions: readonly unknown[]) =>
  withActions("onAttributeCollectionStartResponseData", actions)

const healthy = withClaims({ CustomRoles: ["Writer", "Editor"], DateOfBirth: "01/01/2000" })
const refusal = {
  "@odata.type": "microsoft.graph.attributeCollectionSubmit.showValidationError",
  message: "Please correct the marked field.",
  attributeErrors: { city: "We do not deliver to this city." },
}
const blockPage = (event: string) => ({
  "@odata.type": `microsoft.graph.${event}.showBlockPage`,
  title: "Not yet",
  message: "Sign-up opens on Monday.",
})
const roles = (count: number) =>
  Array.from({ length: count }, (_, index) => `project-${String(index + 1).padStart(3, "0")}-contributor`)

/** A broken and a repaired answer for each code of the call and response phases. */
export const answers: Readonly<Record<number, AnswerExample>> = {
  1003001: {
    kind: "answer",
    text: "The connection breaks while the answer is on its way; mostly that is 1003027, and 1003001 is possible.",
    eventType: "tokenIssuanceStart",
    broken: silence("reset", [310, 290]),
    repaired: answer(healthy),
    asAlternate: true,
  },
  1003002: {
    kind: "answer",
    text: "The API reports a user's mistake with 400; the same body with 200 shows the message to the user.",
    eventType: "attributeCollectionSubmit",
    broken: answer(onSubmit(refusal), { httpStatus: 400 }),
    repaired: answer(onSubmit(refusal)),
  },
  1003003: {
    kind: "answer",
    text: "The action's type starts with #, as in Graph; without it the answer is right.",
    eventType: "tokenIssuanceStart",
    broken: answer(
      withActions("onTokenIssuanceStartResponseData", [
        { "@odata.type": `#${claimsAction}`, claims: { DateOfBirth: "01/01/2000" } },
      ]),
    ),
    repaired: answer(withClaims({ DateOfBirth: "01/01/2000" })),
  },
  1003005: {
    kind: "answer",
    text: "Both attempts take longer than the 2000 ms that the extension allows; a warm host answers in 640 ms.",
    eventType: "tokenIssuanceStart",
    broken: silence("timeout", [2004, 2003]),
    repaired: answer(healthy, { latencyMs: 640 }),
  },
  1003006: {
    kind: "answer",
    text: "The body is right and is declared as text; Content-Type has to say application/json.",
    eventType: "tokenIssuanceStart",
    broken: answer(healthy, { headers: { "content-type": "text/plain; charset=utf-8" } }),
    repaired: answer(healthy),
  },
  1003007: {
    kind: "answer",
    text: "The API finds nothing for the user and sends null; an empty object is right.",
    eventType: "tokenIssuanceStart",
    broken: answer(withClaims(null)),
    repaired: answer(withClaims({})),
  },
  1003008: {
    kind: "answer",
    text: "The library of 2021 answers with type and apiSchemaVersion at the root; today the answer stands in data.",
    eventType: "tokenIssuanceStart",
    broken: answer({
      type: "onTokenIssuanceStartCustomExtension",
      apiSchemaVersion: "10-01-2021-preview",
      actions: [{ type: "ProvideClaimsForToken", claims: [{ id: "DateOfBirth", value: "01/01/2000" }] }],
    }),
    repaired: answer(withClaims({ DateOfBirth: "01/01/2000" })),
    asAlternate: true,
  },
  1003009: {
    kind: "answer",
    text: "The API answers 200 with no body; the neutral action is the least that Entra takes.",
    eventType: "attributeCollectionStart",
    broken: answer(""),
    repaired: answer(
      onStart({ "@odata.type": "microsoft.graph.attributeCollectionStart.continueWithDefaultBehavior" }),
    ),
  },
  1003010: {
    kind: "answer",
    text: "The API sends a block page and a validation error at once; one action is allowed.",
    eventType: "attributeCollectionSubmit",
    broken: answer(onSubmit(blockPage("attributeCollectionSubmit"), refusal)),
    repaired: answer(onSubmit(blockPage("attributeCollectionSubmit"))),
  },
  1003012: {
    kind: "answer",
    text: "The start of the attribute page knows no validation error; a block page is its way to stop.",
    eventType: "attributeCollectionStart",
    broken: answer(onStart(refusal)),
    repaired: answer(onStart(blockPage("attributeCollectionStart"))),
  },
  1003024: {
    kind: "answer",
    text: "The API adds its debug output to the answer; the size limit is not published, so the code is only possible.",
    eventType: "tokenIssuanceStart",
    broken: answer({ ...healthy, debug: "select * from memberships; ".repeat(1200) }),
    repaired: answer(healthy),
    asAlternate: true,
  },
  1003025: {
    kind: "answer",
    text: "The user's project roles come to more than 3 KB; a capped list and a mark that it was cut fit.",
    eventType: "tokenIssuanceStart",
    broken: answer(withClaims({ CustomRoles: roles(150) })),
    repaired: answer(withClaims({ CustomRoles: roles(20), RolesWereCut: "true" })),
  },
  1003026: {
    kind: "answer",
    text: "One claim gets its name from a blank column; it has to be left out.",
    eventType: "tokenIssuanceStart",
    broken: answer(withClaims({ DateOfBirth: "01/01/2000", "": "17" })),
    repaired: answer(withClaims({ DateOfBirth: "01/01/2000" })),
  },
  1003027: {
    kind: "answer",
    text: "The host's name does not resolve, so nothing can be sent; with a public record the API answers.",
    eventType: "tokenIssuanceStart",
    broken: silence("dns", [38, 35]),
    repaired: answer(healthy),
  },
}
