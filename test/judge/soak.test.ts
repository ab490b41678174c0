import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { heldAfterTenths } from "../bench/memory"
import { randomExchange, randomNumbers } from "../bench/random-exchanges"

const isSoak = process.env.SOAK === "1"
const bodies = isSoak ? 1_000_000 : 20_000

test(`judging ${bodies} random answers keeps nothing of them`, { timeout: 600_000 }, () => {
  setFlagsFromString("--expose-gc")
  const collect: () => void = runInNewContext("gc")
  const random = randomNumbers(1)
  const [first, ...rest] = heldAfterTenths(bodies, () => judge(randomExchange(random)), collect)
  const last = rest.at(-1)
  if (!first || !last) throw new Error("Nothing was measured.")
  // Keeping the verdicts alone would cost about 20 MB in the short form and 1 GB in the long one.
  expect(last.heapBytes - first.heapBytes).toBeLessThan(isSoak ? 20_000_000 : 8_000_000)
})
