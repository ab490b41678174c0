import { beforeAll, describe, expect, test } from "vitest"
import { dateOfBirthOf } from "../../../../sandbox/tenants/date-of-birth"
import { type Apis, createApis } from "../apis"

const casey = "8a7b6c5d-4e3f-4201-9182-736455463728"
const soren = "8a7b6c5d-4e3f-4201-9182-73645546372c"

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5725)
})

const right = () => ({
  firstName: "Casey",
  lastName: "Jensen",
  fullName: "Casey Jensen",
  dateOfBirth: dateOfBirthOf(casey),
  documentType: "Passport",
  documentId: "AB123456",
})

async function validate(
  claims: Record<string, unknown>,
  additionalInfo: unknown = {},
  user: unknown = { id: casey },
) {
  const { code, action } = await apis.call(apis.api("verified-id"), {
    data: { verifiedIdClaimsContext: { additionalInfo, claims } },
    context: { user },
  })
  expect(code).toBe(0)
  return action
}

const passed = { name: "pass", parameters: {} }
const failed = (...failedClaims: string[]) => ({ name: "failed", parameters: { failedClaims } })

describe("a Verified ID", () => {
  test("passes when the files say the same, each time", async () => {
    expect(await validate(right())).toEqual(passed)
    expect(await validate(right())).toEqual(passed)
  })

  test.each([{ id: casey }, { userPrincipalName: "Casey@contoso.com" }])(
    "is compared with %j",
    async (user) => {
      expect(await validate(right(), {}, user)).toEqual(passed)
    },
  )

  test("may be written in another case and form of letters", async () => {
    const claims = { firstName: " SØREN", lastName: "ødegård".normalize("NFD") }
    expect(await validate(claims, null, { id: soren })).toEqual(passed)
  })

  test.each(["firstName", "lastName", "fullName", "dateOfBirth"])("fails by a wrong %s", async (name) => {
    expect(await validate({ ...right(), [name]: "1901-01-01" })).toEqual(failed(name))
  })

  test("fails by every claim that is wrong", async () => {
    expect(await validate({ ...right(), lastName: "Rivera", dateOfBirth: "" })).toEqual(
      failed("lastName", "dateOfBirth"),
    )
  })

  test("passes with the number that the directory has of an employee, and fails by another", async () => {
    const users = [...apis.world.tenants.values()].flatMap((tenant) => tenant.users)
    const { employeeId } = users.find(({ id }) => id === casey) ?? {}
    expect(employeeId).toEqual(expect.any(String))
    expect(await validate(right(), { employeeId })).toEqual(passed)
    expect(await validate(right(), { employeeId: "E-none" })).toEqual(failed("employeeId"))
  })

  test("fails when it does not say who somebody is", async () => {
    expect(await validate({ documentId: "AB123456" })).toEqual(failed("lastName"))
  })

  test("fails for somebody whom the files do not know", async () => {
    const action = await validate({ lastName: "Jensen" }, {}, { id: crypto.randomUUID() })
    expect(action).toEqual(failed("lastName"))
  })
})

test.each([undefined, {}, { claims: null }, { claims: { lastName: 1 } }])(
  "%j is 400",
  async (verifiedIdClaimsContext) => {
    const api = apis.api("verified-id")
    const body = await apis.event(api, { data: { verifiedIdClaimsContext } })
    expect((await apis.post(api, body)).status).toBe(400)
  },
)
