import { describe, expect, test } from "vitest"
import { inventHistory } from "../../../../sandbox/engine/history/history"
import type { DirectoryAudit } from "../../../../sandbox/tenants/types"
import { healthyTenant, healthyWoodgrove } from "../healthy"
import { now, rowsOf } from "./past"

const minuteMs = 60_000
const quarter = { days: 120, perDay: 170, seed: 7 }
const pasts = [
  ["Contoso", inventHistory(healthyTenant(), quarter, now)],
  ["Woodgrove", inventHistory(healthyWoodgrove(), quarter, now)],
] as const

describe.each(pasts)("in %s", (_, { signIns, signUps, changes, incidents }) => {
  const callouts = [...rowsOf(signIns), ...rowsOf(signUps)].flatMap((row) =>
    row.appliedEventListeners.map(({ eventType, handlerResult }) => ({
      at: Date.parse(row.createdDateTime),
      eventType,
      userId: row.userId,
      code: handlerResult?.errorCode,
      httpStatus: handlerResult?.httpStatus,
      attempts: handlerResult?.numberOfAttempts,
      extensionId: handlerResult?.customExtensionId,
    })),
  )
  const failed = callouts.filter(({ code }) => code !== 0)
  const within = ({ beginsAt, endsAt }: { beginsAt: number; endsAt: number }, { at }: { at: number }) =>
    at >= beginsAt - 1000 && at <= endsAt

  test("an incident comes about every week, and several codes have one", () => {
    expect(incidents.length).toBeGreaterThanOrEqual(12)
    expect(new Set(incidents.map(({ ending }) => ending.code)).size).toBeGreaterThanOrEqual(7)
    expect(new Set(incidents.map(({ endsAt, beginsAt }) => endsAt - beginsAt)).size).toBeGreaterThan(3)
  })

  test("every failed callout belongs to an incident of its event and extension", () => {
    const strays = failed.filter(
      (callout) =>
        !incidents.some(
          (incident) =>
            within(incident, callout) &&
            incident.eventType === callout.eventType &&
            incident.extensionId === callout.extensionId &&
            incident.ending.code === callout.code &&
            incident.ending.httpStatus === callout.httpStatus &&
            incident.ending.attempts === callout.attempts,
        ),
    )
    expect(strays).toEqual([])
  })

  test("an incident has as many failures as the log shows", () => {
    for (const incident of incidents) {
      const met = failed.filter(
        (callout) =>
          within(incident, callout) &&
          callout.code === incident.ending.code &&
          callout.eventType === incident.eventType,
      )
      expect(met).toHaveLength(incident.failures)
      expect(incident.failures).toBeGreaterThan(0)
    }
  })

  test("nothing goes well during a total one, and something does during a partial one", () => {
    const during = (incident: (typeof incidents)[number]) =>
      callouts.filter(
        (callout) =>
          callout.extensionId === incident.extensionId &&
          callout.eventType === incident.eventType &&
          // A row's time is in whole seconds, so that the first and the last of them may lie outside.
          callout.at > incident.beginsAt &&
          callout.at < incident.beginsAt + incident.minutes * minuteMs - 1000,
      )
    for (const incident of incidents.filter(({ share }) => share === 1))
      expect(during(incident).filter(({ code }) => code === 0)).toEqual([])
    const partial = incidents.filter(({ share }) => share < 0.8).flatMap(during)
    expect(partial.some(({ code }) => code === 0)).toBe(true)
  })

  test("the claims of the same few people are too large every time", () => {
    const incident = incidents.find(({ ending }) => ending.code === 1003025)
    if (!incident) throw new Error("There is no such incident.")
    const during = callouts.filter(
      (callout) =>
        callout.extensionId === incident.extensionId &&
        callout.at > incident.beginsAt &&
        callout.at < incident.endsAt,
    )
    const struck = new Set(during.filter(({ code }) => code !== 0).map(({ userId }) => userId))
    expect(during.filter(({ code, userId }) => code === 0 && struck.has(userId))).toEqual([])
  })

  describe("the audit log", () => {
    const audits = rowsOf(changes)
    const atOf = ({ activityDateTime }: DirectoryAudit) => Date.parse(activityDateTime)
    const caused = incidents.filter(({ cause, endsAt }) => cause && endsAt <= now)

    test("holds nothing of the time to come", () => {
      expect(audits.filter((audit) => atOf(audit) > now)).toEqual([])
    })

    test("tells of the change shortly before and of its repair at the end, where one was the cause", () => {
      expect(caused.length).toBeGreaterThanOrEqual(4)
      for (const { beginsAt, endsAt } of caused) {
        const repair = audits.find((audit) => atOf(audit) === endsAt)
        const sameTarget = ({ targetResources }: DirectoryAudit) =>
          targetResources[0]?.id === repair?.targetResources[0]?.id
        const before = audits.filter(
          (audit) => atOf(audit) < beginsAt && atOf(audit) > beginsAt - 30 * minuteMs,
        )
        expect(before.filter(sameTarget).length).toBeGreaterThan(0)
      }
    })

    test.each([
      "Update customAuthenticationExtension",
      "Update application – Certificates and secrets management ",
      "Remove app role assignment from service principal",
      "Add app role assignment to service principal",
      "Update service principal",
    ])("knows %s", (activity) => {
      expect(audits.some(({ activityDisplayName }) => activityDisplayName === activity)).toBe(true)
    })

    test("shows the lowered time-out and the one from before", () => {
      const values = audits.flatMap(({ targetResources }) =>
        targetResources.flatMap(({ modifiedProperties }) =>
          modifiedProperties.filter(({ displayName }) => displayName === "ClientConfiguration"),
        ),
      )
      expect(values[0]).toEqual({
        displayName: "ClientConfiguration",
        oldValue: '{"timeoutInMilliseconds":2000,"maximumRetries":1}',
        newValue: '{"timeoutInMilliseconds":400,"maximumRetries":1}',
      })
      expect(values[1]).toMatchObject({ oldValue: values[0]?.newValue, newValue: values[0]?.oldValue })
    })

    test("has everyday changes too, by people and by an app", () => {
      expect(audits.length).toBeGreaterThan(2 * caused.length + 20)
      expect(audits.some(({ initiatedBy }) => initiatedBy.app !== null)).toBe(true)
      expect(audits.some(({ initiatedBy }) => initiatedBy.user !== null)).toBe(true)
    })
  })
})

test("a thin history has incidents too", () => {
  const { signIns, incidents } = inventHistory(healthyTenant(), { days: 7, perDay: 20, seed: 1 }, now)
  const codes = rowsOf(signIns).flatMap(({ appliedEventListeners }) =>
    appliedEventListeners.map(({ handlerResult }) => handlerResult?.errorCode),
  )
  expect(incidents.length).toBeGreaterThan(0)
  for (const code of [1003002, 1003005, 1003021]) expect(codes).toContain(code)
})
