import { setTimeout as wait } from "node:timers/promises"
import { expect, test } from "vitest"
import { Turns } from "@/lib/remote/dial/turns"

const limits = { perOperator: 2, perTarget: 3, waiting: 2, waitMs: 200 }
const target = "api.fabrikam.example:443"

/** Turns of which every call is noted as it begins. */
function line() {
  const turns = new Turns(limits)
  const begun: string[] = []
  const take = async (operator: string, to = target, signal?: AbortSignal) => {
    const turn = await turns.take({ operator, target: to }, signal)
    if (typeof turn === "function") begun.push(operator)
    return turn
  }
  return { take, begun }
}

/** What ends a turn that was given at once. */
async function given(turn: ReturnType<ReturnType<typeof line>["take"]>) {
  const end = await turn
  if (typeof end !== "function") throw new Error(end.why)
  return end
}

test("an operator has as many calls under way as the limit says", async () => {
  const { take } = line()
  await given(take("casey"))
  await given(take("casey"))
  expect(await take("casey")).toEqual({
    kind: "refused",
    reason: "busy",
    why: "You have 2 calls under way; wait until one of them has ended.",
  })
})

test("a target has, too, whoever calls", async () => {
  const { take } = line()
  for (const operator of ["casey", "robin", "alex"]) await given(take(operator))
  expect(await take("sam")).toMatchObject({
    reason: "busy",
    why: `3 calls to ${target} are under way; wait until one of them has ended.`,
  })
  await given(take("sam", "other.fabrikam.example:443"))
})

test("who waits begins as soon as a call ends", async () => {
  const { take } = line()
  const end = await given(take("casey"))
  await given(take("casey"))
  const third = given(take("casey"))
  end()
  await third
})

test("of those who wait, the one with fewer calls under way begins first", async () => {
  const { take, begun } = line()
  const end = await given(take("casey"))
  await given(take("casey", "other"))
  await given(take("robin"))
  await given(take("sam"))
  const waiting = [take("robin"), take("alex")]
  end()
  await wait(20)
  expect(begun).toEqual(["casey", "casey", "robin", "sam", "alex"])
  await Promise.all(waiting)
})

test("more than a few of one operator do not wait", async () => {
  const { take } = line()
  await given(take("casey"))
  await given(take("casey"))
  const waiting = [take("casey"), take("casey")]
  const began = performance.now()
  expect(await take("casey")).toMatchObject({ reason: "busy" })
  expect(performance.now() - began).toBeLessThan(50)
  await Promise.all(waiting)
})

test("a turn that ends twice makes room once", async () => {
  const { take } = line()
  const end = await given(take("casey"))
  await given(take("casey"))
  end()
  end()
  await given(take("casey"))
  expect(await take("casey")).toMatchObject({ reason: "busy" })
})

test("who gives up waiting is told so, and takes no turn", async () => {
  const { take, begun } = line()
  const end = await given(take("casey"))
  await given(take("casey"))
  const controller = new AbortController()
  const third = take("casey", target, controller.signal)
  controller.abort()
  expect(await third).toMatchObject({ reason: "cancelled", why: "The call was cancelled before it began." })
  end()
  await wait(20)
  expect(begun).toHaveLength(2)
})
