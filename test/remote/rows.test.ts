import { beforeEach, describe, expect, test } from "vitest"
import { reset } from "../control"
import { readOnce } from "./border"

const listener = {
  eventType: "tokenIssuanceStart",
  executedListenerId: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
  handlerResult: {
    "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
    calloutDateTime: "2026-11-19T14:03:22.1180000Z",
    customExtensionId: "6fc5012e-7665-43d6-9708-4370863f4e6e",
    errorCode: 1003002,
    httpStatus: 500,
    numberOfAttempts: 1,
  },
}
const row = {
  id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
  createdDateTime: "2026-11-19T14:03:21Z",
  correlationId: "aaaa0000-bb11-2222-33cc-444444dddddd",
  appId: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
  appDisplayName: "Woodgrove Groceries",
  userId: "8a7b6c5d-4e3f-4201-9182-736455463728",
  userDisplayName: "Casey Jensen",
  userPrincipalName: "casey@contoso.com",
  userType: "member",
  isInteractive: true,
  signInEventTypes: ["interactiveUser"],
  authenticationProtocol: "oAuth2",
  status: { errorCode: 1100001, failureReason: "Non-retryable error has occurred.", additionalDetails: null },
  appliedEventListeners: [listener],
}
const bare = Object.fromEntries(Object.keys(row).map((name) => [name, name === "id" ? row.id : null]))

/** The callouts that the console makes of rows. */
async function calloutsFrom(...value: unknown[]) {
  const { part } = await readOnce({ body: { value } })
  if (!part.ok) throw new Error(part.why)
  return { callouts: part.value.callouts, scanned: part.value.scanned }
}

beforeEach(() => reset())

describe("rows survive what is odd in them", () => {
  test("an event type that nobody knows keeps its name", async () => {
    const { callouts } = await calloutsFrom({
      ...row,
      appliedEventListeners: [{ ...listener, eventType: "somethingNewStart" }],
    })
    expect(callouts[0]?.listener?.eventType).toBe("somethingNewStart")
  })

  test("a protocol that nobody knows keeps its name", async () => {
    const { callouts } = await calloutsFrom({ ...row, authenticationProtocol: "oAuth2,nativeAuth" })
    expect(callouts[0]?.signIn.protocol).toBe("oAuth2,nativeAuth")
  })

  test("a row whose members are all null counts as a sign-in without callouts", async () => {
    const { callouts, scanned } = await calloutsFrom(bare)
    expect(callouts).toEqual([])
    expect(scanned).toMatchObject({ signIns: 1, unreadable: 0 })
  })

  test("a row that has nothing but its id and a listener is a callout without a time", async () => {
    const { callouts } = await calloutsFrom({ id: row.id, appliedEventListeners: [listener] })
    expect(callouts[0]).toMatchObject({
      id: `${row.id}.0`,
      signIn: { at: null, app: { id: null, name: "unknown app" }, user: { name: "unknown user" } },
      listener: { errorCode: 1003002, httpStatus: 500 },
    })
  })

  test("a listener without a result is a callout that nobody can place", async () => {
    const { callouts } = await calloutsFrom({
      ...row,
      appliedEventListeners: [{ eventType: "tokenIssuanceStart", handlerResult: null }],
    })
    expect(callouts.map(({ layer }) => layer)).toEqual(["unknown"])
  })

  test("a row without an id is counted as unreadable and costs no other row", async () => {
    const { id: _, ...nameless } = row
    const { callouts, scanned } = await calloutsFrom(nameless, { ...row, id: "" }, row)
    expect(callouts.map(({ id }) => id)).toEqual([`${row.id}.0`])
    expect(scanned).toMatchObject({ signIns: 1, unreadable: 2 })
  })

  test("a row that is no object is counted as unreadable", async () => {
    const { callouts, scanned } = await calloutsFrom(null, "row", 5, [], row)
    expect(callouts).toHaveLength(1)
    expect(scanned).toMatchObject({ signIns: 1, unreadable: 4 })
  })

  test("appliedEventListeners of null in a failed sign-in leaves one callout that nobody can place", async () => {
    const { callouts } = await calloutsFrom({ ...row, appliedEventListeners: null })
    expect(callouts).toMatchObject([{ listener: null, layer: "unknown" }])
  })

  test("numbers that come as strings are left out, and the callout does not pass for a good one", async () => {
    const { errorCode, httpStatus, numberOfAttempts } = listener.handlerResult
    const handlerResult = {
      ...listener.handlerResult,
      errorCode: String(errorCode),
      httpStatus: String(httpStatus),
      numberOfAttempts: String(numberOfAttempts),
    }
    const { callouts } = await calloutsFrom({
      ...row,
      status: { ...row.status, errorCode: "1100001" },
      appliedEventListeners: [{ ...listener, handlerResult }],
    })
    expect(callouts).toMatchObject([{ layer: "unknown", listener: { errorCode: null, httpStatus: null } }])
  })

  test("a code that cannot be read beside a status of 500 does not pass for a good callout", async () => {
    const handlerResult = { ...listener.handlerResult, errorCode: "1003002" }
    const { callouts } = await calloutsFrom({
      ...row,
      status: { ...row.status, errorCode: "1100001" },
      appliedEventListeners: [{ ...listener, handlerResult }],
    })
    expect(callouts.map(({ layer }) => layer)).not.toContain("ok")
  })

  test("a time that cannot be read is left out", async () => {
    const { callouts } = await calloutsFrom({ ...row, createdDateTime: "yesterday" })
    expect(callouts).toMatchObject([{ signIn: { at: null } }])
  })

  test("a listener that cannot be read costs only itself", async () => {
    const { callouts } = await calloutsFrom({ ...row, appliedEventListeners: [null, listener] })
    expect(callouts.map(({ listener: one }) => one?.errorCode)).toContain(1003002)
  })
})
