import { describe, expect, test } from "vitest"
import { isKnownCode } from "@/lib/codes/catalogue"
import { symptom, symptoms } from "@/lib/codes/decide"

test("the ways to begin are the six that people meet", () => {
  expect(symptoms.map(({ id }) => id)).toEqual([
    "no-event-at-all",
    "attempts-0",
    "attempts-2",
    "200-but-failed",
    "works-the-second-time",
    "claims-missing",
  ])
})

describe.each(symptoms)("$id", (entry) => {
  test("is found by its id", () => expect(symptom(entry.id)).toBe(entry))

  test("says what it means and what to do, in sentences", () => {
    expect(entry.title).toMatch(/^[A-Z0-9][^.]*$/)
    expect(entry.whatItMeans.length).toBeGreaterThan(1)
    expect(entry.steps.length).toBeGreaterThan(2)
    for (const { text } of [...entry.whatItMeans, ...entry.steps]) expect(text).toMatch(/^\S.*\.$/)
  })

  test("only looks: every request is a read", () => {
    for (const { request } of entry.steps) if (request) expect(request.permission).toMatch(/\.Read\.All$/)
  })

  test("leads to codes that exist, each once", () => {
    expect(entry.codes.every(isKnownCode)).toBe(true)
    expect(new Set(entry.codes).size).toBe(entry.codes.length)
  })
})

test("attempts 0 leads to no code of the answer, 200 to no code before it", () => {
  expect(symptom("attempts-0")?.codes).not.toContain(1003003)
  expect(symptom("200-but-failed")?.codes).not.toContain(1003021)
})

test("the meaning of numberOfAttempts is never claimed as documented", () => {
  for (const id of ["attempts-0", "attempts-2"])
    expect(symptom(id)?.whatItMeans.map(({ basis }) => basis)).not.toContain("documented")
})

test("an unknown id is none", () => expect(symptom("banana")).toBeNull())
