import { expect, test } from "vitest"
import { shortened } from "@/components/ui/short-id"

test("a GUID loses its middle", () => {
  expect(shortened("7f3c21aa-1111-4222-8333-444455556666")).toBe("7f3c21aa…6666")
})

test("an id of 16 characters stays whole", () => {
  expect(shortened("0123456789abcdef")).toBe("0123456789abcdef")
})
