import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isMembers, type Members } from "@/lib/model/json"
import type { EventType } from "../../lib/events/define"
import { eventType, eventTypes } from "../../lib/events/index"
import { responseJsonSchema } from "../../lib/events/response-json-schema"
import type { EventTypeId } from "../../lib/model/exchange"

const accepts = (type: EventType, body: unknown) => type.response.safeParse(body).success
const answer = (id: EventTypeId, action: Members, more: Members = {}) => ({
  data: { "@odata.type": eventType(id).responseData, actions: [action], ...more },
})
const typeOf = (id: EventTypeId, name: string) =>
  eventType(id).actions.find((action) => action.name === name)?.type
const claims = (value: unknown) =>
  answer("tokenIssuanceStart", {
    "@odata.type": typeOf("tokenIssuanceStart", "provideClaimsForToken"),
    claims: value,
  })
const nonce = { nonce: "n" }

describe.each(eventTypes)("the answer to $id", (type) => {
  const [first] = type.examples
  const withData = (change: (data: Members) => Members) => {
    const data = first?.body.data
    return { data: isMembers(data) ? change(data) : expect.unreachable() }
  }

  test.each(type.examples)("is accepted: $title", ({ body }) => {
    expect(type.response.safeParse(body)).toMatchObject({ success: true, data: body })
  })

  test("has an example of every action", () => {
    const shown = type.examples.map(({ body }) => JSON.stringify(body))
    for (const { type: name } of type.actions) expect(shown.join()).toContain(`"${name}"`)
  })

  test("is accepted with each action's sample", () => {
    const more = type.id === "passwordSubmit" ? nonce : {}
    for (const { sample, type: name } of type.actions) {
      expect(sample["@odata.type"]).toBe(name)
      expect(accepts(type, answer(type.id, sample, more))).toBe(true)
    }
  })

  test("may carry members that Entra does not know", () => {
    expect(accepts(type, { ...withData((data) => ({ ...data, more: 1 })), version: 2 })).toBe(true)
  })

  test("has exactly one action", () => {
    expect(
      accepts(
        type,
        withData((data) => ({ ...data, actions: [] })),
      ),
    ).toBe(false)
    expect(
      accepts(
        type,
        withData(({ actions, ...data }) => ({ ...data, actions: [actions, actions].flat() })),
      ),
    ).toBe(false)
    expect(
      accepts(
        type,
        withData((data) => ({ ...data, actions: null })),
      ),
    ).toBe(false)
  })

  test("names its types letter by letter", () => {
    for (const wrong of [`#${type.responseData}`, type.responseData.toUpperCase(), "", 1, null])
      expect(
        accepts(
          type,
          withData((data) => ({ ...data, "@odata.type": wrong })),
        ),
      ).toBe(false)
    for (const { sample, type: name } of type.actions)
      for (const wrong of [`#${name}`, name.toLowerCase(), name.split(".").at(-1)])
        expect(accepts(type, answer(type.id, { ...sample, "@odata.type": wrong }, nonce))).toBe(false)
  })

  test("needs each of its required members", () => {
    for (const { sample, parameters } of type.actions) {
      const required = ["@odata.type", ...parameters.filter((one) => one.required).map(({ name }) => name)]
      for (const name of required) {
        const { [name]: _, ...rest } = sample
        expect(accepts(type, answer(type.id, rest, nonce))).toBe(false)
      }
      for (const { name } of parameters)
        expect(accepts(type, answer(type.id, { ...sample, [name]: 7 }, nonce))).toBe(false)
    }
  })

  test("is not that of another event", () => {
    for (const other of eventTypes.filter(({ id }) => id !== type.id))
      for (const { body } of other.examples) expect(accepts(type, body)).toBe(false)
  })

  test("is no other JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(accepts(type, value)).toBe(false)
      }),
    )
  })
})

describe("claims", () => {
  test.each([
    ["texts and lists of texts", { a: "b", c: ["d", "e"] }],
    ["nothing", {}],
    ["an empty text and an empty list", { a: "", b: [] }],
  ])("can be %s", (_, value) => expect(accepts(eventType("tokenIssuanceStart"), claims(value))).toBe(true))

  test.each([
    ["null", null],
    ["a list", ["a"]],
    ["a Boolean inside", { a: true }],
    ["a number inside", { a: 1 }],
    ["an object inside", { a: { b: "c" } }],
    ["a mixed list inside", { a: ["b", 1] }],
    ["a null inside", { a: null }],
    ["an empty name", { "": "a" }],
    ["a blank name", { " ": "a" }],
  ])("cannot be %s", (_, value) => {
    expect(accepts(eventType("tokenIssuanceStart"), claims(value))).toBe(false)
  })
})

describe("parameters", () => {
  const prefill = (inputs: unknown) =>
    answer("attributeCollectionStart", {
      "@odata.type": typeOf("attributeCollectionStart", "setPrefillValues"),
      inputs,
    })
  const start = eventType("attributeCollectionStart")

  test("attribute values are texts, whole numbers and Booleans", () => {
    expect(accepts(start, prefill({ a: "b", c: 1, d: false }))).toBe(true)
    for (const wrong of [null, 1.5, ["a"], {}]) expect(accepts(start, prefill({ a: wrong }))).toBe(false)
  })

  test("errors of attributes are texts", () => {
    const type = eventType("attributeCollectionSubmit")
    const error = (attributeErrors: unknown) =>
      answer(type.id, {
        ...type.actions.find(({ name }) => name === "showValidationError")?.sample,
        attributeErrors,
      })
    expect(accepts(type, error({ city: "too short" }))).toBe(true)
    expect(accepts(type, error({ city: 1 }))).toBe(false)
  })

  test("a password answer needs a nonce that is a text with content", () => {
    const type = eventType("passwordSubmit")
    for (const { sample } of type.actions) {
      expect(accepts(type, answer(type.id, sample, nonce))).toBe(true)
      for (const wrong of [{}, { nonce: "" }, { nonce: null }, { nonce: 1 }])
        expect(accepts(type, answer(type.id, sample, wrong))).toBe(false)
    }
  })
})

describe("the JSON Schema", () => {
  test.each(eventTypes)("of $id is of draft 2020-12 and names the types", (type) => {
    const schema = responseJsonSchema(type)
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema")
    const text = JSON.stringify(schema)
    expect(text).toContain(`"const":"${type.responseData}"`)
    for (const { type: name, parameters } of type.actions) {
      expect(text).toContain(`"const":"${name}"`)
      for (const parameter of parameters) expect(text).toContain(`"${parameter.name}":`)
    }
    expect(text).toContain('"minItems":1,"maxItems":1')
  })

  test("tells the events apart", () => {
    const ids = eventTypes.map((type) => responseJsonSchema(type).$id)
    expect(new Set(ids).size).toBe(6)
  })

  test("wants the nonce, and names of claims that are not blank", () => {
    const password = JSON.stringify(responseJsonSchema(eventType("passwordSubmit")))
    expect(password).toContain('"required":["@odata.type","actions","nonce"]')
    const token = JSON.stringify(responseJsonSchema(eventType("tokenIssuanceStart")))
    expect(token).toContain('"propertyNames":{"type":"string","pattern":"\\\\S"}')
  })
})
