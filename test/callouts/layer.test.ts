import { describe, expect, test } from "vitest"
import { calloutsOf, withEvent } from "@/lib/callouts/layer"
import type { AppliedListener, SignIn } from "@/lib/model/callout"
import { appliedListener, blocked, signIn, signUp } from "../builders/sign-ins"

const layersOf = (change: Partial<SignIn>) => calloutsOf(signIn(change)).map(({ layer }) => layer)
const failing = (listener: Partial<AppliedListener>) =>
  layersOf({ status: blocked, listeners: [appliedListener(listener)] })

describe("the layer of a callout", () => {
  test("a callout with code 0 is ok", () => expect(layersOf({})).toEqual(["ok"]))

  test("a callout whose code is null but whose status is 200 is ok", () =>
    expect(layersOf({ listeners: [appliedListener({ errorCode: null })] })).toEqual(["ok"]))

  test("a configuration code broke before the call", () =>
    expect(failing({ errorCode: 1003021, httpStatus: null, attempts: 0 })).toEqual(["pre-call"]))

  test("a time-out broke during the call", () =>
    expect(failing({ errorCode: 1003005, httpStatus: null, attempts: 2 })).toEqual(["call"]))

  test("a refused status broke in the answer", () =>
    expect(failing({ errorCode: 1003002, httpStatus: 500 })).toEqual(["response"]))

  test("a code inside a sign-in that succeeded means that a fallback was used", () =>
    expect(
      layersOf({ listeners: [appliedListener({ eventType: "emailOtpSend", errorCode: 1003005 })] }),
    ).toEqual(["fallback"]))

  test("a failed callout of another event in a sign-in that succeeded keeps its place: nobody fell back", () =>
    expect(layersOf({ listeners: [appliedListener({ errorCode: 1003002, httpStatus: 500 })] })).toEqual([
      "response",
    ]))

  test("a callout with code 0 in a sign-in that an extension blocked is not known to be well", () =>
    expect(failing({ errorCode: 0 })).toEqual(["unknown"]))

  test("a callout with code 0 beside the one that blocked the sign-in is ok", () =>
    expect(
      layersOf({ status: blocked, listeners: [appliedListener(), appliedListener({ errorCode: 1003003 })] }),
    ).toEqual(["ok", "response"]))

  test("a code that surfaces directly as the sign-in's own is a callout without a listener", () => {
    const [callout] = calloutsOf(signIn({ status: { ...blocked, errorCode: 1003021 }, listeners: [] }))
    expect([callout?.layer, callout?.error?.code, callout?.listener]).toEqual(["pre-call", 1003021, null])
  })

  test("a callout without code and status is not known", () =>
    expect(failing({ errorCode: null, httpStatus: null, attempts: null })).toEqual(["unknown"]))

  test("a code that Microsoft does not document is not known to have reached the API", () =>
    expect(failing({ errorCode: 1003099, httpStatus: null })).toEqual(["unknown"]))

  test("a failed sign-in of an extension without a listener row is one callout that nobody can place", () =>
    expect(layersOf({ status: blocked, listeners: [] })).toEqual(["unknown"]))

  test("a sign-in that lacks the set-up for mapped claims was not called", () =>
    expect(layersOf({ status: { ...blocked, errorCode: 50146 }, listeners: [] })).toEqual(["not-called"]))

  test("an ordinary sign-in without listeners is no callout", () =>
    expect(layersOf({ listeners: [] })).toEqual([]))

  test("each listener of a sign-in is a callout of its own, in the log's order", () => {
    const callouts = calloutsOf(
      signIn({ listeners: [appliedListener(), appliedListener({ errorCode: 1003003 })] }),
    )
    expect(callouts.map(({ id }) => id.slice(-2))).toEqual([".0", ".1"])
  })
})

describe("the callouts of a sign-up", () => {
  test("a mail that could not be sent before the code was asked for means that a fallback was used", () => {
    const listener = appliedListener({ eventType: "emailOtpSend", errorCode: 1003005, attempts: 2 })
    expect(calloutsOf(signUp({ listeners: [listener] })).map(({ layer }) => layer)).toEqual(["fallback"])
  })

  test("a mail that stopped the sign-up broke where its code says", () => {
    const listener = appliedListener({ eventType: "emailOtpSend", errorCode: 1003005, attempts: 2 })
    const callouts = calloutsOf(signUp({ status: blocked, listeners: [listener] }))
    expect(callouts.map(({ layer }) => layer)).toEqual(["call"])
  })

  test("the interrupt that asks for the code is no callout by itself", () =>
    expect(calloutsOf(signUp({ listeners: [] }))).toEqual([]))

  test("a step that was blocked without a listener is one callout that nobody can place", () =>
    expect(calloutsOf(signUp({ status: blocked, listeners: [] })).map(({ layer }) => layer)).toEqual([
      "unknown",
    ]))

  test("carry the mark of their log in the id", () =>
    expect(calloutsOf(signUp()).map(({ id }) => id)).toEqual([`signup.${signUp().id}.0`]))
})

describe("the event of a callout", () => {
  const nameless = signIn({ listeners: [appliedListener({ eventType: "unknownFutureValue" })] })
  const events = new Map([[appliedListener().extensionId ?? "", "verifiedIdClaimValidation"]])
  const [callout] = calloutsOf(nameless)

  test("is the log's name, also one that nobody knows", () => {
    const [known] = calloutsOf(signIn({ listeners: [appliedListener({ eventType: "pageRenderStart" })] }))
    expect(known?.event).toEqual({ type: "pageRenderStart", from: "log" })
    expect(known && withEvent(known, events)).toBe(known)
  })

  test("is unknown when Graph hides its name and no extension gives one", () =>
    expect(callout?.event).toEqual({ type: "unknown", from: "log" }))

  test("is its extension's when Graph hides its name, and says so", () => {
    expect(callout && withEvent(callout, events)).toMatchObject({
      id: callout?.id,
      event: { type: "verifiedIdClaimValidation", from: "extension" },
      listener: { eventType: "unknownFutureValue" },
    })
  })

  test("is none when the row names no listener", () =>
    expect(calloutsOf(signIn({ status: blocked, listeners: [] })).map(({ event }) => event)).toEqual([null]))
})
