import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { answer, reaching, says } from "./reached"

const { dial } = reaching(42_205)

const kib = 1024
const keptBytes = 128 * kib

describe("the size of a body:", () => {
  test.each([
    [keptBytes, false],
    [keptBytes + 1, true],
    [1024 * kib, true],
  ])("%s bytes are counted, and cut after 128 KiB: %s", async (bytes, truncated) => {
    const result = answer(await dial(says("z".repeat(bytes))))
    expect(result).toMatchObject({ bodyBytes: bytes, truncated })
    expect(result.body).toHaveLength(Math.min(bytes, keptBytes))
  })

  test("a character at the cut is left out whole", async () => {
    const result = answer(await dial(says(`a${"ü".repeat(keptBytes)}`)))
    expect(result.body.endsWith("ü")).toBe(true)
    expect(Buffer.byteLength(result.body)).toBe(keptBytes - 1)
  })

  const oversized = { kind: "failure", transport: "oversized", phase: "read", status: 200 }

  test("one byte more than 1 MiB is too much", async () =>
    expect(await dial(says("z".repeat(1024 * kib + 1)))).toMatchObject({
      ...oversized,
      why: "The body is longer than 1 MiB and was cut.",
    }))

  test("a body without end is cut, and its connection with it", async () => {
    let closed = false
    const result = await dial((_request, response) => {
      const chunk = Buffer.alloc(64 * kib, "z")
      const more = () => {
        while (!closed && response.write(chunk));
      }
      response.on("drain", more).once("close", () => {
        closed = true
      })
      more()
    })
    expect(result).toMatchObject(oversized)
    await expect.poll(() => closed).toBe(true)
  })
})

describe("a compressed body, which was not asked for,", () => {
  test.each([
    ["gzip", gzipSync("{}")],
    ["x-gzip", gzipSync("{}")],
    ["GZIP", gzipSync("{}")],
    ["deflate", deflateSync("{}")],
    ["br", brotliCompressSync("{}")],
    ["identity", Buffer.from("{}")],
  ])("is read: %s", async (encoding, bytes) =>
    expect(answer(await dial(says(bytes, { "content-encoding": encoding })))).toMatchObject({
      body: "{}",
      bodyBytes: 2,
    }),
  )

  const bomb = Buffer.alloc(200 * 1024 * kib)
  test.each([
    ["gzip", gzipSync(bomb)],
    ["deflate", deflateSync(bomb)],
    ["br", brotliCompressSync(bomb)],
  ])("is cut when it swells: 200 MiB of %s", async (encoding, bytes) => {
    const before = process.memoryUsage().arrayBuffers
    const result = await dial(says(bytes, { "content-encoding": encoding }))
    expect(result).toMatchObject({ kind: "failure", transport: "oversized" })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * kib)
  })

  test("is cut when it goes on without ever saying anything", async () => {
    // Empty blocks of deflate, which stand for nothing.
    const blocks = Buffer.concat(Array.from({ length: 300_000 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])))
    const bytes = Buffer.concat([Buffer.from([0x78, 0x9c]), blocks])
    const result = await dial(says(bytes, { "content-encoding": "deflate" }))
    expect(result).toMatchObject({ kind: "failure", transport: "oversized" })
  })

  test.each([
    ["gzip, gzip", gzipSync(gzipSync("{}"))],
    ["zstd", Buffer.from("{}")],
    ["constructor", Buffer.from("{}")],
  ])("is left alone: %s", async (encoding, bytes) =>
    expect(await dial(says(bytes, { "content-encoding": encoding }))).toMatchObject({
      kind: "failure",
      transport: "malformed",
      why: `The body is encoded as ${encoding}, which nobody asked for.`,
    }),
  )

  test.each(["gzip", "deflate", "br"])("is no answer when it is no %s", async (encoding) =>
    expect(await dial(says('{"data":{}}', { "content-encoding": encoding }))).toMatchObject({
      kind: "failure",
      transport: "malformed",
      why: `The answer says that its body is encoded as ${encoding}; it is not.`,
    }),
  )
})
