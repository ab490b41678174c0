import { expect, test } from "vitest"
import { readServerTiming } from "@/lib/remote/dial/server-timing"

test.each([
  [undefined, []],
  ["", []],
  ["cache", [{ name: "cache" }]],
  ["db;dur=53.2", [{ name: "db", durationMs: 53.2 }]],
  [
    'db;dur=53.2;desc="Postgres, read", app;DUR=1e2',
    [
      { name: "db", durationMs: 53.2, description: "Postgres, read" },
      { name: "app", durationMs: 100 },
    ],
  ],
  ['a;desc="say \\"hi\\"; now"', [{ name: "a", description: 'say "hi"; now' }]],
  ["a;desc=plain", [{ name: "a", description: "plain" }]],
  ["a ; dur = 1 , b", [{ name: "a", durationMs: 1 }, { name: "b" }]],
  ["a;dur=1;dur=2", [{ name: "a", durationMs: 1 }]],
  ["a;dur=soon", [{ name: "a" }]],
  ["a;dur=", [{ name: "a" }]],
  ["a;dur=Infinity", [{ name: "a" }]],
  ["a;__proto__=1;constructor=2", [{ name: "a" }]],
  [",,a,,", [{ name: "a" }]],
  ["a=b, c", [{ name: "c" }]],
  ['"quoted", c', [{ name: "c" }]],
])("%j is read as %j", (header, metrics) => expect(readServerTiming(header)).toEqual(metrics))

test("a header of any length is read in no time", () => {
  const began = performance.now()
  for (const piece of ['"\\', '"', ";", ",", "a;dur=1,", '\\"', " "]) readServerTiming(piece.repeat(16_000))
  expect(performance.now() - began).toBeLessThan(500)
})

test("no more than 50 metrics are kept", () =>
  expect(readServerTiming(Array.from({ length: 80 }, () => "a").join())).toHaveLength(50))
