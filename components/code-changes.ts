/** A line of a text beside another one; `changed` when the other lacks it. */
export type Line = { number: number; text: string; changed: boolean }

/** Lines to show: some are left out in long runs of one kind, and long ones are cut. */
export type ShownLine = Line | { number: number; left: number }

const mostCells = 400_000
const longestLine = 400
const longestRun = 18
const keptAtStart = 9
const keptAtEnd = 4

/** The lines of two texts, each marked when the other text does not have it in the same order. */
export function lineChanges(before: string, after: string): { before: Line[]; after: Line[] } {
  const [one, other] = [before.split("\n"), after.split("\n")]
  const common = commonLines(one, other)
  return {
    before: one.map((text, index) => ({ number: index + 1, text, changed: !common.one.has(index) })),
    after: other.map((text, index) => ({ number: index + 1, text, changed: !common.other.has(index) })),
  }
}

/** The lines as a page shows them: runs of many alike are cut in the middle, very long lines at their end. */
export function shownLines(lines: readonly Line[]): ShownLine[] {
  const shown: ShownLine[] = []
  for (let start = 0; start < lines.length; ) {
    const changed = lines[start]?.changed
    const next = lines.findIndex((line, index) => index > start && line.changed !== changed)
    const run = lines.slice(start, next < 0 ? undefined : next)
    shown.push(...(run.length > longestRun ? cutRun(run) : run).map(cutLine))
    start += run.length
  }
  return shown
}

function cutRun(run: readonly Line[]): ShownLine[] {
  const left = run.length - keptAtStart - keptAtEnd
  const first = run[keptAtStart]?.number ?? 0
  return [...run.slice(0, keptAtStart), { number: first, left }, ...run.slice(-keptAtEnd)]
}

function cutLine(line: ShownLine): ShownLine {
  if ("left" in line || line.text.length <= longestLine) return line
  const more = line.text.length - longestLine
  return { ...line, text: `${line.text.slice(0, longestLine)}\u2026 (${more} more characters)` }
}

type Common = { one: Set<number>; other: Set<number> }

function commonLines(one: readonly string[], other: readonly string[]): Common {
  const common: Common = { one: new Set(), other: new Set() }
  const pair = (first: number, second: number) => {
    common.one.add(first)
    common.other.add(second)
  }
  const most = Math.min(one.length, other.length)
  let start = 0
  while (start < most && one[start] === other[start]) {
    pair(start, start)
    start += 1
  }
  let end = 0
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) {
    end += 1
    pair(one.length - end, other.length - end)
  }
  pairMiddle(one.slice(start, one.length - end), other.slice(start, other.length - end), (a, b) =>
    pair(start + a, start + b),
  )
  return common
}

/** Pairs the lines of a longest common subsequence; of texts that are too long for that, none. */
function pairMiddle(
  one: readonly string[],
  other: readonly string[],
  pair: (first: number, second: number) => void,
): void {
  if (one.length * other.length > mostCells) return
  const width = other.length + 1
  const longest = new Uint32Array((one.length + 1) * width)
  const at = (a: number, b: number) => longest[a * width + b] ?? 0
  for (let a = one.length - 1; a >= 0; a -= 1)
    for (let b = other.length - 1; b >= 0; b -= 1)
      longest[a * width + b] =
        one[a] === other[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1))
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    if (one[a] === other[b]) {
      pair(a, b)
      a += 1
      b += 1
    } else if (at(a + 1, b) >= at(a, b + 1)) a += 1
    else b += 1
  }
}
