import { expect, test } from "vitest"
import { catalogue } from "@/lib/codes/catalogue"

test("every request body of a fix is JSON, as the page prints it", () => {
  const bodies = catalogue.flatMap(({ fix }) => fix.flatMap(({ request }) => request?.body ?? []))
  expect(bodies.length).toBeGreaterThan(0)
  for (const body of bodies) expect(() => JSON.parse(body)).not.toThrow()
})
