import { describe, expect, test } from "vitest"
import { calloutsOf } from "@/lib/callouts/layer"
import { chainOf } from "@/lib/chain"
import { catalogue } from "@/lib/codes/catalogue"
import type { AppliedListener } from "@/lib/model/callout"
import { wireOf, wiresOf } from "@/lib/wires"
import { appliedListener, blocked, signIn, signUp } from "./builders/sign-ins"
import { extension, listener, snapshot, userFlow } from "./builders/snapshot"

function chain(listener: Partial<AppliedListener>, status = blocked) {
  const [callout] = calloutsOf(signIn({ status, listeners: [appliedListener(listener)] }))
  if (!callout) throw new Error("The sign-in has a callout.")
  return chainOf(callout)
}

const brokenIn = (states: ReturnType<typeof chain>) =>
  states.filter(({ state }) => state === "broken").map(({ link }) => link)

describe("the chain of a callout", () => {
  test("a callout that went well passed every link", () =>
    expect(chain({}, { ...blocked, errorCode: 0 }).every(({ state }) => state === "passed")).toBe(true))

  test("a missing grant breaks at consent and reaches nothing after it", () => {
    const states = chain({ errorCode: 1003021, httpStatus: null, attempts: 0 })
    expect(brokenIn(states)).toEqual(["Consent"])
    expect(states.slice(-3).map(({ state }) => state)).toEqual(["not-reached", "not-reached", "not-reached"])
  })

  test("a time-out breaks at the API", () => expect(brokenIn(chain({ errorCode: 1003005 }))).toEqual(["API"]))
  test("a wrong body breaks at the response", () =>
    expect(brokenIn(chain({ errorCode: 1003003 }))).toEqual(["Response"]))
  test("a blocked endpoint does not say which link broke", () =>
    expect(brokenIn(chain({ errorCode: 1003023, httpStatus: null, attempts: 0 }))).toEqual([]))

  test("a sign-in that failed before any extension breaks at the app and passed nothing", () => {
    const [callout] = calloutsOf(signIn({ status: { ...blocked, errorCode: 50146 }, listeners: [] }))
    if (!callout) throw new Error("The sign-in has a callout.")
    expect(brokenIn(chainOf(callout))).toEqual(["App"])
    expect(chainOf(callout).some(({ state }) => state === "passed")).toBe(false)
  })
  test("an extension's code on the sign-in itself breaks where the code says", () => {
    const [callout] = calloutsOf(signIn({ status: { ...blocked, errorCode: 1003021 }, listeners: [] }))
    expect(callout && brokenIn(chainOf(callout))).toEqual(["Consent"])
  })
  test("a failure breaks at the same link when the sign-in succeeded all the same", () =>
    expect(brokenIn(chain({ errorCode: 1003003 }, { ...blocked, errorCode: 0 }))).toEqual(["Response"]))

  test.each(catalogue.map(({ code }) => code))("%i breaks at one link at most", (code) =>
    expect(brokenIn(chain({ errorCode: code })).length).toBeLessThanOrEqual(1),
  )
})

describe("what stands at the links", () => {
  const eventType = "attributeCollectionSubmit"
  const row = signUp({ listeners: [appliedListener({ eventType, extensionId: `${eventType}-extension` })] })
  const tenant = { extensions: [extension(eventType)], flows: [userFlow([eventType])] }
  const [callout] = calloutsOf(row)
  if (!callout) throw new Error("The sign-up has a callout.")
  const namesOf = (change: Parameters<typeof snapshot>[0]) =>
    chainOf(callout, wireOf(callout, wiresOf(snapshot(change))))
      .filter(({ name }) => name)
      .map(({ label, name }) => `${label}: ${name}`)

  test("are the app, the user flow, the extension and the API's host", () =>
    expect(namesOf(tenant)).toEqual([
      "App: Woodgrove Groceries",
      "User flow: Sign up and in",
      `Extension: Extension of ${eventType}`,
      "API: api.woodgrove.example",
    ]))

  test("is the app alone when the directory says nothing", () =>
    expect(namesOf({})).toEqual(["App: Woodgrove Groceries"]))

  test("is no extension when the binding names another one by now", () => {
    const moved = listener(eventType, { id: row.listeners[0]?.listenerId ?? "", extensionId: "another" })
    const named = namesOf({ extensions: [extension("emailOtpSend", { id: "another" })], listeners: [moved] })
    expect(named).toEqual(["App: Woodgrove Groceries"])
  })

  test.each([
    ["attributeCollectionStart", "User flow"],
    ["attributeCollectionSubmit", "User flow"],
    ["verifiedIdClaimValidation", "Profile or listener"],
    ["emailOtpSend", "Listener"],
    ["tokenIssuanceStart", "Listener"],
    ["passwordSubmit", "Listener"],
    ["somethingNew", "Listener"],
  ])("%s is attached by: %s", (type, label) => {
    const [one] = calloutsOf(signIn({ listeners: [appliedListener({ eventType: type })] }))
    expect(one && chainOf(one)[1]?.label).toBe(label)
  })
})
