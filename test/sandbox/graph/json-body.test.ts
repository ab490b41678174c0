import { expect, test } from "vitest"
import { readJson } from "../../../sandbox/graph/json-body"

const headers = (type?: string) => new Headers(type ? { "content-type": type } : {})

test.each(["application/json", "application/json;odata.metadata=minimal", "Application/JSON; charset=utf-8"])(
  "a body of the type %s is read",
  (type) => {
    expect(readJson(headers(type), '{"keyId":1}')).toEqual({ keyId: 1 })
  },
)

test.each([
  ["an empty body", "application/json", "", "Empty Payload. JSON content expected."],
  ["a body without a type", undefined, "{}", "Unable to read JSON request payload."],
  ["what is no JSON", "application/json", "{", "Unable to read JSON request payload."],
  ["a body of another type", "text/plain", "{}", "JSON Content-Type header"],
])("%s is refused with 400", (_, type, text, words) => {
  expect(() => readJson(headers(type), text)).toThrow(
    expect.objectContaining({
      status: 400,
      code: "BadRequest",
      message: expect.stringContaining(words),
    }),
  )
})
