import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Report } from "../../sandbox/engine/journeys/journey"
import { recover } from "../../sandbox/engine/journeys/recovery"
import { signIn } from "../../sandbox/engine/journeys/sign-in"
import { signUp } from "../../sandbox/engine/journeys/sign-up"
import { eventTypes } from "../../sandbox/tenants/event-types"
import { contosoIds, toMigrateProperty, woodgroveIds } from "../../sandbox/tenants/ids"
import { allOfIt } from "../../sandbox/tenants/time-log"
import type { Tenant, User } from "../../sandbox/tenants/types"
import type { World } from "../../sandbox/world"
import { type Sandbox, start } from "../sandbox/control/start"

const isSoak = process.env.SOAK === "1"
const count = isSoak ? 10_000 : 600
/** External tenants have 50 callouts in a second; a second of the sandbox's clock passes after so many journeys. */
const journeysPerSecond = 30

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5650)
})
afterAll(() => sandbox.close())

function tenantOf(world: World, id: string): Tenant {
  const tenant = world.tenants.get(id)
  if (!tenant) throw new Error(`There is no tenant ${id}.`)
  return tenant
}

const turn = <Item>(items: readonly Item[], round: number): Item => {
  const item = items[round % items.length]
  if (item === undefined) throw new RangeError("There is nothing to take turns with.")
  return item
}

/** Somebody whose password is in the old store again, as before his first sign-in. */
function moveBack({ credentials }: Tenant, user: User): User {
  credentials.set(user.id, { kind: "password", password: null })
  user.extensions[toMigrateProperty] = true
  return user
}

type Journey = (round: number) => Promise<Report>

function ofContoso(world: World): Record<string, Journey> {
  const tenant = tenantOf(world, contosoIds.tenant)
  const person = (type: User["userType"], round: number) =>
    turn(
      tenant.users.filter(({ userType }) => userType === type),
      round,
    ).id
  const go = (round: number, app: string, rest: object = {}) =>
    signIn(world, { tenant: "Contoso", user: person("Member", round), app, ...rest })
  const groceries = contosoIds.groceriesApp
  return {
    "a member's sign-in": (round) => go(round, groceries),
    "a guest's sign-in": (round) => go(round, groceries, { user: person("Guest", round) }),
    "a sign-in by SAML": (round) => go(round, contosoIds.expensesApp),
    "a sign-in for an API": (round) => go(round, groceries, { resource: contosoIds.ordersApp }),
    "a refresh": (round) => go(round, groceries, { flow: "refresh" }),
    "a recovery": (round) =>
      recover(world, { tenant: "Contoso", user: person("Member", round), app: groceries }),
  }
}

function ofWoodgrove(world: World): Record<string, Journey> {
  const tenant = tenantOf(world, woodgroveIds.tenant)
  const { groceriesApp, mobileApp, ordersApp } = woodgroveIds
  // Those who are there from the start, since the list grows by everybody who signs up.
  const users = [...tenant.users]
  const having = (kind: string) =>
    users.filter(({ id, mail, extensions }) => {
      const credential = tenant.credentials.get(id)
      const isKept = credential?.kind !== "password" || credential.password !== null
      return mail !== null && credential?.kind === kind && isKept && extensions[toMigrateProperty] !== true
    })
  const [withCode, withPassword, atGoogle] = ["emailOtp", "password", "federated"].map(having)
  const movers = users.filter(({ mail }) => /^(otto|priya)@/.test(mail ?? ""))
  const go = (people: readonly User[] = [], round: number, rest: object = {}) =>
    signIn(world, { tenant: "Woodgrove", user: turn(people, round).id, app: groceriesApp, ...rest })
  const join = (kind: string, round: number, rest: object = {}) =>
    signUp(world, { tenant: "Woodgrove", email: `${kind}-${round}@fabrikam.com`, app: groceriesApp, ...rest })
  return {
    "a sign-in with a code": (round) => go(withCode, round),
    "a sign-in with a password": (round) => go(withPassword, round),
    "a sign-in at Google": (round) => go(atGoogle, round),
    "a native sign-in with a code": (round) => go(withCode, round, { app: mobileApp, flow: "native" }),
    "a native sign-in with a password": (round) =>
      go(withPassword, round, { app: mobileApp, flow: "native" }),
    "a customer's sign-in for an API": (round) => go(withPassword, round, { resource: ordersApp }),
    "a customer's refresh": (round) => go(atGoogle, round, { flow: "refresh" }),
    "a first sign-in after the move": (round) => go([moveBack(tenant, turn(movers, round))], 0),
    "a sign-up with a code": (round) => join("code", round),
    "a sign-up at Google": (round) => join("google", round, { method: "google" }),
    "a native sign-up": (round) => join("native", round, { app: mobileApp, flow: "native" }),
  }
}

const isEnd = ({ outcome }: Report, name: string) =>
  name === "a recovery"
    ? outcome.kind === "hosted-page" && outcome.title === "Identity verified"
    : outcome.kind === "tokens"

describe(`${count} journeys through a healthy world`, () => {
  const reports: { name: string; report: Report }[] = []
  let names: string[] = []

  beforeAll(async () => {
    const { world } = sandbox
    const journeys = { ...ofContoso(world), ...ofWoodgrove(world) }
    names = Object.keys(journeys)
    for (let index = 0; index < count; index += 1) {
      if (index % journeysPerSecond === 0) world.clock.setOffset((index / journeysPerSecond) * 1000)
      const name = turn(names, index)
      const report = await journeys[name]?.(Math.floor(index / names.length))
      if (report) reports.push({ name, report })
    }
  }, 1_800_000)

  test("take every way, and raise every event", () => {
    expect(reports).toHaveLength(count)
    expect(new Set(reports.map(({ name }) => name))).toEqual(new Set(names))
    const raised = reports.flatMap(({ report }) => report.called.map(({ eventType }) => eventType))
    expect(new Set(raised)).toEqual(new Set(eventTypes))
  })

  test("reach the APIs at the first attempt, each time", () => {
    const failed = reports.flatMap(({ name, report }) =>
      report.called
        .filter(({ result }) => result.code !== 0 || result.httpStatus !== 200 || result.attempts !== 1)
        .map(({ eventType, result }) => ({ name, eventType, ...result })),
    )
    expect(failed).toEqual([])
  })

  test("end in tokens, and recoveries on the page that says so", () => {
    const others = reports.filter(({ name, report }) => !isEnd(report, name))
    expect(others.map(({ name, report }) => ({ name, outcome: report.outcome }))).toEqual([])
  })

  test("leave no row that fails or has a code of a callout", () => {
    const tenants = [...sandbox.world.tenants.values()]
    const rows = tenants.flatMap(({ signIns, signUps }) => [
      ...signIns.walk(allOfIt),
      ...signUps.walk(allOfIt),
    ])
    expect(rows.length).toBeGreaterThan(count)
    // 1002013: the sign-up waits for the code that was mailed.
    const failed = rows.filter(({ status }) => ![0, 1002013].includes(status.errorCode))
    expect(failed).toEqual([])
    expect(rows.filter((row) => /\b1003\d{3}\b/.test(JSON.stringify(row.appliedEventListeners)))).toEqual([])
  })
})

const hourMs = 3_600_000

test.each([1, 25, 24 * 31, -2])("tokens still hold when the clock moves by %i hours", async (hours) => {
  const { world } = sandbox
  world.reset()
  await signIn(world, { tenant: "Woodgrove", user: "ravi@adatum.com", app: "Woodgrove Groceries" })
  world.clock.setOffset(hours * hourMs)
  const { called, outcome } = await signIn(world, {
    tenant: "Woodgrove",
    user: "ravi@adatum.com",
    app: "Woodgrove Groceries",
  })
  expect(called.map(({ result }) => result.code)).toEqual([0, 0])
  expect(outcome.kind).toBe("tokens")
  const member = await signIn(world, { tenant: "Contoso", user: "casey", app: "Woodgrove Groceries" })
  expect(member.outcome.kind).toBe("tokens")
})
