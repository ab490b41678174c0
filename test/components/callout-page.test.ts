import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { CalloutAnswer } from "@/components/callout-answer"
import { CalloutEvidence } from "@/components/callout-evidence"
import { calloutsOf } from "@/lib/callouts/layer"
import type { SignIn } from "@/lib/model/callout"
import { appliedListener, blocked, signIn, signUp } from "../builders/sign-ins"

const times = { nowMs: Date.parse("2026-11-19T14:04:00Z"), zone: "UTC" }
const succeeded = { ...blocked, errorCode: 0 }

const textOf = (change: Partial<SignIn>): string => textOfRow(signIn(change))

function textOfRow(row: SignIn): string {
  const [callout] = calloutsOf(row)
  if (!callout) throw new Error("The row has a callout.")
  const parts = [
    createElement(CalloutAnswer, { key: "answer", callout, times }),
    createElement(CalloutEvidence, { key: "evidence", callout, directory: null, times }),
  ]
  return renderToStaticMarkup(createElement("div", null, parts))
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
}

describe("a callout that failed while the sign-in succeeded", () => {
  test("is the e-mail fallback only for the event that has one", () => {
    const mail = [appliedListener({ eventType: "emailOtpSend", errorCode: 1003005 })]
    const claims = [appliedListener({ errorCode: 1003005 })]
    expect(textOf({ status: succeeded, listeners: mail })).toContain("own provider stepped in")
    expect(textOf({ status: succeeded, listeners: claims })).not.toContain("own provider stepped in")
    expect(textOf({ status: succeeded, listeners: claims })).toContain("The log does not say why")
  })
})

describe("a sign-in that names no listener", () => {
  test("has the title and the link of its own code when an app lacks its key", () => {
    const text = textOf({ status: { ...blocked, errorCode: 50146 }, listeners: [] })
    expect(text).toContain("AADSTS50146 App needs its own signing key")
    expect(text).toContain("About AADSTS50146")
  })
  test("has the record of an extension's code that it failed with", () =>
    expect(textOf({ status: { ...blocked, errorCode: 1003021 }, listeners: [] })).toContain(
      "1003021 Permission not granted",
    ))
})

describe("what people met", () => {
  const failed = { status: blocked, listeners: [appliedListener({ errorCode: 1003021, attempts: 0 })] }

  test("is the row's own code, not always the same one", () => {
    expect(textOf(failed)).toContain("(AADSTS1100001)")
    expect(textOf({ ...failed, status: { ...blocked, errorCode: 1100000 } })).toContain("(AADSTS1100000)")
  })
  test("is no page when nobody looked at one", () => {
    const text = textOf({ ...failed, source: "non-interactive" })
    expect(text).toContain("nobody saw a page")
    expect(text).not.toContain("The user saw")
  })
  test("is marked as inferred", () => expect(textOf(failed)).toContain("derived, inferred from attempts = 0"))
})

describe("a step of a sign-up", () => {
  const mail = (errorCode: number) => [appliedListener({ eventType: "emailOtpSend", errorCode, attempts: 2 })]

  test("is called a sign-up, with its stage, the address and the way it was proven", () => {
    const text = textOfRow(signUp())
    expect(text).toContain("Sign-up interrupted (1002013): it waits for the mailed code")
    expect(text).toContain("Stage identity proven")
    expect(text).toContain("Identity from Email OTP")
    expect(text).toContain("dana@proseware.com")
    expect(text).toContain("Sign-up id")
    expect(text).toContain("Sign-up log, Graph beta")
    expect(text).not.toMatch(/[Ss]ign-in/)
  })
  test("that went on by Microsoft's own mail says so", () =>
    expect(textOfRow(signUp({ listeners: mail(1003005) }))).toContain("yet the sign-up went on: Microsoft"))
  test("that was blocked says what the user met", () =>
    expect(textOfRow(signUp({ status: blocked, listeners: mail(1003005) }))).toContain(
      "The user saw The step failed",
    ))
  test("of a stage that nobody knows keeps its name", () =>
    expect(textOfRow(signUp({ stage: "livenessCheck" }))).toContain("Stage livenessCheck"))
})

describe("the event of a callout", () => {
  test("stands in its title where the console knows it", () =>
    expect(textOf({ listeners: [appliedListener({ eventType: "passwordSubmit" })] })).toContain(
      "· Password submit",
    ))
  test("keeps its name where the console has no contract for it, and says that", () => {
    const text = textOf({ listeners: [appliedListener({ eventType: "pageRenderStart" })] })
    expect(text).toContain("· pageRenderStart")
    expect(text).toContain("no contract for it")
  })
  test("is unknown where the log hides its name", () =>
    expect(textOf({ listeners: [appliedListener({ eventType: "unknownFutureValue" })] })).toContain(
      "· Unknown event",
    ))
})
