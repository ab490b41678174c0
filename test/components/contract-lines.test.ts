import { describe, expect, test } from "vitest"
import { payloadLines } from "@/components/contract-lines"
import { eventTypes } from "@/lib/events/index"
import { buildPayload, type Payload } from "@/lib/events/payload"

const written = (payload: Payload) =>
  payloadLines(payload)
    .map(({ before, value, after }) => before + value + after)
    .join("\n")

const samples = eventTypes.flatMap((event) =>
  event.variants.map((variant) => ({ name: `${event.id}, ${variant.id}`, event, variant })),
)

describe.each(samples)("the request of $name", ({ event, variant }) => {
  const payload = buildPayload(event, variant.id, {})
  const lines = payloadLines(payload)

  test("reads line by line as its indented JSON", () => {
    expect(written(payload)).toBe(JSON.stringify(payload.body, null, 2))
  })

  test("shows the origin of every value once, in the order of the body", () => {
    expect(lines.flatMap(({ origin }) => origin ?? [])).toEqual(payload.origins.map(({ origin }) => origin))
  })

  test("has no two lines at the same place", () => {
    expect(new Set(lines.map(({ place }) => place)).size).toBe(lines.length)
  })
})

test("names with slashes and tildes keep their origins, and empty objects and lists have one", () => {
  const payload: Payload = {
    body: { "a/b~c": 1, list: [], inner: { "": {} } },
    origins: [
      { pointer: "/a~1b~0c", origin: "recorded" },
      { pointer: "/list", origin: "contract" },
      { pointer: "/inner/", origin: "invented" },
    ],
  }
  expect(written(payload)).toBe('{\n  "a/b~c": 1,\n  "list": [],\n  "inner": {\n    "": {}\n  }\n}')
  expect(payloadLines(payload).flatMap(({ origin }) => origin ?? [])).toEqual([
    "recorded",
    "contract",
    "invented",
  ])
})

test("a request that is a lone value is one line", () => {
  const payload: Payload = { body: null, origins: [{ pointer: "", origin: "invented" }] }
  expect(payloadLines(payload)).toEqual([
    { place: "", before: "", value: "null", after: "", origin: "invented" },
  ])
})
