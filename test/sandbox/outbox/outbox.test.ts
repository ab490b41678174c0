import { expect, test } from "vitest"
import { type Mail, Outbox } from "../../../sandbox/outbox/outbox"

const mail = (to: string, code = "12345678"): Mail => ({
  at: "2026-11-20T12:00:00.000Z",
  to,
  subject: "Your code",
  text: `Use the code ${code}.`,
  code,
  requestType: "signUp",
  correlationId: "20af61be-2d64-4d70-a5b3-2f2c1d3e4f50",
  via: "microsoft",
  api: null,
})

test("mails are listed as they were sent, newest last", () => {
  const outbox = new Outbox()
  outbox.add(mail("a@fabrikam.com"))
  outbox.add(mail("b@fabrikam.com"))
  expect(outbox.list().map(({ to }) => to)).toEqual(["a@fabrikam.com", "b@fabrikam.com"])
})

test("those to one address are found in any case", () => {
  const outbox = new Outbox()
  outbox.add(mail("Ravi@adatum.com"))
  outbox.add(mail("dana@proseware.com"))
  expect(outbox.list("ravi@Adatum.com")).toHaveLength(1)
  expect(outbox.list("nobody@adatum.com")).toEqual([])
})

test("the oldest go once there are too many", () => {
  const outbox = new Outbox(10)
  for (let index = 0; index < 25; index += 1) outbox.add(mail("ravi@adatum.com", String(index)))
  expect(outbox.list().length).toBeLessThanOrEqual(10)
  expect(outbox.list().at(-1)?.code).toBe("24")
})

test("it can be emptied", () => {
  const outbox = new Outbox()
  outbox.add(mail("ravi@adatum.com"))
  outbox.clear()
  expect(outbox.list()).toEqual([])
})
