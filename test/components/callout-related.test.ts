import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { CalloutRelated } from "@/components/callout-related"
import { calloutsOf } from "@/lib/callouts/layer"
import type { SignIn } from "@/lib/model/callout"
import type { Related } from "@/lib/model/callout-page"
import { appliedListener, blocked, signIn, signUp } from "../builders/sign-ins"

const times = { nowMs: Date.parse("2026-11-19T14:04:00Z"), zone: "UTC" }
const rowOf = (row: SignIn) => ({ signIn: row, callouts: calloutsOf(row) })
const steps = [
  signUp({ id: "one", stage: "credentialCollection", status: { ...blocked, errorCode: 0 }, listeners: [] }),
  signUp({ id: "two" }),
  signIn({
    id: "three",
    status: blocked,
    listeners: [appliedListener({ errorCode: 1003002, httpStatus: 500 })],
  }),
]
const [here] = calloutsOf(signUp({ id: "two" }))

function markup(change: Partial<Related> = {}): string {
  if (!here) throw new Error("The sign-up has a callout.")
  const related = { rows: steps.map(rowOf), isCut: false, unread: [], ...change }
  return renderToStaticMarkup(createElement(CalloutRelated, { callout: here, related, times }))
}
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")

describe("the rows of one attempt", () => {
  test("stand in their order, each with its outcome", () => {
    const text = textOf(markup())
    const places = [
      "identity entered",
      "succeeded",
      "identity proven",
      "waited for the mailed code",
      "failed with 1100001",
    ]
    const found = places.map((words) => text.indexOf(words))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((a, b) => a - b))
  })

  test("lead to the other callouts, not to the one whose page it is", () => {
    const links = [...markup().matchAll(/href="(\/callouts\/[^"]+)"/g)].map(([, href]) => href)
    expect(links).toEqual(["/callouts/three.0"])
    expect(markup()).toContain('aria-current="step"')
  })

  test("that could not all be asked for leave the others, the reason and a retry", () => {
    const why = "Microsoft's request budget is used up for another 7 s."
    const html = markup({
      rows: steps.slice(2).map(rowOf),
      unread: [{ kind: "signUp", unread: { ok: false, kind: "throttled", why } }],
    })
    expect(textOf(html)).toContain("failed with 1100001")
    expect(html).toContain("request budget is used up for another 7 s")
    expect(html).toContain('href="/callouts/signup.two.0"')
  })

  test("that are cut say so", () =>
    expect(textOf(markup({ isCut: true }))).toContain("more rows than are shown"))

  test("that are gone are a sentence, not an empty box", () =>
    expect(textOf(markup({ rows: [] }))).toContain("no row of this correlation id any more"))
})
