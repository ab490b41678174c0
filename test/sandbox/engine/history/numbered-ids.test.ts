import fc from "fast-check"
import { expect, test } from "vitest"
import { NumberedIds } from "../../../../sandbox/engine/history/numbered-ids"
import { scramble, unscramble } from "../../../../sandbox/engine/history/random"

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const numbers = fc.integer({ min: 0, max: 4_294_967_295 })
const seeds = fc.integer({ min: 1, max: 4_294_967_295 })

test("every number has a version 4 UUID, which tells the number", () => {
  fc.assert(
    fc.property(seeds, numbers, (seed, number) => {
      const ids = new NumberedIds(seed, "test")
      expect(ids.id(number)).toMatch(uuid)
      expect(ids.numberOf(ids.id(number))).toBe(number)
    }),
  )
})

test("ids of one seed and purpose are none of another's", () => {
  const id = new NumberedIds(1, "test").id(7)
  expect(new NumberedIds(2, "test").numberOf(id)).toBeUndefined()
  expect(new NumberedIds(1, "other").numberOf(id)).toBeUndefined()
})

test.each(["", "none", "00000000-0000-4000-8000-000000000000", "zzzzzzzz-0000-4000-8000-000000000000"])(
  "%j is no id",
  (id) => {
    expect(new NumberedIds(1, "test").numberOf(id)).toBeUndefined()
  },
)

test("scrambling is undone by unscrambling", () => {
  fc.assert(fc.property(numbers, (word) => unscramble(scramble(word)) === word))
})
