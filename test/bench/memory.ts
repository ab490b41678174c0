/** What the process held at one moment, after a collection. */
export type Held = { heapBytes: number; rssBytes: number }

function held(collect: () => void): Held {
  collect()
  const { heapUsed, rss } = process.memoryUsage()
  return { heapBytes: heapUsed, rssBytes: rss }
}

/** Does something many times in ten equal parts and says what the process held after each of them. */
export function heldAfterTenths(times: number, work: () => void, collect: () => void): Held[] {
  return Array.from({ length: 10 }, () => {
    for (let done = 0; done < times / 10; done += 1) work()
    return held(collect)
  })
}
