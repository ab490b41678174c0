import { expect, test } from "vitest"
import { GET } from "@/app/codes.json/route"
import { catalogue, outerCodes } from "@/lib/codes/catalogue"
import { symptoms } from "@/lib/codes/decide"
import { nativeErrors } from "@/lib/codes/native"
import { seenTexts } from "@/lib/codes/seen-texts"

const json = await GET().json()

test("the feed names its schema and holds every kind of record", () => {
  expect(Object.keys(json)).toEqual([
    "schemaVersion",
    "codes",
    "outerCodes",
    "seenTexts",
    "nativeErrors",
    "symptoms",
  ])
  expect(json).toMatchObject({ schemaVersion: 2, outerCodes, seenTexts, nativeErrors })
})

test("each code keeps its record", () => {
  expect(json.codes).toMatchObject(catalogue)
})

test("each code has what users see, where it shows, its query and its example", () => {
  for (const code of json.codes) {
    expect(code.userSees.length).toBeGreaterThan(0)
    expect(code.shownIn.map(({ place }: { place: string }) => place)).toContain("Admin center")
    expect(code.kql).toContain(`CalloutError == ${code.code}`)
    expect(code.example).toMatchObject({ kind: expect.stringMatching(/^(answer|configuration)$/) })
  }
})

test("each Graph request comes in all three forms", () => {
  const withSteps = [...json.codes.flatMap(({ checks, fix }: typeof json) => [...checks, ...fix])]
  const steps = [...withSteps, ...json.symptoms.flatMap(({ steps }: typeof json) => steps)]
  const requests = steps.filter(({ request }) => request)
  expect(requests.length).toBeGreaterThan(80)
  for (const { azCli, powerShell } of requests) {
    expect(azCli.command).toMatch(/^az rest --method (get|post|patch|put|delete) --url 'https:/)
    expect(powerShell.command).toMatch(
      /^Invoke-MgGraphRequest -Method (GET|POST|PATCH|PUT|DELETE) -Uri 'https:/,
    )
  }
})

test("the feed holds every symptom in order", () => {
  expect(json.symptoms.map(({ id }: { id: string }) => id)).toEqual(symptoms.map(({ id }) => id))
})
