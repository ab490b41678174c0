import { beforeAll, beforeEach, expect, test } from "vitest"
import { deploy } from "../../../../sandbox/apis/api"
import { type Behaviour, behaviourOf, behavioursOf } from "../../../../sandbox/apis/behaviours"
import { type Apis, correlationId, createApis } from "../apis"

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5723)
})
beforeEach(() => apis.world.reset())

const send = (otpContext: unknown, requestType?: string) =>
  apis.call(apis.api("mail"), { data: { otpContext }, context: { requestType } })

test("a code is mailed to the address, with all that is known of it", async () => {
  const { code } = await send({ identifier: "Someone@fabrikam.com", oneTimeCode: "01234567" }, "signUp")
  expect(code).toBe(0)
  expect(apis.world.outbox.list()).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      to: "Someone@fabrikam.com",
      subject: "Your code for Woodgrove Groceries",
      text: expect.stringContaining("01234567 to finish signing up"),
      code: "01234567",
      requestType: "signUp",
      correlationId,
      via: "api",
      api: "mail",
    },
  ])
})

test.each(["oneTimeCode", "onetimecode", "OneTimeCode"])("the code is read as %s", async (name) => {
  await send({ identifier: "someone@fabrikam.com", [name]: "12345678" })
  expect(apis.world.outbox.list().map(({ code }) => code)).toEqual(["12345678"])
})

test.each(["SignIn", "passwordReset", undefined])("a request of type %s is mailed as well", async (type) => {
  await send({ identifier: "someone@fabrikam.com", oneTimeCode: "12345678" }, type)
  expect(apis.world.outbox.list()).toMatchObject([{ requestType: type ?? null }])
})

test.each([
  undefined,
  null,
  {},
  { identifier: "someone@fabrikam.com" },
  { identifier: "", oneTimeCode: "1" },
  { identifier: "nobody", oneTimeCode: "12345678" },
  { identifier: "someone@fabrikam.com", oneTimeCode: 12345678 },
])("%j is 400 and mails nothing", async (otpContext) => {
  const api = apis.api("mail")
  expect((await apis.post(api, await apis.event(api, { data: { otpContext } }))).status).toBe(400)
  expect(apis.world.outbox.list()).toEqual([])
})

test("an API that goes wrong only when it answers has sent the mail by then", async () => {
  const api = apis.api("mail")
  const silent: Behaviour[] = ["500", "mail-not-sent", "block-with-403"]
  const settings: Behaviour[] = ["wrong-audience", "wrong-keys", "caller-not-admitted"]
  // These take their time, or a connection that can be cut.
  const others: Behaviour[] = ["slow", "leisurely", "cold-start", "long-cold-start", "reset"]
  for (const behaviour of behavioursOf(api).filter((one) => !others.includes(one))) {
    apis.world.outbox.clear()
    deploy(api, behaviour)
    const response = await apis.post(api, await apis.event(api))
    await response.body?.cancel()
    const isSilent = behaviourOf(behaviour).inFront || [...silent, ...settings].includes(behaviour)
    expect(apis.world.outbox.list().length, behaviour).toBe(isSilent ? 0 : 1)
  }
})

test("a slow API mails at every attempt, however long the caller waited", { timeout: 15_000 }, async () => {
  const api = apis.api("mail")
  deploy(api, "slow")
  const body = await apis.event(api)
  await Promise.all([apis.post(api, body), apis.post(api, body)])
  expect(apis.world.outbox.list("someone@fabrikam.com")).toHaveLength(2)
})
