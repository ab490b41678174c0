import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { RequestBudget } from "@/lib/remote/budget"
import { Throttled } from "@/lib/remote/trouble"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Takes a number of slots at once and notes when each was given, in milliseconds from the start. */
function takeMany(budget: RequestBudget, howMany: number, patienceMs: number) {
  const began = Date.now()
  const given: number[] = []
  const refused: unknown[] = []
  for (let index = 0; index < howMany; index += 1)
    budget.take(patienceMs).then(
      () => given.push(Date.now() - began),
      (error: unknown) => refused.push(error),
    )
  return { given, refused }
}

describe("the request budget", () => {
  test("five requests go at once and the sixth waits for the window to end", async () => {
    const { given } = takeMany(new RequestBudget(), 6, 60_000)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(given).toEqual([0, 0, 0, 0, 0, 10_500])
  })

  test("no window ever holds more than five starts", async () => {
    const { given } = takeMany(new RequestBudget(), 23, 120_000)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(given).toHaveLength(23)
    for (const start of given)
      expect(given.filter((other) => other >= start && other < start + 10_000).length).toBeLessThanOrEqual(5)
  })

  test("who would wait longer than they can is told at once", async () => {
    const { given, refused } = takeMany(new RequestBudget(), 6, 1000)
    await vi.advanceTimersByTimeAsync(1)
    expect(given).toHaveLength(5)
    expect(refused).toEqual([expect.any(Throttled)])
  })

  test("a Retry-After stops everything until it is over", async () => {
    const budget = new RequestBudget()
    budget.block(20_000)
    expect(budget.state().left).toBe(0)
    const { given } = takeMany(budget, 1, 60_000)
    await vi.advanceTimersByTimeAsync(20_100)
    expect(given).toEqual([20_000])
  })

  test("a Retry-After that comes while somebody waits ends the waiting early when it is too long", async () => {
    const budget = new RequestBudget()
    takeMany(budget, 5, 1000)
    const { refused } = takeMany(budget, 1, 12_000)
    await vi.advanceTimersByTimeAsync(500)
    budget.block(300_000)
    await vi.advanceTimersByTimeAsync(1100)
    expect(refused).toEqual([expect.any(Throttled)])
  })

  test("a Retry-After of any length is obeyed without a warning", () => {
    const budget = new RequestBudget()
    budget.block(2 ** 40)
    expect(budget.state().waitMs).toBe(2 ** 40)
  })

  test("the state says what is left and when the next request may go", async () => {
    const budget = new RequestBudget()
    takeMany(budget, 5, 1000)
    await vi.advanceTimersByTimeAsync(2500)
    expect(budget.state()).toEqual({ left: 0, limit: 5, waitMs: 8000 })
  })
})
